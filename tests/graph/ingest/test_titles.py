"""A reworded heading is known by its telling words, in whatever layout and order the document has it."""

from __future__ import annotations

import pytest

from graph.ingest import form as forms
from graph.ingest.sections import Sections, sections
from graph.ingest.titles import titles
from graph.text.blocks import blocks

TOP = "Valtakunnallinen toimenpidekokonaisuus: Majakat valaisevat\nKesto: 2015–2020\n"
BODY = (
    "Majakoilla koulutettiin vartijoita ja heidän perheitään, ja saaristossa kokeiltiin uusia valaisimia "
    "yhdessä luotsien kanssa. Vaikeinta oli talvi."
)
LIST = "- Valokiila, S29901\n- Sumutorvi, S29902"


def read(*parts: str) -> Sections:
    text = "\n\n".join([TOP, *parts]) + "\n"
    cut = blocks(text)
    known = forms.recognise(text, cut, forms.load())
    assert known is not None
    assert known[0].key == "report"
    return sections(text, cut, known[0])


def starts(found: Sections) -> list[str]:
    return [s.key for s in found.found if s.key != "header"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("## Saavutetut tulokset ja opit", "summary"),
        ("## Yhteenveto: mitä hankkeet saivat aikaan", "summary"),
        ("## Hankkeiden hyödyt ja kohdatut haasteet", "summary"),
        ("## Tulosten juurtuminen ja jatkokäyttö", "continuation"),
        ("## Mitä tapahtuu hankerahoituksen päätyttyä", "continuation"),
        ("## Mikä jäi elämään", "continuation"),
        ("## Kytkeytyminen maakuntien työhön", "regional"),
        ("## Toiminta alueilla ja paikallinen yhteistyö", "regional"),
        ("## Aineistoa verkossa", "links"),
        ("## Hankkeista kertovat sivut", "links"),
        ("II Hankkeiden jälkeinen aika", "continuation"),
        ("## Kokonaisuuteen sisältyneet hankkeet", "projects"),
        ("## Kokonaisuuteen kuuluvat hankkeet koodeineen", "projects"),
    ],
)
def test_telling_words_name_the_section(heading: str, key: str) -> None:
    others = {
        "summary": f"## Tiivis kuvaus tuloksista\n\n{BODY}",
        "continuation": f"## Toiminnan jatkuminen\n\n{BODY}",
        "regional": f"## Alueelliset yhteydet\n\n{BODY}",
        "links": "## Linkit\n\nhttps://example.org",
        "projects": f"## Hankeluettelo\n\n{LIST}",
    }
    body = LIST if key == "projects" else BODY
    parts = {**others, key: f"{heading}\n\n{body}"}
    assert starts(read(*parts.values())) == list(others)


@pytest.mark.parametrize("mark", ["## {}", "**{}**", "{}", "IV {}", "3. {}", "<h2>{}</h2>", "C) {}"])
def test_a_reworded_heading_is_known_however_it_is_marked(mark: str) -> None:
    found = read(
        *(
            f"{mark.format(title)}\n\n{BODY}"
            for title in ("Yhteydet maakuntien toimijoihin", "Mitä jäi elämään", "Opit ja saavutukset")
        )
    )
    assert starts(found) == ["regional", "continuation", "summary"]


def test_a_heading_on_top_of_a_page_is_found() -> None:
    found = read(f"## Opit ja tulokset\n\n{BODY}\fTyö alueilla\n\n{BODY}", f"## Mitä jäi elämään\n\n{BODY}")
    assert starts(found) == ["summary", "regional", "continuation"]


def test_headings_in_the_cells_of_a_table_are_found() -> None:
    rows = (f"{title}\t{BODY}" for title in ("Opit ja tulokset", "Pysyvyys ja jatko", "Työ alueilla"))
    assert starts(read("\n".join(rows))) == ["summary", "continuation", "regional"]


def test_a_report_is_known_by_three_reworded_headings_and_the_rest_is_told_missing() -> None:
    found = read(
        f"## Opit ja tulokset\n\n{BODY}", f"## Mitä jäi elämään\n\n{BODY}", f"## Hankelista\n\n{LIST}"
    )
    assert starts(found) == ["summary", "continuation", "projects"]
    assert {"regional", "links"} <= set(found.missing)


def test_a_heading_of_a_part_is_no_section() -> None:
    inner = f"### Paikalliset kokeilut\n\n{BODY}"
    found = read(
        f"## Opit ja tulokset\n\n{BODY}",
        inner,
        f"## Toiminnan jatkuminen\n\n{BODY}",
        f"## Hankelista\n\n{LIST}",
    )
    assert "regional" in found.missing


def test_a_heading_that_says_results_is_the_summary_where_there_is_no_other() -> None:
    found = read(f"## Tulokset\n\n{BODY}", f"## Toiminnan jatkuminen\n\n{BODY}", f"## Hankelista\n\n{LIST}")
    assert starts(found) == ["summary", "continuation", "projects"]


@pytest.mark.parametrize(
    "line",
    [
        "Majakat valaisevat.",
        "pieni alku",
        "- Valokiila",
        "Lisätietoja: https://example.org/majakat",
    ],
)
def test_a_sentence_an_item_and_an_address_are_no_titles(line: str) -> None:
    text = f"{line}\n\n{BODY}\n"
    assert titles(text, blocks(text)) == []
