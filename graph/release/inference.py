"""What follows from what is stated, by rules that an explanation can name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import MalformedLine
from graph.identifiers import GRAPH, NS
from graph.release.silence import Silence
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import QueryFile, load
from graph.terms import DCT, RDF, SKOS

_GRAPHS = (layout.INFERRED, layout.COVERAGE, layout.SCRATCH)


def rules() -> tuple[QueryFile, ...]:
    """Return the rules in the order they are applied, which is that of their file names."""
    folder = Path(str(files("graph.release") / "rules"))
    return tuple(_checked(path, load(path)) for path in sorted(folder.glob("*.rq")))


def infer(dataset: Dataset, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Silence:
    """Apply every rule once, hold what it constructs in its graph, and return of what nothing is said.

    No steps between are left.
    """
    applied = rules()
    for rule in applied:
        if GRAPH + rule.graph == layout.INFERRED:
            dataset.add(layout.INFERRED, described(rule))
    for done, rule in enumerate(applied):
        progress(done, len(applied))
        hold(dataset, rule, dataset.triples(rule.text))
    silence = Silence.of(dataset)
    dataset.drop(layout.SCRATCH)
    progress(len(applied), len(applied))
    return silence


def hold(dataset: Dataset, rule: QueryFile, made: Iterable[Triple]) -> None:
    """Hold what a rule made in its graph and, if answers rest on it, in one of the rule's own too."""
    if GRAPH + rule.graph == layout.INFERRED:
        made = tuple(made)
        dataset.add(layout.rule(rule.rule), made)
    dataset.add(GRAPH + rule.graph, made)


def described(rule: QueryFile) -> Iterator[Triple]:
    """Say what a rule infers, in each language."""
    this = NamedNode(layout.rule(rule.rule))
    yield Triple(this, NamedNode(RDF + "type"), NamedNode(NS + "Rule"))
    yield Triple(this, NamedNode(DCT + "identifier"), Literal(rule.rule))
    for language, meaning in rule.question.items():
        yield Triple(this, NamedNode(SKOS + "prefLabel"), Literal(meaning, language=language))


def _checked(path: Path, rule: QueryFile) -> QueryFile:
    if not rule.rule or GRAPH + rule.graph not in _GRAPHS:
        raise MalformedLine(path, 1, "a rule needs its id and one of the graphs that rules write")
    return rule
