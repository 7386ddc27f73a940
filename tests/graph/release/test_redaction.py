"""Erasure that the law requires."""

from __future__ import annotations

import gzip
import json
import unicodedata
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from graph.curation.log import DecisionLog
from graph.errors import Gone, InvalidParameter
from graph.release import opening
from graph.release.build import build
from graph.release.lemmas import LEMMA
from graph.release.manifest import read
from graph.release.opening import has_store, opened
from graph.release.reader import content
from graph.release.redaction import redact
from graph.release.shelf import Shelf
from graph.release.verification import verify
from graph.release.vocabulary import Vocabulary
from graph.store.access import Tokens
from graph.store.audit import Audit
from graph.store.dataset import Dataset
from graph.store.table import Record, TableVersion, line_of, records, write
from graph.store.workspace import Workspace
from graph.text.fingerprint import fingerprint
from tests.graph.invented import DESCRIBED, LINKS, SHA, TARGETED, decision, link, version, workspace
from tests.graph.killing import killed_everywhere

VALUE = "Veera Vääristetty"
REASON = "GDPR Article 17, request 1"


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    """A workspace in every corner of which the value is, and in two of its three releases."""
    held = workspace(tmp_path / "held")
    build(held, vocabulary=Vocabulary())
    spoilt = replace(TARGETED, label=f"ryhmä {VALUE}", mention=f"ryhmä {VALUE.upper()}", start=300, end=330)
    named = link("altLabel", "xtheme", f'"teema: {VALUE}"@fi', "Name", VALUE, start=20)
    held.write_document(version(title=f"Teema ({VALUE})"), [*LINKS, spoilt, named])
    log = DecisionLog(held)
    log.append(decision(3, "accept", named, f"{VALUE} sanoi niin"))
    log.append(decision(4, "accept", spoilt))
    (held.path / "facts").mkdir()
    (held.path / "facts" / "note.ttl").write_text(f'<x:a> <x:b> "{VALUE}" . # {VALUE}\n')
    held.write_text(SHA, f"Alku {VALUE.replace(' ', chr(10))} loppu")
    Audit(held.path).add("t1", {"text": f'INSERT DATA {{ <a:s> <a:p> "{VALUE}" }}'}, "done")
    Tokens(held.path).create("read", VALUE)
    (held.path / "scratch.nq").write_text(
        f'<a:s> <a:p> "{VALUE} \\" kertoo"@fi .\n<a:s> <a:p> "muu" <a:g> .\n'
    )
    build(held, vocabulary=Vocabulary())
    log.append(decision(5, "accept", LINKS[2]))
    build(held, vocabulary=Vocabulary())
    return held


def holding(folder: Path) -> list[str]:
    """Name the files in whose bytes the value is in any case and composition, escaped or not."""
    forms = {unicodedata.normalize(form, VALUE) for form in ("NFC", "NFD")}
    needles = {word.casefold() for form in forms for word in form.split()}
    needles |= {json.dumps(needle)[1:-1] for needle in needles}
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            text = data.decode(errors="replace").casefold()
            found += [path.name for needle in needles if needle in text]
    return found


def besides_lemmas(dataset: Dataset) -> int:
    """Count what is stated; the lemmas of an erased name go with it."""
    return sum(quad.predicate.value != LEMMA for quad in dataset.quads())


def test_the_value_is_in_no_byte_of_the_folder_afterwards(held: Workspace) -> None:
    assert len(set(holding(held.path))) == 8
    redact(held, VALUE, REASON)
    assert holding(held.path) == []


def test_releases_that_held_it_are_gone_and_reissued_and_others_stay(held: Workspace) -> None:
    shelf = Shelf(held.releases)
    clean, *spoilt = [listed.id for listed in shelf.list()]
    erasure = redact(held, VALUE, REASON)
    assert [old for old, _ in erasure.reissued] == sorted(spoilt)
    assert shelf.path(clean).is_dir()
    for old, new in erasure.reissued:
        with pytest.raises(Gone, match=REASON):
            shelf.path(old)
        assert verify(shelf.path(new)) == ()
    current = shelf.current()
    assert current is not None
    assert (spoilt[-1], current.name) in erasure.reissued


