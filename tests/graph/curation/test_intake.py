"""Documents taken in: one work, whatever its format and lines, and never two works in one."""

from __future__ import annotations

import pytest

from benchmarks.decisions import misread, wrapped
from graph.assertion import Assertion
from graph.curation.log import DecisionLog
from graph.curation.review import Review
from graph.curation.versions import latest, missing, superseded, verdicts
from graph.errors import NotFound
from graph.identifiers import work_code
from graph.store.workspace import Workspace
from tests.examples.variants import LINES, example
from tests.graph.curation.conftest import EDITOR, Take, accept_all, theme
from tests.graph.invented import workspace
from tests.graph.killing import killed_everywhere
from tests.graph.text.formats.making import docx, parts, pdf


def codes(held: Workspace) -> set[str]:
    return {version.document for version in held.versions()}


def accepted(held: Workspace) -> set[tuple[str, str, str]]:
    found = (link for link in verdicts(held).links if link.state == "accepted")
    return {(a.relation, a.subject, a.object) for a in (link.assertion for link in found)}


def test_a_re_wrapped_document_is_a_new_version_and_keeps_its_decisions(take: Take, held: Workspace) -> None:
    first = take(theme())
    made, before = accept_all(held), accepted(held)
    second = take(wrapped(50)(theme())[0])
    assert second.is_new_version
    assert second.like is not None
    assert second.like.likeness > 0.9
    assert codes(held) == {first.reading.version.document}
    assert second.lost == ()
    assert verdicts(held).lost == ()
    assert accepted(held) == before
    assert len(made) > 20


def test_the_same_document_in_two_formats_is_one_work_with_two_versions(take: Take, held: Workspace) -> None:
    made = parts("theme-lamplighters.txt")
    take(docx(made), "a.docx")
    accept_all(held)
    second = take(pdf(made), "a.pdf")
    assert len(codes(held)) == 1
    assert len(list(held.versions())) == 2
    assert second.lost == ()
    types = {version.media_type.rpartition("/")[2] for version in held.versions()}
    assert "pdf" in types
    assert len(types) == 2


def test_a_scan_with_misread_letters_is_a_version_and_keeps_nine_in_ten(take: Take, held: Workspace) -> None:
    take(theme())
    made = accept_all(held)
    second = take(misread(0.01, 4)(theme())[0])
    assert second.is_new_version
    assert len(second.lost) <= len(made) / 10


def test_documents_of_one_form_stay_documents_of_their_own(take: Take, held: Workspace) -> None:
    for name in LINES:
        assert not take(example(name)).is_new_version
    assert len(codes(held)) == len(LINES)


def test_a_theme_written_on_the_other_ones_paper_is_not_merged_but_told(take: Take, held: Workspace) -> None:
    take(theme())
    other = theme().replace("Valoa katulyhtyjen sytyttäjille", "Rauhaa hylkeiden hoitajille")
    second = take(other)
    assert not second.is_new_version
    assert second.like is not None
    assert not second.like.is_sure
    assert second.like.work in codes(held)
    assert len(codes(held)) == 2


def test_another_period_is_another_document(take: Take, held: Workspace) -> None:
    take(theme())
    assert not take(theme().replace("2022 - 2027", "2014 - 2020")).is_new_version
    assert len(codes(held)) == 2


def test_the_same_file_twice_changes_nothing(take: Take, held: Workspace) -> None:
    take(theme())
    made = accept_all(held)
    (path,) = held.document_files()
    before = path.read_bytes()
    again = take(theme())
    assert not again.is_new_version
    assert path.read_bytes() == before
    assert DecisionLog(held).read() == made


def test_a_file_can_be_declared_a_version_of_a_document(take: Take, held: Workspace) -> None:
    first = take(theme())
    work = first.reading.version.document
    noisy = misread(0.05, 4)(theme())[0]
    assert not take(noisy).is_new_version
    declared = take(noisy, work=work)
    assert declared.is_new_version
    assert codes(held) == {work}


