from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import MalformedLine
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.ingest.tables.proposing import fingerprint, propose
from graph.ingest.tables.reading import RowReader
from graph.ingest.vocabulary import Vocabulary
from graph.store import proposed, table
from graph.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[4]
REAL = ROOT.parent / "shared" / "data" / "portfolio" / "fi_2014-2020_eura_projects.csv"
HEAD = (
    "Koodi,Rahasto,Hankkeen nimi,Tl,Viranomainen,Tila,Aloituspvm,Päättymispvm,Toteuttajan nimi,"
    "Myönnetty EU- ja valtion rahoitus,Toteutunut EU- ja valtion rahoitus,"
    "Suunniteltu julkinen rahoitus yhteensä,Toteutunut julkinen rahoitus yhteensä\n"
)
ROW = "{},ESR,{},4,Keksitty virasto,Päättynyt,1.1.2015,31.12.2016,Keksitty Oy,1,1,1,1\n"


@pytest.fixture(scope="module")
def rows(vocabulary: Vocabulary, lemmas: Lemmatiser) -> RowReader:
    return RowReader(vocabulary, lemmas)


def held(workspace: Workspace, path: Path) -> Path:
    return take_in(workspace, path, load("fi-eura-2014-2020"), Dates("2026-01-01", "2016")).path


def test_links_are_held_row_by_row_beside_the_table_and_refused_rows_have_none(
    rows: RowReader, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    titles = ("Keksitty nuorten satama", "Keksitty pumppu", "Naisten keksitty satama")
    text = "".join(ROW.format(f"S9000{n}", title) for n, title in enumerate(titles, 1))
    path.write_text(HEAD + text + ROW.format("", "Nuorten satama ilman koodia"), "utf-8")
    workspace = Workspace(tmp_path)
    head = propose(workspace, held(workspace, path), rows, "v1")
    place = workspace.proposed_path(head.register, head.version)
    assert proposed.head(place) == head
    assert dict(head.links) == {"rows.title-group": 2}
    assert [(link.row, titles[link.row - 1][link.start : link.end]) for link in proposed.links(place)] == [
        (1, "nuorten"),
        (3, "Naisten"),
    ]
    before = place.read_bytes()
    propose(workspace, held(workspace, path), rows, "v1")
    assert place.read_bytes() == before
    assert workspace.proposed_files() == [place]
    assert len(workspace.table_files()) == 1


LINK: dict[str, object] = {
    "row": 1,
    "relation": "targets",
    "object": "k1",
    "rule": "rows.title-group",
    "band": "B",
    "field": "title",
    "start": 0,
    "end": 1,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("row", 0),
        ("relation", "likes"),
        ("object", "a b"),
        ("rule", "../r"),
        ("band", "D"),
        ("start", "0"),
        ("none", ""),
    ],
)
def test_a_line_that_is_no_link_is_refused_with_its_place(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "t.jsonl"
    head = '{"register": "own", "version": "t1", "reader": "r", "vocabulary": "v", "rows": 1}'
    path.write_text(f"{head}\n{json.dumps(LINK)}\n{json.dumps({**LINK, name: value})}\n", "utf-8")
    with pytest.raises(MalformedLine, match=":3"):
        list(proposed.links(path))


def test_the_vocabulary_is_told_apart_by_its_labels(vocabulary: Vocabulary) -> None:
    first = vocabulary.labels[0]
    assert fingerprint(vocabulary) == fingerprint(vocabulary)
    assert fingerprint(vocabulary) != fingerprint(vocabulary.without([(first.code, first.text)]))


@pytest.mark.slow
def test_of_the_real_list_every_eleventh_title_names_something_known(
    vocabulary: Vocabulary, rows: RowReader, tmp_path: Path
) -> None:
    if not REAL.exists():
        pytest.skip("the shared material is not beside the checkout")
    workspace = Workspace(tmp_path)
    path = held(workspace, REAL)
    head = propose(workspace, path, rows, fingerprint(vocabulary))
    links = list(proposed.links(workspace.proposed_path(head.register, head.version)))
    assert head.rows == 2881
    assert 240 < len(links) < 300
    assert 190 < len({link.row for link in links}) < 230
    funds = {record.row: record.values["fund"] for record in table.records(path)}
    social = [link for link in links if link.rule == "rows.title-group" and funds[link.row] == "ESR"]
    assert len(social) > 80