def test_the_reissued_release_answers_as_before_but_for_what_was_erased(held: Workspace) -> None:
    before = besides_lemmas(opened(held))
    redact(held, VALUE, REASON)
    dataset = opened(held)
    assert besides_lemmas(dataset) == before
    assert dataset.ask("ASK { ?s ?p ?o FILTER(CONTAINS(STR(?o), '█████ ███████████')) }")


def test_a_large_release_is_made_again_on_disk_and_is_the_same(
    held: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Workspace(Path(copytree(held.path, tmp_path / "other")))
    small = redact(held, VALUE, REASON)
    monkeypatch.setattr(opening, "MOST_IN_MEMORY", 0)
    large = redact(other, VALUE, REASON)
    assert large.reissued == small.reissued
    for _, new in large.reissued:
        made, alike = (Shelf(workspace.releases).path(new) for workspace in (other, held))
        assert verify(made) == ()
        assert has_store(made)
        assert read(made).files == read(alike).files
    assert not list(other.releases.glob(".building-*"))


@pytest.mark.parametrize("name", ["Veera\nVääristetty", 'Veera "Vee" Vääristetty', "Veera\t\\ Vääristetty"])
def test_it_is_found_where_a_release_escapes_its_characters(tmp_path: Path, name: str) -> None:
    held = workspace(tmp_path / "held")
    spoilt = link("altLabel", "xtheme", json.dumps(f"teema: {name}") + "@fi", "Name", name, start=20)
    held.write_document(version(), [*LINKS, spoilt])
    DecisionLog(held).append(decision(3, "accept", spoilt))
    build(held, vocabulary=Vocabulary())
    (reissued,) = redact(held, name, REASON).reissued
    text = content(Shelf(held.releases).path(reissued[1])).decode()
    assert "Vääristetty" not in text
    assert "███████████" in text


def test_the_workspace_builds_without_it(held: Workspace) -> None:
    redact(held, VALUE, REASON)
    build(held, vocabulary=Vocabulary())
    assert holding(held.path) == []
    assert held.text(SHA) == "Alku █████\n███████████ loppu"


def test_offsets_and_decisions_hold(held: Workspace) -> None:
    before = [(a.start, a.end) for a in next(held.documents()).assertions]
    redact(held, VALUE, REASON)
    assert [(a.start, a.end) for a in next(held.documents()).assertions] == before
    assert len(DecisionLog(held).read()) == 5


def test_a_line_whose_codes_hold_it_is_removed(tmp_path: Path) -> None:
    held = workspace(tmp_path / "held")
    held.write_document(
        version(), [DESCRIBED, TARGETED, link("targets", "xtheme", "Veeran", "TargetGroup", "joku")]
    )
    redact(held, "Veera", REASON)
    assert [a.object for a in next(held.documents()).assertions] == ["xtheme", "xgroup"]


def test_rows_of_tables_and_facts_written_as_tables_are_erased_too(tmp_path: Path) -> None:
    held = workspace(tmp_path / "held")
    body = tmp_path / "body"
    rows = [
        Record(1, 2, "imported", "S1", {"name": "Veera Virtanen, laituri"}),
        Record(2, 3, "imported", "S2"),
    ]
    body.write_bytes(b"".join(map(line_of, rows)))
    path = held.table_path("rekisteri", "t1")
    path.parent.mkdir(parents=True)
    head = TableVersion(
        "rekisteri", "Veera Virtasen lista", SHA, "m", SHA, "2025-01-01", "Project", "project", "fi"
    )
    write(path, head, body)
    facts = held.path / "facts" / "groups.csv"
    facts.parent.mkdir(exist_ok=True)
    facts.write_text("code,kind,prefLabel_fi\nme-1,TargetGroup,Veera Virtanen\n", "utf-8")
    redact(held, "Veera Virtanen", REASON)
    assert "Veera Virtanen" not in path.read_text("utf-8") + facts.read_text("utf-8")
    assert [record.code for record in records(path)] == ["S1", "S2"]
    assert next(iter(records(path))).values["name"] == "█████ ████████, laituri"


def test_it_cannot_be_guessed_from_a_fingerprint(tmp_path: Path) -> None:
    held = workspace(tmp_path / "named")
    held.write_document(replace(version(), fingerprint=fingerprint(f"teema {VALUE}")), LINKS)
    redact(held, VALUE, REASON)
    assert [d.version.fingerprint for d in held.documents()] == [fingerprint("teema")]


def test_the_log_says_when_and_why_and_not_what(held: Workspace) -> None:
    redact(held, VALUE, REASON)
    (line,) = (held.path / "redactions.jsonl").read_text().splitlines()
    logged = json.loads(line)
    assert logged["reason"] == REASON
    assert set(logged) == {"at", "reason", "files", "reissued"}


def test_what_was_done_is_told_without_the_value(held: Workspace) -> None:
    lines = "\n".join(redact(held, VALUE, REASON).lines())
    assert "decisions.jsonl" in lines
    assert "is gone, reissued as" in lines
    assert "veera" not in lines.casefold()


def test_a_value_that_is_nowhere_changes_nothing(held: Workspace) -> None:
    before = {path: path.read_bytes() for path in held.path.rglob("*") if path.is_file()}
    assert list(redact(held, "Ei Kukaan", REASON).lines()) == ["found nowhere"]
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_file_that_is_not_ours_is_left_and_told(held: Workspace) -> None:
    (held.path / "notes.txt").write_text(VALUE)
    assert redact(held, VALUE, REASON).left == ("notes.txt",)


def test_a_reason_that_repeats_the_value_is_refused(held: Workspace) -> None:
    with pytest.raises(InvalidParameter) as refused:
        redact(held, VALUE, f"{VALUE} asked")
    assert VALUE not in str(refused.value)


def test_a_fact_that_only_a_person_can_mend_stops_all_before_anything_changes(held: Workspace) -> None:
    (held.path / "facts" / "odd.ttl").write_text('<x:a> <x:b> "Ve\\u0065ra V\\u00E4\\u00E4ristetty" .')
    before = holding(held.path)
    with pytest.raises(InvalidParameter, match=r"odd\.ttl"):
        redact(held, VALUE, REASON)
    assert holding(held.path) == before


def test_what_a_killed_write_left_is_erased_too(held: Workspace) -> None:
    (held.path / ".decisions.jsonl.abc.part").write_text(VALUE)
    redact(held, VALUE, REASON)
    assert holding(held.path) == []


ACT = f"""
from graph.release.redaction import redact
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace

def act(path):
    redact(Workspace(path), {VALUE!r}, {REASON!r})
"""


@pytest.mark.slow
def test_an_erasure_killed_at_any_moment_is_finished_by_the_next(held: Workspace, tmp_path: Path) -> None:
    ids = {listed.id for listed in Shelf(held.releases).list()}
    copies = killed_everywhere(ACT, held.path, tmp_path / "copies")
    for copy in copies:
        shelf = Shelf(Workspace(copy).releases)
        assert shelf.current() is not None
        assert all(verify(folder) == () for folder in shelf.folders())
        redact(Workspace(copy), VALUE, REASON)
        assert holding(copy) == []
        assert len(shelf.folders()) == len(ids)
        assert len(list(DecisionLog(Workspace(copy)).read())) == 5


def test_what_token_holders_wrote_is_erased_too_and_stays_as_private(held: Workspace) -> None:
    redact(held, VALUE, REASON)
    own = held.path / "scratch.nq"
    assert own.read_text() == '<a:s> <a:p> "█████ ███████████ \\" kertoo"@fi .\n<a:s> <a:p> "muu" <a:g> .\n'
    (line,) = map(json.loads, (held.path / "audit.jsonl").read_text().splitlines())
    assert line["text"].startswith("INSERT DATA")
    (token,) = Tokens(held.path).list()
    assert "█" in token.note
    assert (held.path / "tokens.jsonl").stat().st_mode & 0o077 == 0


def test_a_long_file_that_is_not_ours_is_looked_through_to_its_end(held: Workspace) -> None:
    (held.path / "long.bin").write_bytes(b"x" * ((1 << 20) - 5) + VALUE.encode() + b"y" * (1 << 20))
    assert redact(held, VALUE, REASON).left == ("long.bin",)
