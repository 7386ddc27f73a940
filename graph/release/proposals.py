"""Links that register rows were read to propose, in a release: plain triples, a graph for each rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from graph.identifiers import NS, resource
from graph.store import layout, proposed
from graph.store.proposed import Proposed
from graph.store.table import Record, TableVersion
from graph.terms import PROV, RDF, RELATIONS


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a release states it, by IRIs; an accepted one counts everywhere."""

    relation: str
    object: str
    graph: str
    is_accepted: bool

    @property
    def is_part(self) -> bool:
        """Whether it places a project in a whole, and that counts."""
        return self.is_accepted and self.relation == RELATIONS["isPartOf"].iri


@dataclass(frozen=True, slots=True)
class Proposals:
    """The links proposed for one register's version: their file, and the rules that were accepted.

    Each accepted rule comes with the codes of the rows for which it does not hold. A title tells no list of
    groups: what is not among these links stays unknown.
    """

    path: Path | None = None
    accepted: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def described(self, version: TableVersion) -> Iterator[Triple]:
        """Say of each rule's graph which rule it is of, how sure that is, and what was decided."""
        if self.path is None:
            return
        for rule, band in proposed.head(self.path).bands.items():
            for state in ("accepted", "proposed"):
                if state == "accepted" and rule not in self.accepted:
                    continue
                graph = NamedNode(_graph(version, rule, is_accepted=state == "accepted"))
                yield Triple(graph, NamedNode(RDF + "type"), NamedNode(PROV + "Entity"))
                yield Triple(graph, NamedNode(NS + "rule"), Literal(rule))
                yield Triple(graph, NamedNode(NS + "band"), NamedNode(f"{NS}band-{band}"))
                yield Triple(graph, NamedNode(NS + "decisionState"), NamedNode(f"{NS}status-{state}"))
                derived = NamedNode(resource(version.code))
                yield Triple(graph, NamedNode(PROV + "wasDerivedFrom"), derived)

    def beside(self, version: TableVersion) -> Beside:
        """Return the links to be gone through beside the rows."""
        held = proposed.links(self.path) if self.path else iter(())
        return Beside(version, held, self.accepted)


class Beside:
    """Go through links in the order of the rows, as the rows go by."""

    def __init__(
        self, version: TableVersion, links: Iterator[Proposed], accepted: Mapping[str, frozenset[str]]
    ) -> None:
        self._version = version
        self._links = links
        self._ahead = next(links, None)
        self._accepted = accepted

    def of(self, record: Record) -> Iterator[Link]:
        """Yield the links of a row; the rows before it are passed."""
        while self._ahead is not None and self._ahead.row <= record.row:
            link, self._ahead = self._ahead, next(self._links, None)
            if link.row == record.row:
                is_accepted = record.code not in self._accepted.get(link.rule, (record.code,))
                graph = _graph(self._version, link.rule, is_accepted=is_accepted)
                yield Link(RELATIONS[link.relation].iri, resource(link.object), graph, is_accepted)


def _graph(version: TableVersion, rule: str, *, is_accepted: bool) -> str:
    name = f"{version.code}.{rule}"
    return layout.record(name) if is_accepted else layout.proposed(name)
