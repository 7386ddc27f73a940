"""Sections are found whatever has happened to their headings; what is lost is told."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from graph.ingest import form as forms
from graph.ingest.sections import Sections, sections
from graph.text.blocks import blocks
from tests.examples.variants import (
    LINES,
    VARIANTS,
    Change,
    Part,
    example,
    flowing,
    parted,
    parts_of,
    tabled,
    with_contents,
    written,
)

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpus"
ALL_FORMS = {f.key: f for f in forms.load()}
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the source documents are not beside the checkout"
)

# Section keys with the lines (from 1) their headings begin on, one row for each document in order of name.
GOLD: list[tuple[str, dict[str, int]]] = [
    (
        "report",
        {"header": 3, "summary": 9, "results": 15, "continuation": 29, "regional": 33, "projects": 37},
    ),
    (
        "theme",
        {
            "header": 3,
            "instruments": 10,
            "added-value": 20,
            "target-groups": 24,
            "content": 28,
            "cooperation": 39,
            "indicators": 43,
            "continuation": 47,
            "communication": 51,
        },
    ),
    (
        "theme",
        {
            "header": 3,
            "instruments": 10,
            "added-value": 22,
            "target-groups": 26,
            "content": 32,
            "cooperation": 51,
            "indicators": 55,
            "continuation": 59,
            "communication": 63,
        },
    ),
    (
        "report",
        {
            "header": 1,
            "summary": 15,
            "results": 31,
            "continuation": 67,
            "regional": 81,
            "links": 92,
            "projects": 98,
        },
    ),
    (
        "theme",
        {
            "header": 3,
            "instruments": 10,
            "added-value": 16,
            "target-groups": 28,
            "content": 32,
            "cooperation": 52,
            "indicators": 56,
            "continuation": 80,
            "communication": 84,
        },
    ),
]


def read(text: str) -> Sections:
    """Find the sections of a document of either form."""
    found = blocks(text)
    known = forms.recognise(text, found, tuple(ALL_FORMS.values()))
    assert known is not None
    return sections(text, found, known[0])


NAMES = sorted(LINES)


def parts(name: str) -> list[Part]:
    """Take an example apart."""
    return parts_of(example(name), LINES[name])


def near(found: Sections, places: dict[str, int]) -> dict[str, int | None]:
    """Return the sections that were not found within a few characters of their place."""
    starts = {s.key: s.start for s in found.found}
    return {
        key: starts.get(key)
        for key, place in places.items()
        if key not in starts or abs(starts[key] - place) > 4
    }


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", NAMES)
def test_every_section_is_found(name: str, variant: str) -> None:
    text, places = written(VARIANTS[variant](parts(name)))
    found = read(text)
    assert near(found, places) == {}
    assert found.missing == ()


@pytest.mark.parametrize("change", [flowing, tabled, with_contents])
@pytest.mark.parametrize("name", ["theme-seafarers.md", "theme-lamplighters.txt", "report-beekeepers.txt"])
def test_sections_are_found_in_run_on_lines_tables_and_after_a_table_of_contents(
    name: str, change: Change
) -> None:
    text, places = written(change(parts(name)))
    places.pop("contents", None)
    assert near(read(text), places) == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_section_whose_heading_is_gone_is_missing_and_the_others_stay(name: str) -> None:
    whole = parts(name)
    for gone in (p.key for p in whole if p.key not in ("header", "projects")):
        text, places = written([Part(p.key, "" if p.key == gone else p.heading, p.body) for p in whole])
        places.pop(gone)
        found = read(text)
        assert near(found, places) == {}
        assert found.missing == (gone,)
        assert [(m.part, m.reason) for m in found.lost] == [(gone, "not-found")]


@pytest.mark.parametrize("name", ["report-beekeepers.txt", "report-mossisles.txt"])
def test_a_project_list_without_heading_is_known_by_its_entries(name: str) -> None:
    changed = [Part(p.key, "" if p.key == "projects" else p.heading, p.body) for p in parts(name)]
    found = read(written(changed)[0])
    projects = found.get("projects")
    assert projects is not None
    assert projects.heading_start == projects.heading_end == projects.start
    assert [(m.part, m.reason) for m in found.lost] == [("projects", "heading-missing")]


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("instruments", "1) Kytkökset strategioihin ja suosituksiin"),
        ("added-value", "## Mitä lisäarvoa valtakunnallisuus tuo"),
        ("target-groups", "**Kenelle toiminta on suunnattu**"),
        ("target-groups", "3) Ketä varten toimitaan"),
        ("content", "### Teeman sisältö"),
        ("cooperation", "## Kumppanuudet"),
        ("indicators", "**Seuranta**"),
        ("continuation", "7) Mitä jää jäljelle"),
        ("communication", "## Tiedottaminen ja viestintä"),
    ],
)
def test_a_renamed_heading_is_known_by_its_number_or_its_words(key: str, heading: str) -> None:
    changed = [
        Part(p.key, heading, parted(p.body)) if p.key == key else p for p in parts("theme-seafarers.md")
    ]
    text, places = written(changed)
    assert near(read(text), places) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Toiminnan kohderyhmät on kuvattu alempana.",
        "Viestintäsuunnitelma tehdään keväällä.",
        "Tulosten mittaaminen ja käytettävät indikaattorit sovitaan myöhemmin.",
        "Yhteistyö ja kumppanuudet kantavat.",
        "- Toiminnan kohderyhmät",
        "- viestintäsuunnitelma",
        "Toiminnan kohderyhmät ja viestintä ovat saarilla samat kuin mantereella, ja",
    ],
)
def test_a_sentence_like_a_heading_is_none(sentence: str) -> None:
    whole = parts("theme-lamplighters.txt")
    text, places = written(
        [
            Part(p.key, p.heading, parted(p.body) + (f"{sentence}\n\n" if i == 2 else ""))
            for i, p in enumerate(whole)
        ]
    )
    assert near(read(text), places) == {}


def test_swedish_and_english_headings_are_known() -> None:
    form = ALL_FORMS["theme"]
    for nth in (-1, -2):
        text = "".join(
            f"{h.number}) {h.wordings[nth]}\n\nText om sjöfolk på svenska.\n\n" for h in form.headings
        )
        assert [s.key for s in read(text).found] == [h.key for h in form.headings]


def test_results_lie_inside_the_summary_and_an_offset_has_its_innermost_section() -> None:
    found = read(example("report-beekeepers.txt"))
    summary, results = found.get("summary"), found.get("results")
    assert summary is not None
    assert results is not None
    assert results.parent == "summary"
    assert summary.start < results.start
    assert results.end == summary.end
    assert found.at(results.start + 5) == results
    assert found.at(summary.start + 5) == summary
    assert found.at(0) is None


def test_sections_follow_one_another_without_overlap() -> None:
    for name in NAMES:
        text = example(name)
        outer = [s for s in read(text).found if not s.parent]
        assert all(s.start <= s.heading_end <= s.end <= len(text) for s in outer)
        assert all(a.end <= b.start for a, b in pairwise(outer))


def test_a_theme_that_breaks_off_says_where_and_what_is_lost_with_it() -> None:
    text = example("theme-seafarers.md")
    cut = text.index("Harjoittelussa otetaan huomioon nuorten") + len(
        "Harjoittelussa otetaan huomioon nuorten"
    )
    found = read(text[:cut])
    assert found.missing == ("cooperation", "indicators", "continuation", "communication")
    assert [(m.part, m.reason, m.start) for m in found.lost] == [
        (part, "breaks-off", cut) for part in ("content", *found.missing)
    ]


def test_a_report_that_breaks_off_before_its_list_has_lost_the_first_entries() -> None:
    text = example("report-beekeepers.txt")
    cut = text.index("KENNO-hankkeen osahankkeet") + len("KENNO-hankkeen osahankkeet")
    entries = text.index("- Hunajapolku – verta")
    shortened = text[:cut] + ",\n\n" + text[entries:]
    found = read(shortened)
    assert found.missing == ("links",)
    assert [(m.part, m.reason, m.start) for m in found.lost] == [
        ("regional", "breaks-off", cut + 1),
        ("projects", "first-entries-missing", cut + 3),
        ("links", "breaks-off", cut + 1),
    ]


def test_a_whole_document_has_lost_nothing() -> None:
    for name in NAMES:
        assert read(example(name)).lost == ()


def test_a_header_that_lacks_its_first_rows_says_so() -> None:
    text = example("report-mossisles.txt")
    found = read(text[text.index(" Julkinen rahoituskehys") :])
    assert [(m.part, m.reason, m.start) for m in found.lost] == [("header", "first-rows-missing", 1)]


@pytest.mark.corpus
@needs_corpus
def test_every_section_of_the_corpus_is_found_on_its_line() -> None:
    for path, (form, gold) in zip(sorted(CORPUS.glob("*.txt")), GOLD, strict=True):
        text = path.read_text(encoding="utf-8")
        known = forms.recognise(text, blocks(text), tuple(ALL_FORMS.values()))
        assert known is not None
        assert known[0].key == form
        found = read(text)
        assert {s.key: text.count("\n", 0, s.start) + 1 for s in found.found} == gold
        assert set(found.missing) == set(known[0].keys) - set(gold)


@pytest.mark.corpus
@needs_corpus
def test_what_the_corpus_has_lost_is_told() -> None:
    read_ = [read(p.read_text(encoding="utf-8")) for p in sorted(CORPUS.glob("*.txt"))]
    told = [[(m.part, m.reason) for m in found.lost] for found in read_]
    assert told == [
        [("regional", "breaks-off"), ("projects", "first-entries-missing"), ("links", "breaks-off")],
        [],
        [],
        [("header", "first-rows-missing")],
        [],
    ]


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_sections_of_the_corpus_are_found_in_every_variant(variant: str) -> None:
    sought, lacking = 0, list[str]()
    for path, (_, gold) in zip(sorted(CORPUS.glob("*.txt")), GOLD, strict=True):
        headed = {key: line for key, line in gold.items() if key != "results"}
        if "links" not in gold and "projects" in gold:
            headed.pop("projects")
        whole = parts_of(path.read_text(encoding="utf-8"), headed)
        text, places = written(VARIANTS[variant](whole))
        sought += len(places)
        lacking += near(read(text), places)
    assert len(lacking) <= 0.02 * sought
