"""Coverage by the rules of the release, by networkx, and by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace

from graph.analysis import routes
from graph.analysis.cell import Cell, Cells, cells
from graph.analysis.coverage import coverage
from graph.analysis.held import Held
from graph.analysis.policy_layer import policy_layer
from graph.release.assembly import assemble
from graph.release.source import read
from graph.release.vocabulary import shipped
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from tests.graph.released import follow

Draw = Callable[[Graph], Dataset]
#: Drawings whose cells were worked out; others are of other analyses.
DRAWINGS = [
    path
    for path in sorted((Path(__file__).parent / "drawings").glob("*.ttl"))
    if "CoverageCell" in path.read_text()
]
KYT, ID = Namespace("https://w3id.org/kytkos/ns#"), Namespace("https://w3id.org/kytkos/id/")
DCT, SKOS = Namespace("http://purl.org/dc/terms/"), Namespace("http://www.w3.org/2004/02/skos/core#")


def expected(drawing: Graph) -> Cells:
    """Read the cells that the drawing's author worked out."""

    def local(cell: object, relation: str) -> frozenset[str]:
        return frozenset(str(value) for value in drawing.objects(cell, KYT[relation]))  # type: ignore[arg-type]

    found = {}
    for cell in drawing.subjects(RDF.type, KYT.CoverageCell):
        holds = frozenset(held.partition("state-")[2] for held in local(cell, "holds"))
        (coverer,), (covered,) = local(cell, "coverer"), local(cell, "covered")
        out_of, rung = (int(next(iter(local(cell, name)), "0")) for name in ("outOf", "rung"))
        made = Cell(holds, local(cell, "through"), out_of, rung)
        assert local(cell, "state") == {KYT + "state-" + made.state}
        assert local(cell, "count") == ({str(len(made.through))} if made.through else set())
        found[coverer, covered] = made
    return found


def known(found: Cells) -> Cells:
    return {pair: cell for pair, cell in found.items() if cell.state != "unknown"}


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_rules_and_networkx_find_what_the_hand_found(path: Path, draw: Draw) -> None:
    drawing = Graph().parse(path)
    dataset = draw(drawing)
    by_rules, by_hand = cells(dataset), expected(drawing)
    assert known(by_rules) == by_hand
    assert coverage(policy_layer(dataset)) == by_rules


def test_there_is_a_drawing_for_every_state() -> None:
    states = {cell.state for path in DRAWINGS for cell in expected(Graph().parse(path)).values()}
    assert states == {
        *("conflict", "direct", "partial", "weak", "denied", "proposed", "absent", "not-stated"),
    }


THINGS = {
    "2014-2020": ["ProgrammingPeriod"],
    **{f"t{n}": ["Theme"] for n in range(2)},
    **{f"s{n}": ["SubTheme", "StrategicGoal"] for n in range(2)},
    **{f"p{n}": ["Project", "CoordinationProject"] for n in range(3)},
    "o1": ["SpecificObjective"],
    **{f"g{n}": ["TargetGroup", "RecommendationPart", "NationalProgramme"] for n in range(4)},
    "f1": ["Phenomenon"],
    **{f"d{n}": ["Document"] for n in range(2)},
    **{f"v{n}": ["DocumentVersion"] for n in range(2)},
}
RELATIONS = [
    *(DCT.hasPart, DCT.isPartOf, SKOS.broader, SKOS.related, KYT.funds, KYT.coordinatedBy, KYT.period),
    *(KYT.targets, KYT.targetsIntermediary, KYT.citesAsBackground, KYT.claimsAlignmentWith, KYT.concerns),
    *(KYT.showsResultFor, KYT.produced, KYT.describes, KYT.describes, DCT.source, DCT.isVersionOf),
]
KEYS = ["target-groups", "instruments", "content", "results", "summary"]
STATED = st.tuples(
    st.sampled_from(sorted(THINGS)), st.sampled_from(RELATIONS), st.sampled_from(sorted(THINGS))
)
LOOKED_FOR = st.tuples(st.sampled_from(["v0", "v1"]), st.sampled_from(KEYS))
SAID = st.tuples(STATED, st.sampled_from(["accepted", "proposed", "rejected"]), st.booleans())


@st.composite
def drawings(pick: st.DrawFn) -> Graph:
    """Draw a graph of a few things with any links between them, sense or none, circles included."""
    drawing = Graph()
    for code, kinds in THINGS.items():
        drawing.add((ID[code], RDF.type, KYT[pick(st.sampled_from(kinds))]))
    for code in pick(st.sets(st.sampled_from(["g0", "g1", "g2"]))):
        drawing.add((ID[code], KYT.groupRole, KYT["role-intermediaries"]))
    for number, (version, key) in enumerate(pick(st.lists(LOOKED_FOR, max_size=4))):
        drawing.add((ID[version], KYT.hasSection, ID[f"q{number}"]))
        drawing.add((ID[version], DCT.isVersionOf, ID["d0"]))
        drawing.add((ID[f"q{number}"], KYT.sectionKey, Literal(key)))
        drawing.add((ID[f"q{number}"], KYT.found, Literal(pick(st.booleans()))))
    for start, relation, end in pick(st.lists(STATED, max_size=25)):
        drawing.add((ID[start], relation, ID[end]))
    for number, ((start, relation, end), status, denied) in enumerate(pick(st.lists(SAID, max_size=4))):
        assertion = ID[f"a{number}"]
        drawing.add((assertion, RDF.type, KYT.Assertion))
        drawing.add((assertion, RDF.subject, ID[start]))
        drawing.add((assertion, RDF.predicate, relation))
        drawing.add((assertion, RDF.object, ID[end]))
        drawing.add((assertion, KYT.decisionState, KYT[f"status-{status}"]))
        drawing.add((assertion, KYT.polarity, KYT["polarity-denied" if denied else "polarity-affirmed"]))
    return drawing


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawing=drawings())
def test_rules_and_networkx_agree_on_any_graph(drawing: Graph, draw: Draw) -> None:
    dataset = draw(drawing)
    assert coverage(policy_layer(dataset)) == cells(dataset)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawing=drawings())
def test_what_a_direct_route_finds_the_rules_call_direct(drawing: Graph, draw: Draw) -> None:
    dataset = draw(drawing)
    along = routes.cells(Held(dataset), routes.routes()["direct"])
    for (who, what), cell in cells(dataset).items():
        found = along(who, what)
        assert (found.state in ("direct", "conflict")) == ("direct" in cell.holds)
        assert found.holds <= cell.holds | {"not-stated", "unknown"}
        assert not found.through


@pytest.mark.slow
def test_rules_and_networkx_agree_on_the_published_dataset() -> None:
    folder = Path(__file__).resolve().parents[3] / "dataset"
    if not any(folder.glob("documents/*/*.jsonl")):
        pytest.skip("the repository's dataset holds no document yet")
    dataset = assemble(read(Workspace(folder)), shipped())
    follow(dataset)
    assert coverage(policy_layer(dataset)) == cells(dataset)
