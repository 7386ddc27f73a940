from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.tables import delimited
from graph.ingest.tables.delimited import Decoding, Dialect, dialect, rows


def cells(text: str, how: Dialect) -> list[list[object]]:
    return [list(row.cells) for row in rows(io.BytesIO(text.encode(how.encoding)), how)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_stands_between_fields_is_found_out(mark: str) -> None:
    text = "\n".join(mark.join(row) for row in (["a", "b", "c, d"], ["1", "2", "x"], ["3", "4", "y"]))
    assert dialect(text.replace("c, d", '"c, d"'), "utf-8").delimiter == mark


def test_a_mark_that_ends_each_line_is_no_field() -> None:
    how = dialect("a,b;\n1,2;\n3,4;\n", "utf-8")
    assert how.ending == ";"
    assert cells("a,b;\n1,2;\n", how) == [["a", "b"], ["1", "2"]]


def test_the_encoding_is_found_out_from_every_byte() -> None:
    def of(data: bytes) -> str:
        decoding = Decoding()
        for at in range(0, len(data), 3):
            decoding.see(data[at : at + 3])
        return decoding.encoding()

    assert of("Päättymispvm".encode()) == "utf-8"
    assert of("Päättymispvm".encode("utf-8-sig")) == "utf-8-sig"
    assert of("Päättymispvm".encode("utf-16")) == "utf-16"
    assert of(b"a" * 10_000 + "ä".encode("windows-1252")) == "windows-1252"


def test_a_field_in_quotes_may_hold_line_breaks() -> None:
    found = list(rows(io.BytesIO(b'a,b\n1,"x\ny"\n2,z\n'), Dialect("utf-8", ",")))
    assert [row.line for row in found] == [1, 2, 4]
    assert list(found[1].cells) == ["1", "x\ny"]


def test_a_stray_quotation_mark_swallows_no_row() -> None:
    text = 'a,b,c\n1,"x,2\n3,y,4\n5,z,6\n'
    found = list(rows(io.BytesIO(text.encode()), Dialect("utf-8", ",")))
    assert [list(row.cells) for row in found] == [
        ["a", "b", "c"],
        ["1", '"x', "2"],
        ["3", "y", "4"],
        ["5", "z", "6"],
    ]
    assert found[1].assumed


def test_a_line_that_stands_in_quotes_as_a_whole_is_read_as_a_row() -> None:
    text = 'a,b,c;\n"1,""x"" y,2";\n'
    row = list(rows(io.BytesIO(text.encode()), Dialect("utf-8", ",", ";")))[1]
    assert (list(row.cells), bool(row.assumed)) == (["1", '"x" y', "2"], True)


def test_a_line_too_long_is_told_and_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LONGEST_LINE", 64)
    text = "a,b\n" + "x" * 1000 + ",y\n1,2\n"
    found = list(rows(io.BytesIO(text.encode()), Dialect("utf-8", ",")))
    assert [bool(row.unreadable) for row in found] == [False, True, False]
    assert (found[2].line, list(found[2].cells)) == (3, ["1", "2"])


class _Endless(io.RawIOBase):
    """A line without end, until so many bytes were read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        count = min(len(view), self.left)
        view[:count] = b"x" * count
        self.left -= count
        return count


def test_of_a_line_of_many_megabytes_no_more_is_held_than_a_line_may_have() -> None:
    import tracemalloc

    stream = io.BufferedReader(_Endless(64 * 2**20))
    tracemalloc.start()
    try:
        (row,) = rows(stream, Dialect("utf-8", ","))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert row.unreadable
    assert most < 16 * delimited.LONGEST_LINE


FIELDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)


@given(st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_the_standard_writes_is_read_back(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *table])
    assert cells(out.getvalue(), Dialect("utf-8", ","))[1:] == table