def test_a_file_can_be_declared_a_document_of_its_own(take: Take, held: Workspace) -> None:
    take(theme())
    text = wrapped(50)(theme())[0]
    second = take(text)
    assert second.is_new_version
    alone = take(text, work="new")
    assert not alone.is_new_version
    assert alone.reading.version.document == work_code(alone.reading.version.sha256)
    assert len(list(held.versions())) == len(codes(held)) == 2


def test_a_version_of_nothing_known_is_refused(take: Take, held: Workspace) -> None:
    with pytest.raises(NotFound):
        take(theme(), work="dnone")
    assert list(held.versions()) == []


def test_the_version_ingested_last_stands_until_an_older_one_is_declared(take: Take, held: Workspace) -> None:
    first = take(theme())
    second = take(wrapped(50)(theme())[0])
    old, new = (taken.reading.version for taken in (first, second))
    assert [one.version.sha256 for one in latest(held.documents())] == [new.sha256]
    take(theme())
    assert [one.version.sha256 for one in latest(held.documents())] == [new.sha256]
    take(theme(), work=old.document)
    assert [one.version.sha256 for one in latest(held.documents())] == [old.sha256]
    assert [one.version.sha256 for one in superseded(held.documents())] == [new.sha256]


def test_links_of_an_older_version_only_are_told(take: Take, held: Workspace) -> None:
    first = take(theme())
    shorter = theme().replace("hämärätyön perheiden", "hämärän")
    take(shorter, work=first.reading.version.document)
    words = {a.mention for a in missing(held.documents())}
    assert "hämärätyön perheiden" in words
    assert {a.mention for a in Review(held).state().missing} == words


def test_what_was_added_in_one_version_is_found_in_the_next(take: Take, held: Workspace) -> None:
    first = take(theme())
    text, work = first.reading.text, first.reading.version.document
    at = text.index("ammattitaidon tunnistaminen")
    added = Assertion(
        "Method", "tunnistaminen", "usesMethod", "k2801", "xnew", at, at + 27, "content", "curator",
        mention="ammattitaidon tunnistaminen", document=work,
    )  # fmt: skip
    Review(held).decide(EDITOR, lambda desk: [desk.add(added)])
    second = take("Saate.\n\n" + theme())
    assert second.lost == ()
    (link,) = (link for link in verdicts(held).links if link.assertion.object == "xnew")
    assert [m.start for m in link.mentions] == [second.reading.text.index("ammattitaidon tunnistaminen")]
    assert link.state == "accepted"


def test_without_texts_decisions_are_carried_over_too(take: Take, held: Workspace) -> None:
    take(theme(), texts=False)
    accept_all(held)
    assert take(wrapped(60)(theme())[0], texts=False).lost == ()
    assert held.text(next(held.versions()).sha256) is None


TAKING = """
from pathlib import Path
from graph.curation.intake import _held
from graph.store.workspace import Workspace
from tests.graph.invented import LINKS, SHA, version
from dataclasses import replace
from graph.ingest.reader import Reading
from graph.ingest.sections import Sections

def act(path):
    held = Workspace(path)
    new = replace(version("b" * 64), document=version().document)
    reading = Reading(new, LINKS[:2], Sections((), ()), "x" * 500)
    with held.lock:
        taken = _held(held, reading, "")
        held.write_text(new.sha256, reading.text)
        held.write_document(taken.reading.version, taken.reading.assertions)
"""


def test_a_version_whose_writing_is_killed_is_there_or_not_and_nothing_is_lost(held: Workspace) -> None:
    template = held.path / "template"
    workspace(template)
    for copy in killed_everywhere(TAKING, template, held.path / "copies"):
        found = Workspace(copy)
        (standing,) = latest(found.documents())
        assert standing.version.number in (None, 2)
        assert [d.action for d in DecisionLog(found).read()] == ["accept", "accept"]
        assert verdicts(found).lost == ()
