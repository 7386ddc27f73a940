"""Cells of which nothing is said are written as lines: every pair has one cell, with one true state."""

from __future__ import annotations

from itertools import chain, product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Graph

from graph.identifiers import ID, NS
from graph.release import canonical, turtle
from graph.release.build import place, prepare
from graph.release.inference import infer
from graph.release.opening import opened
from graph.release.preview import preview
from graph.release.silence import Silence
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.dataset import Dataset
from tests.graph.invented import workspace

GROUP, INSTRUMENT = NS + "TargetGroup", NS + "PolicyInstrument"
PREFIXES = "@prefix id: <https://w3id.org/kytkos/id/> . @prefix kyt: <https://w3id.org/kytkos/ns#> ."
names = st.sets(st.from_regex(r"[a-z][a-z0-9]{0,3}", fullmatch=True), max_size=4)
kinds = st.frozensets(st.sampled_from((GROUP, INSTRUMENT)))


def cell(coverer: str, covered: str) -> str:
    return f"{ID}cell.{coverer.removeprefix(ID)}.{covered.removeprefix(ID)}"


def dataset(text: str) -> Dataset:
    stated = Graph().parse(data=PREFIXES + text, format="turtle")
    name = NamedNode(layout.ACCEPTED)
    return Dataset.of(Quad(t.subject, t.predicate, t.object, name) for t in turtle.triples(stated))


def states(lines: bytes) -> dict[str, str]:
    """Return the state of each cell in the lines."""
    said = (quad for quad in parse(lines, format=RdfFormat.N_QUADS) if quad.predicate.value == NS + "state")
    return {str(getattr(q.subject, "value", "")): str(getattr(q.object, "value", "")) for q in said}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), kinds), st.dictionaries(st.sampled_from("xyz"), kinds))
def test_a_pair_is_not_stated_where_its_document_tells_of_such_things_and_unknown_elsewhere(
    coverers: dict[str, frozenset[str]], covered: dict[str, frozenset[str]]
) -> None:
    silence = Silence(
        {ID + code: told for code, told in coverers.items()}, {ID + code: of for code, of in covered.items()}
    )
    found = states(b"".join(chain.from_iterable(silence.blocks(Dataset.of(())))))
    assert found == {
        cell(who, what): NS + ("state-not-stated" if told & of else "state-unknown")
        for (who, told), (what, of) in product(coverers.items(), covered.items())
    }


def test_lines_of_a_cell_are_canonical_and_in_order() -> None:
    silence = Silence({ID + "t1": frozenset()}, {ID + "g1": frozenset({GROUP})})
    (block,) = chain.from_iterable(silence.blocks(Dataset.of(())))
    assert block.splitlines(keepends=True) == canonical.lines(parse(block, format=RdfFormat.N_QUADS))


def test_a_pair_of_which_something_is_said_is_left_to_the_rules() -> None:
    held = dataset(
        "id:t1 a kyt:Theme ; kyt:targets id:g1 . id:g1 a kyt:TargetGroup . id:g2 a kyt:TargetGroup ."
    )
    silence = infer(held)
    found = states(b"".join(chain.from_iterable(silence.blocks(held))))
    assert set(found) == {cell("t1", "g2")}
    said = {q.subject.value for q in held.quads(layout.COVERAGE) if isinstance(q.subject, NamedNode)}
    assert said == {cell("t1", "g1")}


@settings(max_examples=20, deadline=None)
@given(names, names)
def test_nothing_is_said_of_what_covers_nothing_or_is_not_covered(groups: set[str], others: set[str]) -> None:
    text = "".join(f"id:g{name} a kyt:TargetGroup . " for name in groups)
    text += "".join(f"id:r{name} a kyt:Result . " for name in others)
    held = dataset(text)
    assert list(infer(held).blocks(held)) == []


def test_a_release_whose_cells_are_on_disk_is_the_one_in_memory(tmp_path: Path) -> None:
    held = workspace(tmp_path / "held")
    words = Vocabulary(reference=Graph().parse(data=PREFIXES + "id:g9 a kyt:TargetGroup .", format="turtle"))
    small, large = prepare(held, vocabulary=words), prepare(held, vocabulary=words, most_held=100)
    assert large.large
    assert large.manifest.files == small.manifest.files
    assert preview(small.dataset, large.dataset, is_large=True).is_empty
    place(held, large)
    silent = Quad(
        NamedNode(cell("xtheme", "g9")),
        NamedNode(NS + "state"),
        NamedNode(NS + "state-not-stated"),
        NamedNode(layout.COVERAGE),
    )
    assert silent in opened(held).store
