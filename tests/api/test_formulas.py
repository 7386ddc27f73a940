"""Nothing that a file of ours holds is run by the spreadsheet that opens it, whatever names and notes say."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from shutil import copytree

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook
from pyoxigraph import Literal, Quad

from api.app import Options, create_app
from api.routes import questions
from graph.analysis.analysis import Declared
from graph.analysis.listing import analyses
from graph.export.download import DOWNLOADABLE
from graph.export.formula import is_formula
from graph.identifiers import code_of
from graph.release import canonical, manifest
from graph.release.reader import DUMP, open_release, packed, quads
from graph.release.shelf import Shelf
from graph.store.parameter import Parameter
from graph.store.query_file import QueryFile
from graph.terms import DCT, RDFS
from sparql import analysis_forms, product_forms
from sparql.answers import catalogue
from tests.api.conftest import Client

SIGNS = ("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\uff1d1+1")
#: Plain texts that people wrote; others are codes, by which things are joined.
WRITTEN = {
    DCT + "title",
    DCT + "identifier",
    RDFS + "label",
    RDFS + "comment",
    "http://www.w3.org/ns/oa#exact",
}
#: What a spreadsheet opens, by the ends of files' names.
TABLES = ("csv", "xlsx", "csvw.zip")
GIVEN = {"document": "dtheme", "string": "nuoret", "text": "nuoret"}


@pytest.fixture(scope="module")
def shelf(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Return releases of which the one has formulas for names, words and notes."""
    data = Path(copytree(released, tmp_path_factory.mktemp("formulas") / "data"))
    shelf = Shelf(data / "releases")
    folder = shelf.current()
    assert folder is not None
    signs = cycle(SIGNS)
    lines = b"".join(canonical.lines([_written(quad, next(signs)) for quad in quads(folder)]))
    (folder / DUMP).write_bytes(packed(lines))
    held = manifest.read(folder)
    hashes = {**held.files, DUMP: canonical.sha256([(folder / DUMP).read_bytes()])}
    (folder / manifest.FILE).write_bytes(replace(held, files=hashes).to_bytes())
    return shelf


def _written(quad: Quad, sign: str) -> Quad:
    held = quad.object
    if not isinstance(held, Literal) or not (held.language or quad.predicate.value in WRITTEN):
        return quad
    text = f"{sign} {held.value}"
    literal = Literal(text, language=held.language) if held.language else Literal(text)
    return Quad(quad.subject, quad.predicate, literal, quad.graph_name)


@pytest.fixture(scope="module")
def client(shelf: Shelf, ask: Callable[[FastAPI], Client]) -> Client:
    folder = shelf.current()
    assert folder is not None
    return ask(create_app(open_release(folder), Options(data=shelf.folder.parent)))


@pytest.fixture(scope="module")
def things(shelf: Shelf) -> dict[str, str]:
    """Return of each class something of it."""
    folder = shelf.current()
    assert folder is not None
    found = open_release(folder).texts("SELECT ?kind (MIN(?thing) AS ?one) { ?thing a ?kind } GROUP BY ?kind")
    return {kind.rpartition("#")[2]: one for kind, one in found}


def _given(params: tuple[Parameter, ...], things: dict[str, str]) -> dict[str, str]:
    """Return values for parameters that have none of their own."""
    found = {}
    for param in params:
        if param.default is None:
            of_class = (things[name] for name in param.classes if name in things)
            found[param.name] = next(map(code_of, of_class), GIVEN.get(param.type, ""))
    return found


def _cells(name: str, body: bytes) -> Iterator[str]:
    """Yield the cells of a file that a spreadsheet might run."""
    if name.endswith("zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for inner in archive.namelist():
                if inner.endswith(".csv"):
                    yield from _cells(inner, archive.read(inner))
    elif name.endswith("csv"):
        for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")):
            yield from row
    else:
        for sheet in load_workbook(io.BytesIO(body)):
            for line in sheet.iter_rows():
                for cell in line:
                    assert cell.data_type != "f", (name, cell.coordinate, cell.value)
                    if isinstance(cell.value, str) and not cell.quotePrefix:
                        yield cell.value


def _is_safe(client: Client, path: str, given: dict[str, str] | None = None) -> None:
    answer = client.get(path, params=given or {})
    assert answer.status_code == 200, (path, answer.text)
    assert [cell for cell in _cells(path, answer.content) if _is_run(cell)] == []


def _is_run(cell: str) -> bool:
    """Say whether a cell may be run: numbers begin with a sign, too."""
    try:
        float(cell)
    except ValueError:
        return is_formula(cell)
    return False


@pytest.mark.parametrize("asked", catalogue(), ids=lambda asked: asked.name)
def test_answers_to_questions(client: Client, things: dict[str, str], asked: QueryFile) -> None:
    for form in set(TABLES) & set(questions.FORMS):
        _is_safe(client, f"/question/{asked.name}.{form}", _given(asked.params, things))


@pytest.mark.parametrize("declared", [held.declared for held in analyses()], ids=lambda held: held.name)
def test_analyses(client: Client, things: dict[str, str], declared: Declared) -> None:
    for form in set(TABLES) & set(analysis_forms.FORMS):
        _is_safe(client, f"/analysis/{declared.name}.{form}", _given(declared.params, things))


def test_dossiers_and_reports(client: Client, things: dict[str, str]) -> None:
    for form in set(TABLES) & set(product_forms.FORMS):
        _is_safe(client, f"/report.{form}")
        for kind in ("TargetGroup", "Theme"):
            _is_safe(client, f"/dossier/{code_of(things[kind])}.{form}")


def test_files_of_releases_and_neighbourhoods(client: Client, shelf: Shelf, things: dict[str, str]) -> None:
    folder = shelf.current()
    assert folder is not None
    for name in DOWNLOADABLE:
        if name.endswith(TABLES):
            _is_safe(client, f"/downloads/{name}")
            _is_safe(client, f"/release/{folder.name}/downloads/{name}")
            _is_safe(client, f"/neighbourhood/{code_of(things['Theme'])}{name.removeprefix('release')}")
