"""Answers as the W3C suites expect and as they came, compared as the standard says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from tests.conformance.manifest import RDF, Case, bytes_of, format_of, path_of

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[Term | None, ...]
_TABLES = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class Table:
    """Rows with their columns in the order of their names."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_ordered: bool = False

    def stored(self) -> Table:
        """Return the table with each term as the engine stores it: 1.50 as 1.5, since values are compared."""
        rows = tuple(tuple(term and _stored(term) for term in row) for row in self.rows)
        return Table(self.columns, rows, self.is_ordered)

    def equals(self, other: Table, *, is_lax: bool) -> bool:
        """Compare as bags of rows (as lists where order was asked for), blank nodes by any renaming."""
        if self.columns != other.columns:
            return False
        if is_lax:
            return set(self.rows) == set(other.rows)
        if len(self.rows) != len(other.rows):
            return False
        if self.is_ordered:
            return all(_matched(a, b, {}) is not None for a, b in zip(self.rows, other.rows, strict=True))
        return _bags_match(self.rows, other.rows)


Expected = Table | bool | Dataset


def expected(case: Case) -> Expected:
    """Read what a test expects: a table, a yes or no, or a graph."""
    assert case.result
    suffix = path_of(case.result).suffix
    if suffix in _TABLES:
        return table(bytes_of(case.result), _TABLES[suffix])
    held = Dataset(parse(bytes_of(case.result), format=format_of(case.result), base_iri=case.result))
    return _result_set(held) if _is_result_set(held) else held


def table(body: bytes, form: QueryResultsFormat) -> Table | bool:
    """Read a table, or a yes or no, from one of the standard formats."""
    read = parse_query_results(body, format=form)
    if isinstance(read, QueryBoolean):
        return bool(read)
    assert isinstance(read, QuerySolutions)
    variables = sorted(read.variables, key=lambda variable: variable.value)
    return Table(tuple(v.value for v in variables), tuple(tuple(row[v] for v in variables) for row in read))


def same_graph(one: Dataset, other: Dataset) -> bool:
    """Say whether two graphs are the same but for the names of their blank nodes."""
    one.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    other.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return one == other


def _stored(term: Term) -> Term:
    store, anything = Store(), NamedNode("a:b")
    store.add(Quad(anything, anything, term))
    (held,) = store
    assert isinstance(held, Quad)
    return held.object


def _is_result_set(held: Dataset) -> bool:
    return any(True for _ in held.quads_for_object(NamedNode(RS + "ResultSet")))


def _result_set(held: Dataset) -> Table | bool:
    """Read the vocabulary in which the oldest suite writes its tables."""
    store = Store()
    store.extend(held)
    for quad in store.quads_for_pattern(None, NamedNode(RS + "boolean"), None):
        assert isinstance(quad.object, Literal)
        return quad.object.value == "true"
    found = store.quads_for_pattern(None, NamedNode(RS + "resultVariable"), None)
    columns = sorted(str(getattr(quad.object, "value", "")) for quad in found)
    rows: list[tuple[int, Row]] = []
    for quad in store.quads_for_pattern(None, NamedNode(RS + "solution"), None):
        bound = dict(_bindings(store, quad))
        index = next(store.quads_for_pattern(_node(quad.object), NamedNode(RS + "index"), None), None)
        place = int(str(getattr(index.object, "value", ""))) if index else 0
        rows.append((place, tuple(bound.get(name) for name in columns)))
    rows.sort(key=lambda pair: pair[0])
    return Table(tuple(columns), tuple(row for _, row in rows), any(place for place, _ in rows))


def _bindings(store: Store, solution: Quad) -> Iterator[tuple[str, Term]]:
    for quad in store.quads_for_pattern(_node(solution.object), NamedNode(RS + "binding"), None):
        binding = _node(quad.object)
        name = next(store.quads_for_pattern(binding, NamedNode(RS + "variable"), None)).object
        yield (
            str(getattr(name, "value", "")),
            next(store.quads_for_pattern(binding, NamedNode(RS + "value"), None)).object,
        )


def _node(term: Term) -> NamedNode | BlankNode:
    assert isinstance(term, NamedNode | BlankNode), f"{RDF} list or literal where a node is"
    return term


def _bags_match(expected_rows: Iterable[Row], got: Iterable[Row]) -> bool:
    here, there = Counter(expected_rows), Counter(got)
    plain_here = Counter({row: n for row, n in here.items() if not _has_blank(row)})
    plain_there = Counter({row: n for row, n in there.items() if not _has_blank(row)})
    blank = [row for row in here.elements() if _has_blank(row)]
    return plain_here == plain_there and _assigned(
        blank, [row for row in there.elements() if _has_blank(row)], {}
    )


def _has_blank(row: Row) -> bool:
    return "_:" in "".join(str(term) for term in row if isinstance(term, BlankNode | Triple))


def _assigned(left: list[Row], right: list[Row], renaming: Mapping[str, str]) -> bool:
    """Find, by trying, a renaming of blank nodes that makes the rows equal."""
    if not left:
        return not right
    for place, row in enumerate(right):
        matched = _matched(left[0], row, renaming)
        if matched is not None and _assigned(left[1:], right[:place] + right[place + 1 :], matched):
            return True
    return False


def _matched(left: Row, right: Row, renaming: Mapping[str, str]) -> Mapping[str, str] | None:
    found = dict(renaming)
    for here, there in zip(left, right, strict=True):
        if not _terms_match(here, there, found):
            return None
    return found


def _terms_match(here: Term | None, there: Term | None, renaming: dict[str, str]) -> bool:
    if isinstance(here, Triple) and isinstance(there, Triple):
        return (
            here.predicate == there.predicate
            and _terms_match(here.subject, there.subject, renaming)
            and _terms_match(here.object, there.object, renaming)
        )
    if isinstance(here, BlankNode) and isinstance(there, BlankNode):
        if here.value in renaming:
            return renaming[here.value] == there.value
        if there.value in renaming.values():
            return False
        renaming[here.value] = there.value
        return True
    return here == there
