"""What a release holds, counted as its lines go by, in the Vocabulary of Interlinked Datasets (VoID)."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from pyoxigraph import Literal, NamedNode, Triple

from graph.identifiers import BASE, ID, NS
from graph.release import canonical
from graph.release.runs import blocks_of
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import OWL, RDF, RDFS, SKOS, XSD

#: Of the lines of a subject their properties and graphs.
_Keys = tuple[tuple[bytes, bytes], ...]

VOID = "http://rdfs.org/ns/void#"
_HELD, _RELEASE, _DEFAULT = (
    f"{layout.CATALOGUE}#",
    f"{layout.CATALOGUE}#release",
    f"{layout.CATALOGUE}#default",
)
_A = f"<{RDF}type>".encode()
_OWN, _OURS = f"<{ID}".encode(), f"<{BASE}".encode()
_MAPPINGS = (
    *(f"{SKOS}{name}Match" for name in ("exact", "close", "broad", "narrow", "related")),
    OWL + "sameAs",
    RDFS + "seeAlso",
)
_LAST_PART = re.compile(r"[^/#]*$")
_AT_ONCE, _MOST_OF_SHAPE, _MOST_SHAPES = 1 << 18, 64, 1 << 16


class _Distinct:
    """How many different values went by, by 64 bits of each: one too few once in thousands of millions."""

    def __init__(self) -> None:
        self._fresh = array("q")
        self._known = np.empty(0, np.int64)
        self._most = _AT_ONCE

    def add(self, hashed: int) -> None:
        self._fresh.append(hashed)
        if len(self._fresh) > self._most:
            self.values()

    def values(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return each value once."""
        if self._fresh:
            self._known = np.union1d(self._known, np.frombuffer(self._fresh, np.int64))
            self._fresh = array("q")
            self._most = max(_AT_ONCE, len(self._known) // 2)
        return self._known


@dataclass(slots=True)
class _Shape:
    """What subjects with the same properties in the same graphs have in common, by the places of their lines.

    ``subjects`` are how many there were, of others' things and of ours; ``told_in_default`` are places among
    those ``in_default``.
    """

    adds: list[Callable[[int], None]]
    in_default: list[int]
    may_repeat: bool
    told: list[int]
    told_in_default: list[int]
    subjects: list[int]


class Counting:
    """Count statements, subjects, objects and things by graph, and of the default graph, each once."""

    def __init__(self) -> None:
        #: By graph and property: statements, and the subjects that have it.
        self._used: Counter[tuple[bytes, bytes]] = Counter()
        self._having: Counter[tuple[bytes, bytes]] = Counter()
        #: By property and graph.
        self._ends: defaultdict[tuple[bytes, bytes], _Distinct] = defaultdict(_Distinct)
        #: What subjects have, counted once for all that have the same, and added up in the end.
        self._shapes: dict[_Keys, _Shape] = {}
        self._things: Counter[tuple[bytes, bytes]] = Counter()
        self._subjects: Counter[bytes] = Counter()
        self._entities: Counter[bytes] = Counter()
        self._mapped: Counter[tuple[bytes, str]] = Counter()
        self._in_default: dict[bytes, bool] = {}

    def take(self, lines: Sequence[bytes]) -> None:
        """Count all lines of one subject."""
        subject, keys, ends = _parts(lines)
        shape = self._shapes.get(keys) or self._shape(keys)
        for add, end in zip(shape.adds, ends, strict=True):
            add(hash(end))
        shape.subjects[subject.startswith(_OWN)] += 1
        pairs = [(keys[at][0], ends[at]) for at in shape.in_default]
        if shape.may_repeat and len(set(pairs)) < len(pairs):
            for relation, count in Counter(relation for relation, _ in pairs).items():
                self._used[b"", relation] -= count - len({end for of, end in pairs if of == relation})
        for at in shape.told:
            self._tell(keys[at][0], ends[at], keys[at][1])
        for relation, end in {pairs[at] for at in shape.told_in_default}:
            self._tell(relation, end, b"")
        if keys not in self._shapes:
            self._fold(keys, shape)

    def _tell(self, relation: bytes, end: bytes, graph: bytes) -> None:
        """Count a thing by its class, and in the default graph what it is the same as elsewhere."""
        if not end.startswith(b"<"):
            return
        if relation == _A:
            self._things[graph, end] += 1
        elif not graph and not end.startswith(_OURS):
            self._mapped[relation, _LAST_PART.sub("", end[1:-1].decode())] += 1

    def _shape(self, keys: _Keys) -> _Shape:
        """Return what is known of all subjects with these properties in these graphs."""
        default = [at for at, (_, graph) in enumerate(keys) if self._is_default(graph)]
        graphs: dict[bytes, set[bytes]] = {}
        for at in default:
            graphs.setdefault(keys[at][0], set()).add(keys[at][1])
        shape = _Shape(
            adds=[self._ends[key].add for key in keys],
            in_default=default,
            may_repeat=any(len(of_one) > 1 for of_one in graphs.values()),
            told=[at for at, (relation, _) in enumerate(keys) if relation == _A],
            told_in_default=[
                place for place, at in enumerate(default) if keys[at][0] == _A or keys[at][0] in _MAPPING
            ],
            subjects=[0, 0],
        )
        if len(keys) <= _MOST_OF_SHAPE and len(self._shapes) < _MOST_SHAPES:
            self._shapes[keys] = shape
        return shape

    def _fold(self, keys: _Keys, shape: _Shape) -> None:
        """Add up what was counted of all subjects of one shape."""
        others, own = shape.subjects
        said = [(graph, relation) for relation, graph in keys]
        said += [(b"", keys[at][0]) for at in shape.in_default]
        for key, count in Counter(said).items():
            self._used[key] += count * (others + own)
            self._having[key] += others + own
        for graph in {graph for graph, _ in said}:
            self._subjects[graph] += others + own
            self._entities[graph] += own
        shape.subjects[:] = (0, 0)

    def _fold_all(self) -> None:
        for keys, shape in self._shapes.items():
            self._fold(keys, shape)

    def _is_default(self, graph: bytes) -> bool:
        if graph not in self._in_default:
            self._in_default[graph] = layout.in_default(graph[1:-1].decode())
        return self._in_default[graph]

    def statements(self) -> dict[str, int]:
        """Return how many statements each named graph has."""
        self._fold_all()
        found: Counter[str] = Counter()
        for (graph, _), count in self._used.items():
            if graph:
                found[graph[1:-1].decode()] += count
        return dict(found)

    def told(self) -> Iterator[Triple]:
        """Say what was counted; the graph that this is told in is not among what is counted."""
        self._fold_all()
        yield from _says(_RELEASE, ("type", VOID + "Dataset"), ("uriSpace", Literal(BASE)))
        for graph in self._subjects:
            yield from self._graph(graph)
        for graph, relation in self._used:
            yield from self._property(graph, relation)
        for (graph, kind), things in self._things.items():
            part = f"{_HELD}class-{_code(f'{_name(graph)} {_text(kind)}')}"
            yield from _says(_name(graph), ("classPartition", part))
            yield from _says(part, ("class", NamedNode(_text(kind))), ("entities", things))
        yield from self._linksets()
        terms = {relation for _, relation in self._used} | {kind for _, kind in self._things}
        for vocabulary in {_LAST_PART.sub("", _text(term)) for term in terms} - {""}:
            yield from _says(_RELEASE, ("vocabulary", vocabulary))

    def _graph(self, graph: bytes) -> Iterator[Triple]:
        relations = [relation for of, relation in self._used if of == graph]
        ends = [values for relation in relations for values in self._values(graph, relation)]
        yield from _says(_RELEASE, ("subset", _name(graph)))
        yield from _says(
            _name(graph),
            ("type", VOID + "Dataset"),
            ("triples", sum(self._used[graph, relation] for relation in relations)),
            ("entities", self._entities[graph]),
            ("distinctSubjects", self._subjects[graph]),
            ("distinctObjects", _count(ends)),
            ("properties", len(relations)),
        )
        if kinds := sum(of == graph for of, _ in self._things):
            yield from _says(_name(graph), ("classes", kinds))

    def _values(self, graph: bytes, relation: bytes) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
        """Return what a property leads to; of the default graph what it does in any part of that."""
        graphs = [graph] if graph else [held for held, is_in in self._in_default.items() if is_in]
        return [self._ends[relation, of].values() for of in graphs if (relation, of) in self._ends]

    def _property(self, graph: bytes, relation: bytes) -> Iterator[Triple]:
        part = f"{_HELD}property-{_code(f'{_name(graph)} {_text(relation)}')}"
        yield from _says(_name(graph), ("propertyPartition", part))
        yield from _says(
            part,
            ("property", _text(relation)),
            ("triples", self._used[graph, relation]),
            ("distinctSubjects", self._having[graph, relation]),
            ("distinctObjects", _count(self._values(graph, relation))),
        )

    def _linksets(self) -> Iterator[Triple]:
        for (relation, space), count in self._mapped.items():
            target = f"{_HELD}target-{_code(space)}"
            linkset = f"{_HELD}links-{_code(f'{_text(relation)} {space}')}"
            yield from _says(target, ("type", VOID + "Dataset"), ("uriSpace", Literal(space)))
            yield from _says(
                linkset,
                ("type", VOID + "Linkset"),
                ("linkPredicate", _text(relation)),
                ("triples", count),
                ("subjectsTarget", _DEFAULT),
                ("objectsTarget", target),
            )


def described(counted: Counting, warnings: int) -> tuple[Triple, ...]:
    """Say what was counted, and the warnings that the shapes gave of it."""
    judged = Literal(str(warnings), datatype=NamedNode(XSD + "integer"))
    return (*counted.told(), Triple(NamedNode(_RELEASE), NamedNode(NS + "shapeWarnings"), judged))


def describe(dataset: Dataset, warnings: int) -> None:
    """Hold the counts in the catalogue's graph, which they leave out, as does a release's identity."""
    counted = Counting()
    for block in blocks_of(canonical.lines(dataset.quads())):
        counted.take(block.splitlines(keepends=True))
    dataset.add(layout.CATALOGUE, described(counted, warnings))


_MAPPING = frozenset(f"<{relation}>".encode() for relation in _MAPPINGS)


def _parts(lines: Iterable[bytes]) -> tuple[bytes, _Keys, list[bytes]]:
    """Return the lines' subject, of each its relation and graph, and of each its object."""
    keys, ends, subject = [], [], b""
    for line in lines:
        subject, relation, rest = line.split(b" ", 2)
        end = rest.rindex(b" <")
        keys.append((relation, rest[end + 1 : -3]))
        ends.append(rest[:end])
    return subject, tuple(keys), ends


def _says(subject: str, *said: tuple[str, str | int | Literal | NamedNode]) -> Iterator[Triple]:
    for name, value in said:
        relation = NamedNode(RDF + name if name == "type" else VOID + name)
        if isinstance(value, int):
            term: Literal | NamedNode = Literal(str(value), datatype=NamedNode(XSD + "integer"))
        else:
            term = NamedNode(value) if isinstance(value, str) else value
        yield Triple(NamedNode(subject), relation, term)


def _count(values: list[np.ndarray[tuple[int], np.dtype[np.int64]]]) -> int:
    return len(np.unique(np.concatenate(values))) if values else 0


def _name(graph: bytes) -> str:
    return _text(graph) or _DEFAULT


def _text(term: bytes) -> str:
    return term[1:-1].decode()


def _code(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
