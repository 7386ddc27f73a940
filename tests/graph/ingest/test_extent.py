"""The name of a group begins where what restricts its head begins, not with what belongs to the clause."""

from __future__ import annotations

import pytest

from graph.ingest.extent import Extents
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import words_of
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules


@pytest.fixture(scope="module")
def extents(rules: Rules) -> Extents:
    return Extents(rules, Phrases(rules))


def _named(text: str, extents: Extents, lemmas: Lemmatiser) -> str:
    """Return the name whose head is the word after the asterisk."""
    before, _, after = text.partition("*")
    words = tuple(words_of(before + after, lemmas))
    head = next(i for i, w in enumerate(words) if w.start == len(before))
    first = extents.start(words, head)
    return (before + after)[words[first].start : words[head].end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ja matalasti koulutetut *miehet", "matalasti koulutetut miehet"),
        ("Kohderyhmänä ovat alle 25-vuotiaat *vanhemmat", "alle 25-vuotiaat vanhemmat"),
        ("ovat työikäiset *seilorit", "työikäiset seilorit"),
        ("kaikki uudet *seilorit", "seilorit"),
        ("ja pienet ja keskisuuret *varvit", "pienet ja keskisuuret varvit"),
    ],
)
def test_an_adjective_that_agrees_restricts(
    text: str, name: str, extents: Extents, lemmas: Lemmatiser
) -> None:
    assert _named(text, extents, lemmas) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "kohdistuu pitkään työstä poissa olleisiin *seiloreihin",
            "pitkään työstä poissa olleisiin seiloreihin",
        ),
        ("nuoret, joita saarten ulkopuolelle jääneet *seilorit", "saarten ulkopuolelle jääneet seilorit"),
        ("ilman opiskelupaikkaa jääneet *nuoret", "ilman opiskelupaikkaa jääneet nuoret"),
        ("sairauden vuoksi työstä pois jääneet *naiset", "sairauden vuoksi työstä pois jääneet naiset"),
        ("Tuetaan opintonsa *keskeyttäneiden", "opintonsa keskeyttäneiden"),
        ("ovat heikosti suomea tai ruotsia *puhuvat", "heikosti suomea tai ruotsia puhuvat"),
        ("kodin ulkopuolelle sijoitetut *lapset", "kodin ulkopuolelle sijoitetut lapset"),
        (
            "ovat koulutustaan vastaamattomissa tehtävissä *työskentelevät",
            "koulutustaan vastaamattomissa tehtävissä työskentelevät",
        ),
    ],
)
def test_what_a_participle_governs_belongs_to_the_name(
    text: str, name: str, extents: Extents, lemmas: Lemmatiser
) -> None:
    assert _named(text, extents, lemmas) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tuetaan lasten ja nuorten *vanhempia", "lasten ja nuorten vanhempia"),
        ("sekä kuntien satamapalvelujen *työntekijät", "kuntien satamapalvelujen työntekijät"),
        ("ovat käsillä tehtävien alojen *yrittäjät", "käsillä tehtävien alojen yrittäjät"),
        ("kansalais- ja *työväenopistot", "kansalais- ja työväenopistot"),
    ],
)
def test_genitives_and_suspended_compounds_belong_to_the_name(
    text: str, name: str, extents: Extents, lemmas: Lemmatiser
) -> None:
    assert _named(text, extents, lemmas) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tarjotaan ohjausta vankilasta *vapautuville", "vankilasta vapautuville"),
        ("mallinnetaan palvelupolkuja uupuneille *seiloreille", "uupuneille seiloreille"),
        ("kehitetään palveluja tukemaan vapautuvien *vankien", "vapautuvien vankien"),
        ("saatetaan yhteen eläköityviä *yrittäjiä", "eläköityviä yrittäjiä"),
        ("satamissa erityisesti raskaassa työssä *oleville", "raskaassa työssä oleville"),
        ("tuotti merenkulun taukoliikuntaoppaan *seiloreille", "seiloreille"),
    ],
)
def test_what_belongs_to_the_clause_is_left_out(
    text: str, name: str, extents: Extents, lemmas: Lemmatiser
) -> None:
    assert _named(text, extents, lemmas) == name
