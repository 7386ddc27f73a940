"""What is counted over all projects of a release, published by the RDF Data Cube Vocabulary.

A cube is declared by a file in ``cubes/``: its dimensions, measures and attributes, and which way of counting
gives them. Its named graph holds it whole, in the normal form of the recommendation's section 10.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.analysis.amount import Kind
from graph.analysis.columns import Columns
from graph.analysis.cube import Counted, Counting
from graph.identifiers import ID, NS, digest
from graph.store import layout
from graph.terms import DCT, RDF, RDFS, STATES, XSD, state

QB = "http://purl.org/linked-data/cube#"
_GROUPS = ID + "k1000"
_UNIT = NamedNode("http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure")
_CURRENCY = "http://publications.europa.eu/resource/authority/currency/"
_A = NamedNode(RDF + "type")
_DATASET, _OBSERVATION, _SLICE = (NamedNode(QB + name) for name in ("DataSet", "Observation", "Slice"))
_ABSENT = NamedNode(NS + "absentObservation")

#: Of each component what its values are, and the list of codes that they are from, where there is one.
_RANGES = {
    "coverer": (RDFS + "Resource", ""),
    "targetGroup": (NS + "TargetGroup", _GROUPS),
    "otherGroup": (NS + "TargetGroup", _GROUPS),
    "policyInstrument": (RDFS + "Resource", ""),
    "region": (DCT + "Location", ""),
    "sumKind": (NS + "SumKind", ""),
    "projectCount": (XSD + "integer", ""),
    "namingProjectCount": (XSD + "integer", ""),
    "withoutSumCount": (XSD + "integer", ""),
    "amount": (XSD + "decimal", ""),
    "state": ("http://www.w3.org/2004/02/skos/core#Concept", NS + "list-state"),
    "rung": (XSD + "integer", ""),
}
_SORTS = {"dimension": "DimensionProperty", "measure": "MeasureProperty", "attribute": "AttributeProperty"}


@dataclass(frozen=True, slots=True)
class Cube:
    """A cube as it is declared."""

    name: str
    counted: str
    dimensions: tuple[str, ...]
    measures: tuple[str, ...]
    attributes: tuple[str, ...]
    title: Mapping[str, str]

    @property
    def graph(self) -> str:
        """The named graph that holds the cube, which is the cube's own IRI."""
        return layout.cube(self.name)


def cubes() -> tuple[Cube, ...]:
    """Return the cubes that releases have, by name."""
    folder = Path(str(files("graph.release") / "cubes"))
    return tuple(_declared(path) for path in sorted(folder.glob("*.toml")))


def _declared(path: Path) -> Cube:
    raw = tomllib.loads(path.read_text("utf-8"))
    dimensions, measures, attributes = (
        tuple[str, ...](raw[name]) for name in ("dimensions", "measures", "attributes")
    )
    return Cube(path.stem, raw["counted"], dimensions, measures, attributes, raw["title"])


def quads(columns: Columns) -> Iterator[Quad]:
    """Count every cube over a release's columns and say it; of no projects there is none."""
    if not len(columns):
        return
    counting = Counting(columns)
    for cube in cubes():
        graph = NamedNode(cube.graph)
        counted = counting.counted(cube.counted, cube.dimensions)
        for triple in _said(cube, counted, len(columns)):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _said(cube: Cube, counted: Counted, projects: int) -> Iterator[Triple]:
    yield from _structure(cube, counted)
    yield from _described(cube, counted, projects)
    if any(isinstance(member, Kind) for member in counted.members[-1]):
        yield from _kinds(cube, counted)
    yield from _observations(cube, counted)


def _structure(cube: Cube, counted: Counted) -> Iterator[Triple]:
    """Say of what an observation consists: section 6 of the recommendation."""
    structure = _part(cube, "structure")
    yield Triple(structure, _A, NamedNode(QB + "DataStructureDefinition"))
    named = {"dimension": cube.dimensions, "measure": cube.measures, "attribute": cube.attributes}
    for sort, names in named.items():
        for place, name in enumerate(names, 1):
            component = _part(cube, f"component-{name}")
            yield Triple(structure, NamedNode(QB + "component"), component)
            yield Triple(component, _A, NamedNode(QB + "ComponentSpecification"))
            yield Triple(component, NamedNode(QB + sort), _own(name))
            yield Triple(component, NamedNode(QB + "componentProperty"), _own(name))
            if sort == "dimension":
                yield Triple(component, NamedNode(QB + "order"), _number(place))
            if name == "state":
                yield Triple(component, NamedNode(QB + "componentRequired"), _TRUE)
            yield from _property(name, sort)
    if counted.silent is not None:
        key = _part(cube, "slices")
        yield Triple(structure, NamedNode(QB + "sliceKey"), key)
        yield Triple(key, _A, NamedNode(QB + "SliceKey"))
        yield Triple(key, NamedNode(QB + "componentProperty"), _own(cube.dimensions[0]))


def _property(name: str, sort: str) -> Iterator[Triple]:
    """Say what a component is; ranges stand here, since in the vocabulary they would infer types."""
    range_, codes = _RANGES[name]
    yield Triple(_own(name), _A, NamedNode(RDF + "Property"))
    yield Triple(_own(name), _A, NamedNode(QB + _SORTS[sort]))
    yield Triple(_own(name), NamedNode(RDFS + "range"), NamedNode(range_))
    if codes:
        yield Triple(_own(name), _A, NamedNode(QB + "CodedProperty"))
        yield Triple(_own(name), NamedNode(QB + "codeList"), NamedNode(codes))
    if name.endswith("Count"):
        yield Triple(_own(name), _UNIT, _own("Project"))


