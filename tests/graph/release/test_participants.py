"""A count of few persons is nowhere: not in the workspace, and so in no release and no part of one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.curation.deciding import Curator
from graph.curation.review import Review
from graph.identifiers import ID, NS
from graph.ingest.tables.intake import Dates, Imported, take_in
from graph.ingest.tables.mapping import parse
from graph.release.build import build
from graph.release.reader import DUMP, open_release
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace

MAPPING = parse(
    """
register: Keksitty
register-code: keksitty
smallest-cell: 10
columns:
  - {heading: Koodi, is: code}
  - {heading: Nimi, is: title}
  - {heading: Osallistujia, is: participants}
""",
    "keksitty",
)
ROWS = ("X90001,Keksitty satama,1237", "X90002,Keksitty laituri,7", "X90003,Keksitty aalto,0")
TEXT = "\n".join(("Koodi,Nimi,Osallistujia", *ROWS))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Imported, Path]:
    folder = tmp_path_factory.mktemp("participants")
    (folder / "t.csv").write_text(TEXT, "utf-8")
    (folder / "data").mkdir()
    workspace = Workspace(folder / "data")
    done = take_in(workspace, folder / "t.csv", MAPPING, Dates("2026-01-01"))
    trusting = Curator("editor", "graph editor", "its own register")
    Review(workspace).decide(trusting, lambda desk: [desk.trust("keksitty", ["hasRecord"])])
    return done, workspace.releases / build(workspace, vocabulary=Vocabulary())


def test_a_small_cell_is_withheld_with_its_reason_and_its_row_is_imported(
    held: tuple[Imported, Path],
) -> None:
    done = held[0]
    assert dict(done.version.rows) == {"read": 3, "imported": 3, "doubtful": 0, "refused": 0}
    lines = done.path.read_text("utf-8").splitlines()
    assert '"participants": "1237"' in lines[1]
    assert "fewer than 10 persons" in lines[2]
    assert '"participants": "0"' in lines[3]


def test_no_release_holds_a_small_cell(held: tuple[Imported, Path]) -> None:
    dataset = open_release(held[1])
    asked = f"SELECT ?p ?n WHERE {{ ?p <{NS}hasRecord> ?row OPTIONAL {{ ?row <{NS}participants> ?n }} }}"
    told = {project.removeprefix(ID): count for project, count in dataset.texts(asked)}
    assert told == {"X90001": "1237", "X90002": "", "X90003": "0"}
    dump = gzip.decompress((held[1] / DUMP).read_bytes()).decode()
    assert 'participants> "7"^^' not in dump
    assert dump.count('/ns#participants> "') == 2
