"""Cubes as they are published: well-formed by the recommendation, and the analysis's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from graph.analysis import portfolio, stratifying
from graph.analysis.amount import Kind
from graph.analysis.columns import Columns, Head, opened
from graph.identifiers import ID, NS
from graph.release.cubing import QB, cubes, quads
from graph.release.reader import open_release
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import RDF, RDFS, SKOS, STATES, XSD, state
from tests.graph.analysis.test_portfolio import portfolios

CONSTRAINTS = {
    path.stem: load(path).text for path in sorted((Path(__file__).parent / "constraints").glob("*.rq"))
}
NONE = np.empty((0, 3), np.int64)
KINDS = (Kind(NS + "fundingScope-project", "", "EUR", ""), Kind(NS + "fundingScope-project", "", "", ""))


def columns() -> Columns:
    """Two themes of a period, two groups of which one is wider, an instrument, and three projects."""
    links = np.array([(3, 1, 1), (4, 0, 1), (5, 1, 1), (4, 2, 0)])
    return stratifying.columns(
        stratifying.Said(
            head=Head(
                tuple(f"{ID}w{n}" for n in range(3)),
                (f"{ID}g0", f"{ID}g1", f"{ID}i0"),
                2,
                ("http://data.europa.eu/nuts/code/FI1C1",),
                KINDS,
            ),
            projects=np.array([b"p0", b"p1", b"p2"]),
            is_period=np.array([True, False, False]),
            tells=np.array([True, False, False]),
            below=np.array([(0, 3), (0, 4), (1, 3), (1, 4), (2, 5)]),
            inside=np.array([(0, 1)]),
            told=np.array([(False, False), (True, False), *[(False, False)] * 4]),
            stated=links,
            rungs=np.array([(4, 2, 4)]),
            regions=np.array([(3, 0, 0), (5, 0, 0)]),
            targeted=np.array([(3, 1, 0), (3, 1, 0), (4, 0, 0), (5, 1, 0), (5, 1, 2), (0, 1, 2)]),
            **dict.fromkeys(("proposed", "denied", "near", "complete"), NONE),
            first_day=np.zeros(3, np.int32),
            last_day=np.zeros(3, np.int32),
            cents=np.array([(100_050, 7, 0), (5, 0, 0)]),
            unsure=np.array([(False, False, True), (False, True, True)]),
        )
    )


def codes(held: Columns) -> list[Quad]:
    """Say of groups and states what a release says of them: in which scheme they are."""
    groups = [(name, ID + "k1000") for name in held.head.covered[: held.head.groups]]
    states = [(state(name), NS + "list-state") for name in STATES]
    return [
        quad(thing, relation, NamedNode(end), layout.SCHEMES)
        for thing, scheme in groups + states
        for relation, end in ((RDF + "type", SKOS + "Concept"), (SKOS + "inScheme", scheme))
    ]


def quad(subject: str, relation: str, end: NamedNode | Literal, graph: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(relation), end, NamedNode(graph))


def broken(said: list[Quad], constraints: Iterable[str] = CONSTRAINTS) -> list[str]:
    dataset = Dataset.of(said)
    return [
        name
        for name in constraints
        if dataset.store.query(CONSTRAINTS[name], use_default_graph_as_union=True)
    ]


@settings(max_examples=8, deadline=None)
@given(said=portfolios())
def test_cubes_of_any_portfolio_keep_the_recommendation_s_constraints(said: stratifying.Said) -> None:
    held = stratifying.columns(said)
    assert broken([*quads(held), *codes(held)]) == []


COVERAGE, TOGETHER = (layout.cube(name) for name in ("coverage-of-groups", "groups-together"))
CELL, TWIN = NamedNode(f"{COVERAGE}#w1.g0"), f"{COVERAGE}#w1.g1"
NODE, OTHER = NamedNode(COVERAGE), NamedNode(TOGETHER)
FALSE = Literal("false", datatype=NamedNode(XSD + "boolean"))


def without(relation: str, subject: str = "") -> Callable[[list[Quad]], list[Quad]]:
    def changed(said: list[Quad]) -> list[Quad]:
        kept = [
            each
            for each in said
            if each.predicate.value != relation or subject not in ("", getattr(each.subject, "value", ""))
        ]
        assert len(kept) < len(said), "there was nothing of it"
        return kept

    return changed


def with_(subject: str, relation: str, end: NamedNode | Literal) -> Callable[[list[Quad]], list[Quad]]:
    return lambda said: [*said, quad(subject, relation, end, COVERAGE)]


def moved(said: list[Quad]) -> list[Quad]:
    """Put an observation where another stands."""
    kept = without(NS + "targetGroup", TWIN)(said)
    return [*kept, quad(TWIN, NS + "targetGroup", NamedNode(ID + "g0"), COVERAGE)]


FAULTS = {
    "ic-01": with_(CELL.value, QB + "dataSet", OTHER),
    "ic-02": without(QB + "structure", COVERAGE),
    "ic-03": without(QB + "componentProperty", f"{TOGETHER}#component-projectCount"),
    "ic-04": without(RDFS + "range", NS + "coverer"),
    "ic-05": with_(NS + "coverer", RDFS + "range", NamedNode(SKOS + "Concept")),
    "ic-06": with_(f"{COVERAGE}#component-targetGroup", QB + "componentRequired", FALSE),
    "ic-07": without(QB + "sliceKey", f"{COVERAGE}#structure"),
    "ic-08": with_(f"{COVERAGE}#slices", QB + "componentProperty", NamedNode(NS + "region")),
    "ic-09": without(QB + "sliceStructure", f"{COVERAGE}#slice-w1"),
    "ic-10": without(NS + "coverer", f"{COVERAGE}#slice-w1"),
    "ic-11": without(NS + "coverer", CELL.value),
    "ic-12": moved,
    "ic-13": without(NS + "state", CELL.value),
    "ic-14": without(NS + "projectCount", CELL.value),
    "ic-18": with_(TOGETHER, QB + "slice", NamedNode(f"{COVERAGE}#slice-w1")),
    "ic-19": without(SKOS + "inScheme", ID + "g0"),
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_finds_its_fault(name: str) -> None:
    held = columns()
    said = [*quads(held), *codes(held)]
    assert broken(said, [name]) == []
    assert broken(FAULTS[name](said), [name]) == [name]


def test_a_cube_says_what_its_numbers_are_of() -> None:
    said = {(each.subject, each.predicate.value, each.object) for each in quads(columns())}
    project, unit = NamedNode(NS + "Project"), "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure"
    assert (NamedNode(NS + "projectCount"), unit, project) in said
    kinds = [subject for subject, relation, _ in said if relation == NS + "fundingScope"]
    currencies = {str(end) for subject, relation, end in said if relation == unit and subject in kinds}
    assert currencies == {"<http://publications.europa.eu/resource/authority/currency/EUR>"}
    for cube in cubes():
        graph = NamedNode(cube.graph)
        texts = [end for subject, relation, end in said if (subject, relation) == (graph, RDFS + "comment")]
        assert sorted(getattr(text, "language", "") or "" for text in texts) == ["en", "fi", "sv"]
        assert (graph, NS + "countedOver", Literal("3", datatype=NamedNode(XSD + "integer"))) in said


def test_money_is_in_units_of_its_currency_to_the_cent() -> None:
    amounts = {
        (
            str(getattr(each.subject, "value", "")).rpartition("#")[2].rpartition(".kind-")[0],
            each.object.value,
        )
        for each in quads(columns())
        if each.predicate.value == NS + "amount" and isinstance(each.object, Literal)
    }
    assert ("w1.g0", "1000.57") in amounts
    assert ("w1.g1", "0.05") in amounts, "of a kind without a currency, never added to the other"
    assert not any(place.startswith("w2.") for place, _ in amounts), "no certain sum is no amount"


def test_an_absent_observation_is_said_to_be_not_stated_or_unknown() -> None:
    told = {
        (each.subject.value, each.object.value)
        for each in quads(columns())
        if each.predicate.value == NS + "absentObservation"
        and isinstance(each.subject, NamedNode)
        and isinstance(each.object, NamedNode)
    }
    instruments = layout.cube("coverage-of-instruments")
    assert (f"{instruments}#slice-w2", state("unknown")) in told
    assert (TOGETHER, state("unknown")) in told
    assert (f"{COVERAGE}#slice-w2", state("unknown")) in told


def test_of_no_projects_there_is_no_cube() -> None:
    held = columns()
    empty = stratifying.columns(
        stratifying.Said(
            head=held.head,
            projects=np.empty(0, np.bytes_),
            is_period=held.is_period,
            tells=held.tells,
            below=np.empty((0, 2), np.int64),
            inside=np.array([(0, 1)]),
            told=held.told,
            **dict.fromkeys(("stated", "rungs", "regions", "proposed", "denied", "near", "complete"), NONE),
            first_day=np.empty(0, np.int32),
            last_day=np.empty(0, np.int32),
            cents=np.empty((2, 0), np.int64),
            unsure=np.empty((2, 0), bool),
        )
    )
    assert list(quads(empty)) == []


def test_a_release_holds_the_cubes_of_its_columns(release: Path) -> None:
    held = opened(release)
    assert held is not None
    dataset = open_release(release)
    expected = set(quads(held))
    found = {each for cube in cubes() for each in dataset.quads(cube.graph)}
    assert found == expected
    coverage = portfolio.coverage(held)
    covered = np.isin(coverage.states, [STATES.index(name) for name in ("direct", "partial", "weak")])
    assert covered.any()


def test_projects_are_counted_by_the_role_in_which_they_name_a_group() -> None:
    told = list(quads(columns()))
    assert counts(told, "groups-as-participants", "namingProjectCount") == {
        "w0.g0": "1",
        "w0.g1": "1",
        "w1.g0": "1",
        "w1.g1": "1",
        "w2.g1": "1",
    }
    assert counts(told, "groups-as-intermediaries", "namingProjectCount") == {"w2.g1": "1"}
    assert counts(told, "groups-reached-indirectly", "namingProjectCount") == {}


def test_the_projects_of_each_whole_are_counted() -> None:
    assert counts(list(quads(columns())), "projects", "projectCount") == {"w0": "2", "w1": "2", "w2": "1"}


def counts(said: list[Quad], cube: str, measure: str) -> dict[str, str]:
    """Return a cube's numbers by the names of their observations."""
    wanted = (NamedNode(layout.cube(cube)), NamedNode(NS + measure))
    found = [each for each in said if (each.graph_name, each.predicate) == wanted]
    held = [(each.subject, each.object) for each in found]
    return {
        one.value.partition("#")[2]: number.value
        for one, number in held
        if isinstance(one, NamedNode) and isinstance(number, Literal)
    }
