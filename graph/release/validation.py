"""A release judged before it is put in place: by the ontology's shapes and by checks of our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import filterfalse
from pathlib import Path

import pyoxigraph
import pyshacl
from pyoxigraph import Triple
from rdflib import SH, Graph, Literal, URIRef
from rdflib.term import Node

from graph.identifiers import BASE, GENID, ID, NS
from graph.store import layout
from graph.store.dataset import Dataset, Table
from graph.store.query_file import QueryFile, load

#: Made by rules from what is validated, and too large for the shapes' engine.
_DERIVED = frozenset({layout.COVERAGE, layout.CATALOGUE})
#: A shape that targets the ontology asks one question about all of the data: the store's engine answers it.
_EVERYTHING = URIRef(BASE + "ns")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a release's data lacks or has wrong, with what to do about it in each language."""

    focus: str
    is_violation: bool
    detail: str = ""
    messages: Mapping[str, str] = field(default_factory=dict, compare=False)

    def told(self, language: str = "en") -> str:
        """Say it in one line."""
        return f"{'violation' if self.is_violation else 'warning'}: {self.said(language)}"

    def said(self, language: str) -> str:
        """Say what is wrong with what."""
        about = " ".join(_short(part) for part in (self.focus, self.detail) if part)
        return f"{about}: {self.messages.get(language) or self.messages.get('en', '')}"


def validate(dataset: Dataset, shapes: Graph) -> tuple[Finding, ...]:
    """Judge all that a release states, violations first, in the same order for the same data."""
    found = (*_by_shapes(dataset, shapes), *_by_questions(dataset, shapes), *_by_checks(dataset))
    return tuple(sorted(found, key=lambda finding: (not finding.is_violation, finding.told())))


def checks() -> tuple[QueryFile, ...]:
    """Return the checks that shapes cannot make; the question of each is its message."""
    folder = Path(str(files("graph.release") / "checks"))
    return tuple(load(path) for path in sorted(folder.glob("*.rq")))


def _by_shapes(dataset: Dataset, shapes: Graph) -> Iterator[Finding]:
    local = Graph()
    for subject, predicate, value in shapes:
        if (predicate, value) != (SH.targetNode, _EVERYTHING):
            local.add((subject, predicate, value))
    _, report, _ = pyshacl.validate(_data(dataset), shacl_graph=local, inplace=True)
    for result in report.subjects(SH.focusNode):
        yield _finding(
            report.objects(result, SH.resultMessage),
            report.value(result, SH.resultSeverity),
            str(report.value(result, SH.focusNode)),
            next((str(term) for term in _about(report, result) if isinstance(term, URIRef)), ""),
        )


def _about(report: Graph, result: Node) -> tuple[Node | None, Node | None]:
    """Return what the finding is about; of a literal value nothing is told, for it may be what must go."""
    return report.value(result, SH.resultPath), report.value(result, SH.value)


def _by_questions(dataset: Dataset, shapes: Graph) -> Iterator[Finding]:
    for shape in shapes.subjects(SH.targetNode, _EVERYTHING):
        for constraint in shapes.objects(shape, SH.sparql):
            asked = str(shapes.value(constraint, SH.select))
            for told in _rows(dataset.select(asked, everywhere=True)):
                yield _finding(
                    shapes.objects(constraint, SH.message),
                    shapes.value(constraint, SH.severity),
                    told.get("value", ""),
                    told.get("path", ""),
                )


def _by_checks(dataset: Dataset) -> Iterator[Finding]:
    for check in checks():
        for told in _rows(dataset.select(check.text)):
            yield Finding(
                focus=told["focus"],
                is_violation=True,
                detail=told.get("value", ""),
                messages=check.question,
            )


def _finding(messages: Iterable[Node], severity: Node | None, focus: str, detail: str) -> Finding:
    said = {m.language or "en": str(m) for m in messages if isinstance(m, Literal)}
    return Finding(focus, severity in (None, SH.Violation), detail, said)


def _rows(table: Table) -> Iterator[dict[str, str]]:
    for row in table.rows:
        named = zip(table.columns, row, strict=True)
        yield {column: str(getattr(term, "value", "")) for column, term in named}


def _data(dataset: Dataset) -> Graph:
    written = pyoxigraph.serialize(_judged(dataset), format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=written, format="nt")


def _judged(dataset: Dataset) -> Iterator[Triple]:
    """Leave out what rules made, and what schemes say of their names, which the ontology's tests judge."""
    for name in dataset.store.named_graphs():
        if name.value not in _DERIVED:
            triples = (quad.triple for quad in dataset.quads(name.value))
            yield from filterfalse(_is_of_name, triples) if name.value == layout.SCHEMES else triples


def _is_of_name(triple: Triple) -> bool:
    return any(str(term).startswith(f"<{GENID}") for term in (triple.subject, triple.object))


def _short(iri: str) -> str:
    return iri.replace(ID, "id:").replace(NS, "kyt:")
