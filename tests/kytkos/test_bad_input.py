"""All that people give by mistake, in one batch of a real process: told apart, and nothing half-written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.store.workspace import Workspace

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
THEME, REPORT = EXAMPLES / "theme-lamplighters.txt", EXAMPLES / "report-mossisles.txt"
TEXT = THEME.read_text("utf-8")
HUGE = 200 * 2**20

Make = Callable[[Path], object]
#: By file: how it is made, and what its refusal says (the place and the remedy).
REFUSED: dict[str, tuple[Make, str, str]] = {
    "picture.png": (
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        "at byte 8",
        "Save the document's text as UTF-8",
    ),
    "paper.txt": (
        lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        "is a PDF file",
        "plain text or Markdown",
    ),
    "folder.txt": (Path.mkdir, "is not a file", "Name a text file"),
    "missing.txt": (lambda _: None, "does not exist", "Name a text file"),
    "letter.txt": (
        lambda path: path.write_text("Hyvä lukija, tässä kirjeessä ei ole lomakkeen otsikoita.\n" * 9),
        "headings of no known form",
        "Toiminnan kohderyhmät",
    ),
    "empty.txt": (Path.touch, "is empty", "holds the document's text"),
    "latin.txt": (
        lambda path: path.write_bytes(TEXT.replace("€", "e").encode("latin-1", "replace")),
        f"is not UTF-8 at byte {len(TEXT[: TEXT.index('ä')].encode('latin-1', 'replace'))}",
        "encoding UTF-8",
    ),
    "wide.txt": (lambda path: path.write_bytes(TEXT.encode("utf-16-le")), "UTF-16 without a mark", "UTF-8"),
    "huge.txt": (lambda path: sparse(path, HUGE), "is larger than", "one document a file"),
    "renamed.txt": (
        lambda path: path.write_text(renamed(TEXT), "utf-8"),
        "headings of no known form",
        "headings stand on lines of their own",
    ),
}
#: By file: how its text is made, and what is said of what it lacks.
INCOMPLETE = {
    "truncated.txt": (TEXT[: TEXT.index(" kohdennettu EU-rahoitusta.")], "breaks off"),
    "headless.txt": (TEXT.replace("6) Tulosten mittaaminen ja käytettävät indikaattorit", ""), "«Tulosten"),
}


@dataclass(frozen=True)
class Batch:
    """What one `kytkos ingest` of everything said, and the workspace after it."""

    exit_code: int
    told: str
    printed: str
    data: Path


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def renamed(text: str) -> str:
    """Return a document with every heading, and every row of its table, called something else."""
    lines = (line for line in text.splitlines() if "\t" not in line)
    return "\n".join(f"{line[0]}) Muuta" if line[1:2] == ")" else line for line in lines)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("batch")
    for name, (make, _, _) in REFUSED.items():
        make(folder / name)
    for name, (text, _) in INCOMPLETE.items():
        (folder / name).write_text(text, encoding="utf-8")
    files = [THEME, *(folder / name for name in (*REFUSED, *INCOMPLETE)), REPORT]
    command = [sys.executable, "-m", "kytkos", "ingest", *map(str, files), "--data", str(folder / "data")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return Batch(ran.returncode, ran.stderr, ran.stdout, folder / "data")


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_names_file_place_and_remedy(batch: Batch, name: str) -> None:
    _, place, remedy = REFUSED[name]
    said, advice = (line for line in after(batch.told, f"/{name}:")[:2])
    assert said.startswith("refused")
    assert place in said
    assert remedy in advice


@pytest.mark.parametrize("name", INCOMPLETE)
def test_what_a_document_lacks_is_told_with_its_file_and_remedy(batch: Batch, name: str) -> None:
    lines = [line for line in batch.told.splitlines() if f"/{name}:" in line]
    assert any(INCOMPLETE[name][1] in line for line in lines)
    assert all(line.startswith("incomplete") and line.endswith(".") for line in lines)


def test_where_a_text_breaks_off_is_told_by_its_line(batch: Batch) -> None:
    last = INCOMPLETE["truncated.txt"][0].count("\n") + 1
    assert f"line {last}: the text breaks off" in batch.told


def test_the_rest_of_the_batch_goes_on_and_the_exit_code_says_that_some_were_refused(batch: Batch) -> None:
    assert batch.exit_code == 3
    assert f"4 ingested, {len(REFUSED)} refused" in batch.printed
    assert "Traceback" not in batch.told


def test_nothing_is_written_of_what_was_refused(batch: Batch) -> None:
    read = {held.version.sha256 for held in Workspace(batch.data).documents()}
    assert len(read) == 4
    written = {path.relative_to(batch.data).parts[0] for path in batch.data.rglob("*") if path.is_file()}
    assert written == {"workspace.json", "workspace.lock.held", "documents", "texts"}
    assert {path.stem for path in (batch.data / "texts").iterdir()} == read
    assert len(list(batch.data.glob("documents/*/*"))) == 4


def after(text: str, mark: str) -> list[str]:
    """Return the lines of a text from the first that holds a mark on."""
    lines = text.splitlines()
    return lines[next(i for i, line in enumerate(lines) if mark in line) :]
