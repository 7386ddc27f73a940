"""Whom a sentence leaves to others is told part by part: by whose money, duty or services it speaks of."""

from __future__ import annotations

import pytest

from graph.ingest.left import Leaving, Left
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import words_of
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules


@pytest.fixture(scope="module")
def leaving(rules: Rules) -> Leaving:
    return Leaving(rules, Phrases(rules))


def _left(text: str, leaving: Leaving, lemmas: Lemmatiser) -> Left:
    return leaving.of(tuple(words_of(text, lemmas)), 0)


def _is_left(word: str, text: str, leaving: Leaving, lemmas: Lemmatiser) -> bool:
    left, at = _left(text, leaving, lemmas), text.index(word)
    return any(start <= at < end for start, end in (*left.to_others, *left.taken_up))


@pytest.mark.parametrize(
    "text",
    [
        "Turvealan yrittäjiä tuetaan JTF:stä.",
        "Omaishoitajien tuki rahoitetaan STEA-avustuksin.",
        "Varusmiesten neuvonta kustannetaan valtion talousarviosta.",
        "Kuntien luottamushenkilöt kouluttaa Kuntaliitto.",
        "Kalastajien hätäavusta vastaa vastaanottojärjestelmä.",
        "Veteraanien kuntoutus on Valtiokonttorin vastuulla.",
        "Alaikäiset kuuluvat lastensuojelun vastuulle.",
        "Lapsiperheiden kotipalvelu säilyy kuntien järjestämänä.",
        "Kiinteistönvälittäjät saavat koulutuksensa omalta liitoltaan.",
        "Yrittäjänaiset ohjataan yrittäjyyden teemaan.",
        "Saamelaiset ovat Lapin alueellisen teeman osallistujia.",
        "Lukiolaiset ovat jo opinto-ohjauksen piirissä.",
        "Suuret konsernit kouluttavat väkensä omin varoin.",
        "Perusopetuksen oppilaita varten on oma teemansa.",
        "Päätoimiset opiskelijat jäävät ulkopuolelle.",
        "Luotsit ohjataan alueellisten hankkeiden piiriin.",
        "Ensihoitajat sivuutetaan.",
        "Työntekijöitä varten valmistellaan omaa kokonaisuutta.",
    ],
)
def test_another_s_money_duty_or_service_leaves_people_to_others(
    text: str, leaving: Leaving, lemmas: Lemmatiser
) -> None:
    assert _left(text, leaving, lemmas).to_others


@pytest.mark.parametrize(
    "text",
    [
        "Nuoria tuetaan hankkeissa, joita rahoitetaan ESR+-rahastosta.",
        "Luotsien menetelmiä lisätään ohjaus- ja muissa palveluissa.",
        "Toimien piiriin kuuluvat lomittajat.",
        "Toimenpiteiden piiriin kuuluvat lomittajat.",
        "Tuen piiriin kuuluvat lomittajat.",
        "Osallistujat ohjataan teemaan TE-palveluista.",
        "Nuoret jäävät usein palvelujen ulkopuolelle.",
        "Valmentajat vastaavat ryhmien ohjauksesta.",
        "Toinen mahdollisuus -hanke toteutti valmennusta koulupudokkaille.",
        "Digisti yhdessä -hankkeessa vahvistettiin opettajien taitoja.",
        "Oppilaitoksista valmistuvat saavat työhönvalmennusta viimeisestä lukuvuodesta alkaen.",
        "Osallistujina ovat ohjauksesta vastaavat ammattilaiset itse.",
        "Turvetuottajia ei tueta JTF:stä.",
        "Omaishoitajat saavat tukea kunnasta, mutta se ei riitä.",
        "Osallistujia ovat työttömät, joiden toimeentulosta vastaa Kela.",
    ],
)
def test_what_the_theme_does_itself_is_left_to_nobody(
    text: str, leaving: Leaving, lemmas: Lemmatiser
) -> None:
    left = _left(text, leaving, lemmas)
    assert (left.to_others, left.taken_up) == ((), ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Asunnottomat ovat tärkeä ryhmä, mutta heidän palvelunsa järjestetään asumisohjelmassa.", "Asunnot"),
        ("Kausityöntekijöistä on puhuttu, eikä heitä oteta mukaan.", "Kausityö"),
        ("Tiloilla on lomittajia, joita teema ei koske.", "lomittajia"),
        ("Luotsit mainittiin, mutta heidät päätettiin jättää pois.", "Luotsit"),
        ("Viljelijöiden neuvonta on tarpeen, mutta sitä ei kehitetä teemassa.", "Viljelijöiden"),
    ],
)
def test_a_pronoun_takes_up_those_who_are_not_served(
    text: str, word: str, leaving: Leaving, lemmas: Lemmatiser
) -> None:
    assert _is_left(word, text, leaving, lemmas)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "Toimia kohdennetaan yksinyrittäjiin, mutta suuriin yrityksiin niitä ei kohdenneta.",
            "yksinyrittäjiin",
        ),
        ("Vanhemmat hyötyvät teemasta, vaikka heille ei järjestetä omaa toimintaa.", "Vanhemmat"),
        ("Kohderyhmänä ovat nuoret, joille ei ole ollut palveluja.", "nuoret"),
        ("Mukaan kutsutaan yhdyshenkilöt; he ovat osallistujia eivätkä välittäjiä.", "yhdyshenkilöt"),
        ("Hakijoiden majoituksesta vastaa virasto, ja teemassa tuetaan perheitä.", "perheitä"),
    ],
)
def test_what_is_told_of_others_leaves_those_served_their_place(
    text: str, word: str, leaving: Leaving, lemmas: Lemmatiser
) -> None:
    assert not _is_left(word, text, leaving, lemmas)


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Heidän kuntoutuksensa rahoitetaan AMIF-rahastosta.", True),
        ("Väite on tosi, mutta heidän majoituksensa valvonta kuuluu aluehallintovirastolle.", True),
        ("Heitä tavoitetaan jalkautumalla.", False),
        ("Opettajat harkitsevat alanvaihtoa, mutta heitä koskevat toimet kuuluvat muille.", False),
    ],
)
def test_the_next_sentence_may_take_back_those_of_the_one_before(
    text: str, follows: bool, leaving: Leaving, lemmas: Lemmatiser
) -> None:
    assert leaving.follow(tuple(words_of(text, lemmas))) is follows
