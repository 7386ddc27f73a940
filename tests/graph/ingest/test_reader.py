"""Reading keeps every place, lets no person through, and finds what a person counts in the documents."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.assertion import assertion_from, to_line
from graph.errors import UnreadableDocument
from graph.identifiers import work_code
from graph.ingest.reader import Reader, Reading
from graph.terms import KINDS, RELATIONS
from graph.text.anchor import anchor
from graph.text.source import decode, load

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpus"
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "documents").iterdir())
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the source documents are not beside the checkout"
)

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def corpus(reader: Reader) -> list[Reading]:
    return [reader.read(load(path)) for path in sorted(CORPUS.glob("*.txt"))]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_every_mention_is_the_text_at_its_place(path: Path, reader: Reader) -> None:
    reading = reader.read(load(path))
    assert reading.assertions
    for made in reading.assertions:
        assert made.mention == anchor(reading.text, made.start, made.end)


@pytest.mark.parametrize("sign", ["😀", "~~", "___", "✓ ✓"])
def test_paragraphs_and_sentences_of_signs_alone_change_nothing(sign: str, theme: Read, report: Read) -> None:
    theme_parts = ("instruments", "added_value", "target_groups", "content", "cooperation", "indicators")
    for form, parts in ((theme, theme_parts), (report, ("summary", "results", "continuation", "regional"))):
        for part in parts:
            said = "Kohderyhmänä ovat sepät. Luotseille pidetään kursseja."
            plain = {(a.relation, a.mention) for a in form(**{part: said}).assertions}
            signed = f"{sign}\n\n{said}\n\n- {sign}\n\n{sign}"
            assert {(a.relation, a.mention) for a in form(**{part: signed}).assertions} == plain


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_reading_twice_gives_the_same(path: Path, reader: Reader) -> None:
    source = load(path)
    assert reader.read(source).assertions == reader.read(source).assertions


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_every_assertion_is_of_a_relation_and_kind_of_the_graph(path: Path, reader: Reader) -> None:
    for made in reader.read(load(path)).assertions:
        assert made.relation in RELATIONS
        assert made.kind in KINDS
        assert made.rule
        assert made.band in "ABC"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_assertion_is_the_same_after_its_line(path: Path, reader: Reader) -> None:
    for made in reader.read(load(path)).assertions:
        assert assertion_from(json.loads(to_line(made)), made.document) == made


def test_the_document_is_known_by_its_bytes_and_tells_its_sections(theme: Read) -> None:
    reading = theme(target_groups="Kohderyhmänä ovat nuoret.")
    version = reading.version
    assert version.document == work_code(version.sha256)
    assert {section["key"] for section in version.sections if section["found"]} >= {"header", "target-groups"}
    assert version.form == "theme"


def test_a_section_that_is_not_there_is_told_with_its_name(report: Read, reader: Reader) -> None:
    text = report(links="https://www.example.org/").text
    cut = text.replace("Linkkejä toimenpidekokonaisuudesta kertoville verkkosivuille", "")
    version = reader.read(decode(Path("vailla.txt"), cut.encode())).version
    lost = {str(s["key"]): s["label"] for s in version.sections if not s["found"]}
    assert lost == {"links": "Linkkejä toimenpidekokonaisuudesta kertoville verkkosivuille"}


def test_a_document_of_no_known_form_is_refused(reader: Reader) -> None:
    source = decode(Path("runo.txt"), ("Tämä on runo lyhdyistä ja poluista. " * 9).encode())
    with pytest.raises(UnreadableDocument):
        reader.read(source)


def test_addresses_numbers_and_persons_pass_into_no_assertion(theme: Read) -> None:
    row = {"Koordinaatiohankkeen yhteyshenkilö(t)": "Lyhty Lasinen, lyhty.lasinen@example.org, +999 123 4567"}
    reading = theme(
        row, cooperation="Lisätietoja: lyhty.lasinen@example.org. Yhteistyötä tehdään Kelan kanssa."
    )
    lines = "\n".join(to_line(a) for a in reading.assertions)
    assert "@" not in lines
    assert "Lasinen" not in lines


def test_a_rewrapped_document_says_the_same(theme: Read, reader: Reader) -> None:
    text = theme(
        target_groups="Kohderyhmänä ovat pitkäaikaistyöttömät ja saaristossa asuvat nuoret, myös syksyllä.",
        content="Alateemat:\n\n- Romanien osallisuuden vahvistaminen ja polkujen valaiseminen kylissä\n",
    ).text
    wrapped = re.sub(r"(?<=\w) (?=\w+ \w+ \w)", _every_third(), text)
    again = reader.read(decode(Path("uudelleen.txt"), wrapped.encode()))
    said = {a.relation + " ".join(a.mention.split()) for a in again.assertions}
    assert {"targets" + m for m in ("pitkäaikaistyöttömät", "saaristossa asuvat nuoret", "Romanien")} <= said


def _every_third() -> Callable[[re.Match[str]], str]:
    chance = random.Random(7)
    return lambda match: "\n" if chance.random() < 0.1 else match.group()


@pytest.mark.corpus
@needs_corpus
def test_the_documents_are_of_their_forms(corpus: list[Reading]) -> None:
    assert [r.version.form for r in corpus] == ["report", "theme", "theme", "report", "theme"]


@pytest.mark.corpus
@needs_corpus
def test_every_project_is_found_once_and_ten_have_codes(corpus: list[Reading]) -> None:
    projects = [{a.object for a in r.assertions if a.relation == "funds"} for r in corpus]
    coded = [{code for code in found if re.fullmatch(r"[SAJ]\d{5}", code)} for found in projects]
    assert [len(found) for found in projects] == [10, 0, 0, 8, 0]
    assert {"S21162", "S21216"} <= coded[0]
    assert len(coded[3]) == 8


@pytest.mark.corpus
@needs_corpus
def test_the_sub_themes_and_goals_are_all_there(corpus: list[Reading]) -> None:
    parts = [Counter(a.kind for a in r.assertions if a.relation == "hasPart") for r in corpus]
    assert parts == [{}, {"SubTheme": 5}, {"SubTheme": 6}, {}, {"StrategicGoal": 4}]


@pytest.mark.corpus
@needs_corpus
def test_the_lists_of_groups_are_complete_and_open(corpus: list[Reading]) -> None:
    said = [
        Counter(
            a.relation for a in r.assertions if a.section == "target-groups" and a.qualifiers.get("openList")
        )
        for r in corpus
    ]
    assert (said[1]["targets"], said[2]["targets"], said[4]["targetsIntermediary"]) == (10, 8, 7)


@pytest.mark.corpus
@needs_corpus
def test_no_group_of_a_theme_is_a_place(corpus: list[Reading]) -> None:
    places = [a.mention for r in corpus for a in r.assertions if a.relation == "targetsIntermediary"]
    assert not [m for m in places if re.fullmatch(r"\w+iss[aä]", m)]


@pytest.mark.corpus
@needs_corpus
def test_the_facility_that_only_headings_name_is_linked_where_the_text_treats_it(
    corpus: list[Reading],
) -> None:
    linked = [any(a.object == "32021R0241" for a in r.assertions) for r in corpus]
    assert linked == [False, True, False, False, False]


@pytest.mark.corpus
@needs_corpus
def test_the_thirteen_indicators_are_found_with_their_status(corpus: list[Reading]) -> None:
    found = [a for a in corpus[4].assertions if a.relation == "hasIndicator"]
    proposed = [a for a in found if a.values["indicatorStatus"] == "kyt:indicatorStatus-proposed"]
    assert (len(found), len(proposed)) == (13, 3)


@pytest.mark.corpus
@needs_corpus
def test_sums_keep_what_the_forms_leave_out(corpus: list[Reading]) -> None:
    sums = [a.values for r in corpus for a in r.assertions if a.relation == "hasFunding"]
    assert [(s["amount"], s.get("currency", "")) for s in sums] == [
        ("15000000", "EUR"),
        ("13000000", ""),
        ("4000000", "EUR"),
    ]
    missing = [a.object for r in corpus for a in r.assertions if a.relation == "declaresMissing"]
    assert missing.count("kyt:field-funding") == 2


@pytest.mark.corpus
@needs_corpus
def test_what_the_form_denies_is_no_coverage(corpus: list[Reading]) -> None:
    denied = [a.relation for r in corpus for a in r.assertions if a.polarity == "denied"]
    assert denied == ["buildsOnFunding"]


@pytest.mark.corpus
@needs_corpus
def test_the_documents_persons_are_in_no_assertion(corpus: list[Reading]) -> None:
    for path, reading in zip(sorted(CORPUS.glob("*.txt")), corpus, strict=True):
        raw = load(path).text
        hidden = {raw[m.start() : m.end()] for m in re.finditer(r"█+", reading.text)}
        names = {name for name in hidden if name.istitle() and name.isalpha()}
        leaked = sum(name in to_line(a) for a in reading.assertions for name in names)
        assert leaked == 0
