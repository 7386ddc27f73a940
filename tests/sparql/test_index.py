"""An index in files is the index in memory: made once, whole, and mapped when it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.identifiers import ID, NS
from sparql.index import Entry, Index, beside, index_of
from sparql.search import Search

ENTRIES = (
    Entry(ID + "p1", (NS + "Project",), (("Nuorten ovi", "fi"), ("Ungas dörr", "sv")), (("theme", "t1"),)),
    Entry(
        ID + "p2", (NS + "Project",), (("Työpaja", "fi"),), (("theme", "t2"), ("kind", "Project")), ("paja",)
    ),
)
ASKED = ("", "nuor", "paja", "P2", "dörr", "tyopaja", "Nuorten ovi", "xylofoni")


@pytest.mark.parametrize("entries", [ENTRIES, ()], ids=["some", "none"])
def test_files_give_what_memory_gives(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    held = index_of(entries)
    memory, files = Search(held), Search(beside(tmp_path, lambda: held))
    assert [files.find(words) for words in ASKED] == [memory.find(words) for words in ASKED]
    assert (files.kinds, files.values) == (memory.kinds, memory.values)


def test_an_index_is_made_once(tmp_path: Path) -> None:
    beside(tmp_path, lambda: index_of(ENTRIES))
    assert len(beside(tmp_path, lambda: pytest.fail("made again"))) == len(ENTRIES)


def test_what_was_left_half_made_is_made_anew(tmp_path: Path) -> None:
    def broken() -> Index:
        raise KeyboardInterrupt

    aside = tmp_path / ".search-building"
    aside.mkdir()
    (aside / "records.npy").write_bytes(b"half")
    with pytest.raises(KeyboardInterrupt):
        beside(tmp_path, broken)
    assert len(beside(tmp_path, lambda: index_of(ENTRIES))) == len(ENTRIES)
    assert not aside.exists()


def test_an_index_of_an_earlier_form_is_made_anew_and_taken_away(tmp_path: Path) -> None:
    (tmp_path / "search-2").mkdir()
    assert len(beside(tmp_path, lambda: index_of(ENTRIES))) == len(ENTRIES)
    assert not (tmp_path / "search-2").exists()


def test_things_that_share_a_name_are_all_called_by_it() -> None:
    same = [Entry(f"{ID}p{n}", (NS + "Project",), (("Ovi", "fi"),)) for n in range(3)]
    hits = Search(index_of(same)).find("ovi").hits
    assert [(hit.iri, hit.how) for hit in hits] == [(entry.iri, "exact") for entry in same]


def test_few_things_are_counted_as_many_are() -> None:
    many = [Entry(f"{ID}p{n}", (), ((f"ovi {n}", ""),), (("theme", f"t{n % 3}"),)) for n in range(900)]
    search = Search(index_of(many))
    assert search.find("ovi").facets["theme"] == {"t0": 300, "t1": 300, "t2": 300}
    assert search.find("ovi 77").facets["theme"] == {"t2": 5, "t0": 3, "t1": 3}
