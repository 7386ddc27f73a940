"""Personal data is overwritten in place; everything else stays readable. All names here are invented."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.text.personal import MASK, redact

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpus"
EMAIL = re.compile(r"\w@\w")


@pytest.mark.parametrize(
    "row",
    [
        "Yhteyshenkilö\tMatti Merisuola, STM",
        "Yhteyshenkilö: Merisuola Matti, STM",
        "Yhteyshenkilö (koordinaatio tms. hankkeen yhteyshenkilö ja vastuuhenkilö)\tMatti Merisuola, STM",
        "**Ministeriön vastuuhenkilö(t)**\tSTM: Matti Merisuola",
        "<b>Ministeriön/ministeriöiden vastuushenkilö(t)</b>\tSTM : Matti Merisuola p. +999 12 345 67",
        "| Välittävän toimielimen yhteyshenkilö(t) | Matti Merisuola, Kaukorannan ELY-keskus, STM |",
        "Vastuullinen hallinnonala ja ministeriön vastuuhenkilön yhteystiedot STM: Matti Merisuola",
        "Ministeriön/ministeriöiden\nvastuuhenkilö(t)    STM: Matti\nMerisuola, +999 12 3456",
        "Yhteyshenkilö \n\n \n\nMatti Merisuola, STM \n",
        "Lisätietoja: Matti Merisuola, STM",
        "Lisätietoja antaa projektipäällikkö Matti Merisuola (STM).",
        "Lisätietoja antavat Matti Merisuola ja Aino Aallokko, STM.",
        "Hankkeen yhteyshenkilönä toimii Matti Merisuola STM:stä.",
        "Yhteyshenki1ö: Matti Merisuola, STM",
        "Yhteyshenkiiö\tMatti Merisuola, STM",
        "Kontaktperson: Matti Merisuola, STM",
        "Ministeriets ansvarsperson(er)\tMatti Merisuola, STM",
        "Närmare upplysningar: Matti Merisuola, STM",
        "Contact person: Matti Merisuola, STM",
        "For further information: Matti Merisuola, STM",
        "Person responsible at the ministry\tMatti Merisuola, STM",
        "Erityisasiantuntija Matti Merisuola, STM, esitteli teeman.",
        "STM / Matti Merisuola, matti.merisuola@example.org",
        "Teemaa valmistelee Matti Merisuola (matti.merisuola@example.org), STM.",
        "Laatinut: Matti Merisuola / STM",
        "Yhteyshenkilö: M. Merisuola, STM",
        "YHTEYSHENKILÖ: MATTI MERISUOLA, STM",
        "<tr><td>Yhteyshenkil&ouml;</td><td>Matti Merisuola, STM</td></tr>",
        "- **Yhteyshenkilö(t):** Matti Merisuola, STM",
    ],
)
def test_names_of_contact_persons_go_and_the_organisation_stays(row: str) -> None:
    redacted = redact(row)
    assert "Merisuola" not in redacted
    assert "MERISUOLA" not in redacted
    assert "Matti" not in redacted
    assert "STM" in redacted


@pytest.mark.parametrize(
    "organisation",
    [
        "Sosiaali- ja terveysministeriö",
        "Kaukorannan ELY-keskus",
        "Itä-Suomen yliopisto",
        "Terveyden ja hyvinvoinnin laitos",
        "Suomen Merimiesunioni",
        "Hyvinvointialue",
        "Social- och hälsovårdsministeriet",
        "Ministry of Social Affairs",
    ],
)
def test_organisations_in_a_contact_row_stay(organisation: str) -> None:
    redacted = redact(f"Yhteyshenkilö\t{organisation}: Aino Aallokko, Matti Merisuola")
    assert organisation in redacted
    assert "Aallokko" not in redacted
    assert "Merisuola" not in redacted


def test_a_name_with_html_entities_goes_whole() -> None:
    redacted = redact("Yhteyshenkil&ouml;: Aino H&auml;m&auml;l&auml;inen, STM; aino&#64;example.org")
    assert re.findall(r"\w{2,}", redacted) == ["Yhteyshenkil", "ouml", "STM"]


def test_placeholders_stay() -> None:
    row = "Koordinaatiohankkeen yhteyshenkilö(t)\t[Nimi, sähköpostiosoite, puh.nro]\nToteutusaika\t2021-2027"
    assert redact(row) == row


def test_the_rows_after_a_wrapped_contact_row_stay() -> None:
    row = "<b>Ministeriön vastuuhenkilö(t)</b>     STM : Matti\nMerisuola, Aino\n"
    following = "<b>Toteutusaika</b>     2021-2027\n<b>Rahoituskehysarvio (EU+valtio)</b>   15 milj. €"
    assert redact(row + following).endswith(following)


def test_a_name_found_once_goes_everywhere_also_inflected() -> None:
    text = "Yhteyshenkilö: Aino Aallokko\n\nAino Aallokon luonnos on liitteenä. Aino Aallokko."
    assert redact(text).count("Aallokko") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Toteutusaika 2021-2027, 2014- 2022 ja 2022 - 2027.",
        "Neuvosto suositti 5.6.2019 ja 20.5.2020, toimikausi 1.8.2020–31.7.2023 ja 01.08.2020.",
        "Rahoitus on 15 milj. €, 13 milj., 1 500 000 euroa ja 0,5 %; lisäys +15 000 000 €.",
        "Koodit S20220 ja A71234; asiakirja VN/12345/2021 ja EURA 2014/8640/09 02 01 01/2019/STM.",
        "<https://eur-lex.europa.eu/legal-content/FI/TXT/?uri=CELEX%3A52020DC0152> ja 32020H1104(01)",
        "https://www.example.org/projekti.php?projektikoodi=S20220, http://www.example.org/0401234567/",
        "ISSN 0781-6960, ISBN 978-952-00-1234-5, Y-tunnus 0123456-7.",
        "13-17- vuotiaat, 0-17-vuotiaat, 25 hyvää käytäntöä, 1) ensin, 2) sitten, luku 5.1.",
        "Postiosoite on PL 33, 00023 Valtioneuvosto.",
        "Hankkeella on yhteyshenkilö. Suomen Merimiesunioni osallistuu Euroopan rahaston työhön.",
        "Yhteyshenkilöverkosto tukee Pohjoismaista Neuvostoa ja Itä-Suomen yliopistoa.",
        "Hankkeelle nimetään kohdealueella yhteyshenkilö\nSuomen Merimiesunioni nimeää Kaukorannan omansa.",
        "Vastuuhenkilö Suomen Merimiesunionissa vastaa Kaukorannan ja Meriniemen toimista.",
        "Lisätietoja saa verkosta. Merimiesten Hyvinvointi -hanke jatkuu Kaukorannassa.",
        "Strategia 2020-2025 (European Child Guarantee), Aalto Meri -hanke ja Majakka Etelä 2 -hanke.",
        "Seuraa tunnistetta @merihanke tai #merihanke.",
        "Linkkejä: http://www.example.org/web/valtakunnalliset-teemat/osallisuus",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert redact(text) == text


WORDS = (
    "Yhteyshenkilö Lisätietoja Kontaktperson johtaja Matti Merisuola STM Suomen unioni ry ja p. 2021".split()
)
ADDRESSES = "http:// mailto: matti@ example.org a@b +999 040 123 4567".split()
PIECES = st.sampled_from([*WORDS, *ADDRESSES, *"\t \n:,.-()[]|@█", "\n\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_length_and_white_space_are_kept(text: str) -> None:
    redacted = redact(text)
    assert len(redacted) == len(text)
    pairs = zip(text, redacted, strict=True)
    assert all(a == b or (b == MASK and not a.isspace()) for a, b in pairs)


@given(TEXTS)
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(TEXTS)
@example("@0@0")
def test_nothing_that_looks_like_an_email_address_survives(text: str) -> None:
    assert not EMAIL.search(redact(text))


def test_a_scanned_contact_row_loses_its_names_nearly_always() -> None:
    chance = random.Random(7)
    row = "Ministeriön/ministeriöiden vastuuhenkilö(t)\tSTM: Aallokko Aino, Merisuola Matti"
    leaks = 0
    for _ in range(300):
        noisy = "".join(
            chance.choice("eoiltnaäcu1") if chance.random() < 0.05 and c != "\t" else c for c in row
        )
        value = redact(noisy).partition("\t")[2]
        leaks += len(re.findall(r"[^\W\d_]{5,}", value))
    assert leaks <= 30


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the source documents are not beside the checkout")
def test_the_corpus_keeps_organisations_and_no_addresses() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        redacted = redact(text)
        assert len(redacted) == len(text)
        assert not EMAIL.search(redacted)
        rows = [line for line in redacted.splitlines() if "henkilö" in line and "\t" in line]
        for row in rows:
            kept = re.findall(r"[^\W\d_]{3,}", re.sub(r"<[^<>]*>|\[[^\]]*\]", "", row.partition("\t")[2]))
            assert set(kept) <= {"STM", "Sosiaali", "terveysministeriö"}
        if not rows:
            assert redacted == text
