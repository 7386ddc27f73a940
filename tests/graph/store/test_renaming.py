"""Names of graphs, there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import GRAPH
from graph.store import layout
from graph.store.renaming import Renaming

NAMES = Renaming("abc123")
#: Texts in which names of graphs begin, end and break off anywhere.
TEXTS = st.lists(st.sampled_from([GRAPH, GRAPH[:-3], "<", layout.INFERRED, " ä ", "https://", "\n"])).map(
    "".join
)


def test_each_graph_has_another_name_in_the_store() -> None:
    assert NAMES.out(f"GRAPH <{layout.COVERAGE}> {{}}") == (
        "GRAPH <https://w3id.org/kytkos/release/abc123/graph/cube/coverage> {}"
    )


@given(TEXTS, st.integers(1, 9))
def test_what_was_renamed_comes_back_however_it_is_cut(text: str, size: int) -> None:
    sent = NAMES.out(text).encode()
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert b"".join(NAMES.back(pieces)).decode() == text


def test_another_release_s_names_are_left_alone() -> None:
    theirs = Renaming("def456").out(layout.ENTITIES).encode()
    assert b"".join(NAMES.back([theirs])) == theirs
