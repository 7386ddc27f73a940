from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from graph.errors import InvalidMapping
from graph.identifiers import ID
from graph.ingest.tables.mapping import FIELDS, load, parse, shipped
from ontology.source import graph

GOOD = """
register: Keksitty
columns:
  - {heading: Koodi, is: code}
  - {heading: Nimi, is: title}
"""


def test_a_mapping_needs_little() -> None:
    mapping = parse(GOOD, "own")
    assert (mapping.code, mapping.kind, mapping.persons) == ("own", "Project", "withhold")


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_mapping_can_be_read_and_names_things_that_there_are(name: str) -> None:
    known = {str(s) for s in graph("reference").subjects() if isinstance(s, URIRef)}
    mapping = load(name)
    assert mapping.name == name
    codes = {code for column in mapping.columns for code in (column.codes or {}).values() if code}
    assert {ID + code for code in codes} <= known
    assert not mapping.period or ID + mapping.period in known


@pytest.mark.parametrize("name", shipped())
def test_no_shipped_mapping_reads_contact_persons(name: str) -> None:
    assert all(column.is_ in FIELDS for column in load(name).columns)
    headings = " ".join(h.casefold() for column in load(name).columns for h in column.headings)
    assert not any(word in headings for word in ("contact", "yhteys", "kontakt", "mail", "puhelin", "phone"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[", "YAML"),
        ("just words", "fields"),
        ("register: K\ncolumns: []", "columns"),
        (GOOD + "colour: red", "colour"),
        (GOOD + "  - {heading: Puh, is: phone}", "phone"),
        (GOOD + "  - {heading: Nimi 2, is: title}", "two columns"),
        (GOOD + "  - {heading: S, is: money, stage: dreamt}", "stage"),
        (GOOD + "  - {heading: S, is: status, pattern: '('}", "pattern"),
        (GOOD + "decimal: ';'", "decimal"),
        (GOOD + "dates: yyyy", "dates"),
        (GOOD + "smallest-cell: 2", "smallest-cell"),
        (GOOD + "smallest-cell: few", "smallest-cell"),
        (GOOD + "smallest-cell: true", "smallest-cell"),
        (GOOD + "  - {heading: O, is: participants}\n  - {heading: N, is: participants}", "two columns"),
        (GOOD + "register-code: ../up", "register-code"),
        ("register: K\ncolumns: [{heading: Nimi, is: title}]", "code"),
    ],
)
def test_a_mapping_that_is_not_as_it_should_be_is_refused_with_the_place(text: str, told: str) -> None:
    with pytest.raises(InvalidMapping) as refused:
        parse(text, "own")
    assert told in str(refused.value)


def test_a_mapping_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidMapping, match="fi-eura-2014-2020"):
        load(str(tmp_path / "none.yaml"))
