"""What a large release counts when its store is made is what the engine counts of it when it is asked."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.analysis import quality_of_graph
from graph.analysis.held import Held
from graph.identifiers import ID, NS
from graph.release import canonical, counting, tally
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.opening import place
from graph.release.reader import DUMP, open_release, packed
from graph.release.shelf import Shelf
from graph.release.tally import Tally
from graph.store import layout
from graph.store.counted import FILE
from graph.store.dataset import Dataset
from graph.terms import DCT, RDF

THINGS = [f"{ID}x{number}" for number in range(25)]
RELATIONS = (NS + "period", DCT + "hasPart", NS + "label", RDF + "type")
GRAPHS = (layout.ENTITIES, layout.INFERRED, "https://example.org/elsewhere")
ENTITIES = NamedNode(layout.ENTITIES)
Linked = Counter[tuple[str, str, str]]


def invented(seed: int) -> list[Quad]:
    """Return links of which some things have many, stated in one graph or in several."""
    dice = random.Random(seed)
    found = []
    for _ in range(dice.randint(200, 900)):
        one, other = (THINGS[min(int(dice.paretovariate(0.7)), len(THINGS)) - 1] for _ in range(2))
        relation = dice.choice(RELATIONS)
        end = Literal(other) if relation == NS + "label" else NamedNode(other)
        said = dice.sample(GRAPHS, dice.randint(1, 3))
        found += [Quad(NamedNode(one), NamedNode(relation), end, NamedNode(graph)) for graph in said]
    return found


def released(stated: list[Quad], shelf: Path) -> Path:
    dataset = Dataset.of(stated)
    counting.describe(dataset, 0)
    dump = packed(b"".join(canonical.lines(dataset.quads())))
    identity = sha256([dump])
    counts = dict(Counter(getattr(quad.graph_name, "value", "") for quad in dataset.quads()))
    built = Manifest(identity[:12], identity, "a:", True, "2021", counts=counts, files={DUMP: identity})
    return Shelf(shelf).put(built, {DUMP: dump})


def counted(stated: list[Quad]) -> Linked:
    """Count every link of the default graph once, from both of its ends."""
    links = {quad.triple for quad in stated if layout.in_default(getattr(quad.graph_name, "value", ""))}
    found: Linked = Counter()
    for link in links:
        found[str(getattr(link.subject, "value", "")), "out", link.predicate.value] += 1
        if isinstance(link.object, NamedNode):
            found[link.object.value, "in", link.predicate.value] += 1
    return found


@pytest.mark.parametrize("seed", range(12))
def test_what_is_counted_ahead_is_what_there_is(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "MANY", most := 8)
    stated = invented(seed)
    folder = released(stated, tmp_path)
    ahead, asked = Tally(place(folder, 0).dataset()), Tally(open_release(folder))
    assert ahead.kinds == asked.kinds
    assert ahead.in_default == len(
        {q.triple for q in stated if layout.in_default(getattr(q.graph_name, "value", ""))}
    )
    every = counted(stated)
    for thing in THINGS:
        own = {key[1:]: count for key, count in every.items() if key[0] == thing}
        assert ahead.links(thing) == asked.links(thing) == own
    held = json.loads((folder / FILE).read_bytes())["links"]
    led = {key for key, count in every.items() if count > most and key[2] != NS + "label"}
    assert {thing for thing, _, _ in led} <= held.keys()


def test_what_was_counted_ahead_is_not_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MANY", 8)
    folder = released(invented(1), tmp_path)
    dataset = place(folder, 0).dataset()
    (hub, *_) = json.loads((folder / FILE).read_bytes())["links"]
    monkeypatch.setattr(Dataset, "texts", None)
    ahead = Tally(dataset)
    assert ahead.kinds
    assert ahead.links(hub)


def test_a_store_that_an_earlier_version_made_is_counted_when_it_is_asked(tmp_path: Path) -> None:
    stated = invented(2)
    folder = released(stated, tmp_path)
    dataset = place(folder, 0).dataset()
    (folder / FILE).unlink()
    assert Tally(dataset).links(THINGS[0]) == Tally(open_release(folder)).links(THINGS[0]) != {}


def test_names_are_counted_ahead_as_they_are_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [(n, "Fi", "fi") for n in range(9)] + [(n, "Sv", "sv" if n < 3 else "fi") for n in range(7)]
    named = [
        Quad(NamedNode(THINGS[n]), NamedNode(f"{NS}label{shows}"), Literal("nimi", language=tag), ENTITIES)
        for n, shows, tag in shown
    ]
    folder = released(named, tmp_path)
    asked = quality_of_graph.find(Held(open_release(folder)), {})
    ahead = place(folder, 0).dataset()
    monkeypatch.setattr(quality_of_graph, "names", lambda _: pytest.fail("counted again"))
    assert quality_of_graph.find(Held(ahead), {}) == asked
    told = {str(getattr(of, "value", "")): count for _, of, count, _, _ in asked.rows if of}
    assert {tag: getattr(told[tag], "value", "") for tag in ("fi", "sv")} == {"fi": "9", "sv": "3"}
