"""Fingerprints: the same for the same question and answer, on any machine and in any order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.fingerprint import query_hash, result_hash
from graph.analysis.picture import Bars
from graph.identifiers import ID
from graph.store.dataset import Term

_TERMS = st.one_of(
    st.none(),
    st.text("ab", min_size=1).map(Literal),
    st.text("ab", min_size=1).map(lambda code: NamedNode(ID + code)),
)
_ROWS = st.lists(st.tuples(_TERMS, _TERMS), max_size=5)


def test_fingerprints_are_the_same_on_any_machine() -> None:
    row = (NamedNode(ID + "k2801"), Literal("1"), None)
    finding = Finding(("thing", "count", "of"), (row,), (Remark("few", {"count": 1}),))
    assert query_hash("coverage", {"coverers": "Theme"}) == "c6f6b401242eb220"
    assert result_hash(finding) == "9b396dd81283bcc1"


@given(_ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_remarks_says_nothing(
    rows: list[tuple[Term | None, ...]], random: Random
) -> None:
    remarks = [Remark("one", {"a": 1, "b": "2"}), Remark("two")]
    there = result_hash(Finding(("x", "y"), tuple(rows), tuple(remarks)))
    random.shuffle(rows)
    assert result_hash(Finding(("x", "y"), tuple(rows), tuple(reversed(remarks)))) == there


@given(_ROWS, _ROWS)
def test_other_rows_have_another_fingerprint(
    one: list[tuple[Term | None, ...]], other: list[tuple[Term | None, ...]]
) -> None:
    same = sorted(map(str, one)) == sorted(map(str, other))
    hashes = {result_hash(Finding(("x", "y"), tuple(rows))) for rows in (one, other)}
    assert (len(hashes) == 1) == same


def test_a_thing_counts_the_same_by_its_code_and_by_its_iri() -> None:
    assert query_hash("why", {"who": ID + "k1"}) == query_hash("why", {"who": "k1"})
    assert query_hash("why", {"who": "k1"}) != query_hash("why", {"who": "k2"})
    assert query_hash("why", {"who": "k1"}) != query_hash("whynot", {"who": "k1"})


def test_a_picture_adds_nothing_and_a_repeated_row_does() -> None:
    row = (Literal("a"),)
    finding = Finding(("x",), (row,))
    assert result_hash(replace(finding, picture=Bars((), "results"))) == result_hash(finding)
    assert result_hash(Finding(("x",), (row, row))) != result_hash(finding)