def _described(cube: Cube, counted: Counted, projects: int) -> Iterator[Triple]:
    this = NamedNode(cube.graph)
    yield Triple(this, _A, _DATASET)
    yield Triple(this, NamedNode(QB + "structure"), _part(cube, "structure"))
    for tag, text in cube.title.items():
        for naming in (RDFS + "label", DCT + "title"):
            yield Triple(this, NamedNode(naming), Literal(text, language=tag))
    for tag, text in (_IN_SLICES if counted.silent is not None else _ANYWHERE).items():
        yield Triple(this, NamedNode(RDFS + "comment"), Literal(text, language=tag))
    yield Triple(this, _own("countedOver"), _number(projects))
    if counted.silent is None:
        yield Triple(this, _ABSENT, NamedNode(state("unknown")))


_IN_SLICES = {
    "fi": "Havainto, jota ei ole, ei ole nolla: viipale kertoo, missä tilassa se on.",
    "sv": "En observation som saknas är inte noll: dess skiva säger vilken status den har.",
    "en": "An observation that is absent is not zero: its slice says in which state it is.",
}
_ANYWHERE = {
    "fi": "Havainto, jota ei ole, ei ole nolla: ladatuilla hankkeilla sitä ei ole, muista ei tiedetä.",
    "sv": "En observation som saknas är inte noll: inget inläst projekt har den, om andra vet man inte.",
    "en": "An observation that is absent is not zero: no loaded project has it, of others nothing is known.",
}


def _kinds(cube: Cube, counted: Counted) -> Iterator[Triple]:
    """Say what sums of each kind are of: the unit of their amounts is their currency."""
    for kind in counted.members[-1]:
        assert isinstance(kind, Kind)
        this = _kind(cube, kind)
        yield Triple(this, _A, _own("SumKind"))
        for name, held in (
            ("fundingScope", kind.scope),
            ("composition", kind.composition),
            ("stage", kind.stage),
        ):
            if held:
                yield Triple(this, _own(name), NamedNode(held))
        if kind.currency:
            yield Triple(this, _own("currency"), Literal(kind.currency))
            yield Triple(this, _UNIT, NamedNode(_CURRENCY + kind.currency))


def _observations(cube: Cube, counted: Counted) -> Iterator[Triple]:
    nodes = [[_node(cube, member) for member in members] for members in counted.members]
    codes = [[_code(node) for node in held] for held in nodes]
    dimensions = [_own(name) for name in cube.dimensions]
    values = [
        (_own(name), _WRITTEN.get(name, _number), counted.values[name].tolist())
        for name in (*cube.measures, *cube.attributes)
    ]
    this, in_slices = NamedNode(cube.graph), counted.silent is not None
    yield from _slices(cube, counted, nodes[0])
    for row, at in enumerate(zip(*(places.tolist() for places in counted.places), strict=True)):
        named = ".".join(held[place] for held, place in zip(codes, at, strict=True))
        observation = _part(cube, named)
        yield Triple(observation, _A, _OBSERVATION)
        yield Triple(observation, _IN, this)
        for dimension, held, place in zip(dimensions, nodes, at, strict=True):
            yield Triple(observation, dimension, held[place])
        for relation, written, numbers in values:
            if not (relation.value == NS + "rung" and not numbers[row]):
                yield Triple(observation, relation, written(numbers[row]))
        if in_slices:
            yield Triple(_part(cube, f"slice-{codes[0][at[0]]}"), _HOLDS, observation)


_IN, _HOLDS = NamedNode(QB + "dataSet"), NamedNode(QB + "observation")


def _slices(cube: Cube, counted: Counted, nodes: list[NamedNode]) -> Iterator[Triple]:
    """Say of every member of the first dimension what an observation of it that is absent is."""
    if counted.silent is None:
        return
    this, key = NamedNode(cube.graph), _part(cube, "slices")
    for node, silent in zip(nodes, counted.silent.tolist(), strict=True):
        slice_ = _part(cube, f"slice-{_code(node)}")
        yield Triple(this, NamedNode(QB + "slice"), slice_)
        yield Triple(slice_, _A, _SLICE)
        yield Triple(slice_, NamedNode(QB + "sliceStructure"), key)
        yield Triple(slice_, _own(cube.dimensions[0]), node)
        yield Triple(slice_, _ABSENT, NamedNode(state(STATES[silent])))


def _node(cube: Cube, member: str | Kind) -> NamedNode:
    return _kind(cube, member) if isinstance(member, Kind) else NamedNode(member)


def _kind(cube: Cube, kind: Kind) -> NamedNode:
    return _part(cube, f"kind-{digest(*kind)}")


def _code(node: NamedNode) -> str:
    """Return the last part of a name; codes, regions and kinds differ in it."""
    return node.value.rpartition("#")[2].rpartition("/")[2]


def _part(cube: Cube, name: str) -> NamedNode:
    return NamedNode(f"{cube.graph}#{name}")


def _own(name: str) -> NamedNode:
    return NamedNode(NS + name)


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=_INTEGER)


def _money(cents: int) -> Literal:
    return Literal(f"{cents // 100}.{cents % 100:02}", datatype=_DECIMAL)


_INTEGER, _DECIMAL = NamedNode(XSD + "integer"), NamedNode(XSD + "decimal")
_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))
_WRITTEN: dict[str, Callable[[int], NamedNode | Literal]] = {
    "amount": _money,
    "state": lambda place: NamedNode(state(STATES[place])),
}
