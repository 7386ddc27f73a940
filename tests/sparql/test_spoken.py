"""What an analysis found is put into the words of the reader, whatever analysis it is."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from graph.analysis.analysis import Analysis, Declared, Finding
from graph.analysis.held import Held
from graph.analysis.listing import analyses, analysis
from graph.errors import NotFound
from graph.identifiers import BASE, NS
from graph.store.dataset import Dataset
from graph.terms import KINDS
from ontology.source import graph
from sparql.analyses import analyse
from sparql.analysis_forms import FORMS, as_text
from sparql.labels import Labels
from sparql.spoken import Spoken, speak
from sparql.words import LANGUAGES, Language, words

EVERY = pytest.mark.parametrize("asked", analyses(), ids=lambda held: held.declared.name)
QUALITY = Finding(("count",), ())


@pytest.fixture(scope="module")
def held(dataset: Dataset) -> Held:
    return Held(dataset)


@pytest.fixture(scope="module")
def labels(dataset: Dataset) -> Labels:
    return Labels(dataset)


@pytest.fixture
def coverage(held: Held, labels: Labels) -> Spoken:
    return told(held, labels, "en", {})


def told(held: Held, labels: Labels, language: Language, given: dict[str, str]) -> Spoken:
    found = analyse(held, analysis("coverage"), given, language)
    return speak(found, QUALITY, labels, language)


@pytest.fixture(scope="module")
def terms() -> set[str]:
    """The names of the ontology's terms, of which the invented release has few."""
    return {str(iri).removeprefix(NS) for name in ("terms", "schemes") for iri in graph(name).subjects()}


@EVERY
def test_every_parameter_and_choice_has_words(asked: Analysis, terms: set[str]) -> None:
    declared = asked.declared
    common = words("fi")
    for parameter in declared.params:
        assert {parameter.name} & (
            declared.words.keys() | declared.columns.keys() | common["parameter"].keys()
        )
        for choice in parameter.classes if parameter.type == "choice" else ():
            named = {choice, f"gap-{choice}", f"state-{choice}"} & (terms | KINDS.keys())
            assert named or choice[0].isdigit() or choice in declared.words or choice in common["choice"], (
                choice
            )


def test_words_that_analyses_have_in_common_are_said_in_each_language() -> None:
    for table in ("analysis", "parameter", "choice"):
        assert {frozenset(words(language)[table]) for language in LANGUAGES} == {
            frozenset(words("fi")[table])
        }
    assert set(words("sv")["help"]) == set(words("fi")["help"])


@EVERY
def test_what_an_analysis_is_needed_for_has_words(asked: Analysis) -> None:
    from api.texts import Texts

    assert all(f"need.{asked.declared.need}" in Texts().keys(language) for language in LANGUAGES)


def test_text_opens_with_its_scope_and_ends_with_definition_and_marks(
    coverage: Spoken, labels: Labels
) -> None:
    lines = as_text(coverage, labels).decode().splitlines()
    assert lines[1].strip().startswith("Documents: 2 read of 3 known")
    assert lines[-1] == f"Permanent address: {BASE}{coverage.permanent}"
    assert [line for line in lines if line.startswith("Definition: ")]
    assert lines[-4].startswith("Release: r123")


def test_json_holds_rows_words_marks_and_the_values_of_the_picture(coverage: Spoken, labels: Labels) -> None:
    answer = json.loads(FORMS["json"].write(coverage, labels))
    assert answer["release"] == "r123"
    assert answer["definition"] == analysis("coverage").declared.definition["en"]
    assert answer["picture"]["type"] == "matrix"
    assert len(answer["picture"]["spots"]) == len(answer["rows"])
    assert answer["permanent"].startswith(f"{BASE}release/r123/analysis/coverage?")


def test_the_same_question_has_the_same_marks_in_every_language(held: Held, labels: Labels) -> None:
    marks = {(s.query_hash, s.result_hash) for s in (told(held, labels, x, {}) for x in LANGUAGES)}
    assert len(marks) == 1
    other = told(held, labels, "en", {"coverers": "Project"})
    assert (other.query_hash, other.result_hash) not in marks


def test_csv_has_the_code_of_each_thing(coverage: Spoken, labels: Labels) -> None:
    (row, *_) = csv.DictReader(io.StringIO(FORMS["csv"].write(coverage, labels).decode("utf-8-sig")))
    assert row["covererCode"]
    assert row["scope"]


def test_a_workbook_opens_with_the_scope_and_ends_its_cover_with_the_marks(
    coverage: Spoken, labels: Labels
) -> None:
    book = load_workbook(io.BytesIO(FORMS["xlsx"].write(coverage, labels)))
    cover = [row[0].value for row in book.worksheets[0].iter_rows() if row[0].value]
    assert cover.index("What this rests on") < cover.index("Definition") < cover.index("Hash of the result")
    assert book.worksheets[1]["A1"].value == "coverer"


def test_every_written_form_is_the_same_each_time(held: Held, labels: Labels) -> None:
    for form in FORMS.values():
        one, other = (form.write(told(held, labels, "sv", {}), labels) for _ in range(2))
        assert one == other


def test_what_has_no_picture_is_not_drawn(
    labels: Labels, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Analysis(_declared(), lambda *_: Finding(("state",), ()))
    spoken = speak(analyse(held, bare, {}, "en"), QUALITY, labels, "en")
    with pytest.raises(NotFound, match="picture"):
        FORMS["svg"].write(spoken, labels)


def _declared() -> Declared:
    said = {"fi": "keksitty", "sv": "påhittad", "en": "invented"}
    return Declared("invented", "scope", (), said, said, said, said, "none", (), {}, {}, {})
