"""Policy layers of a few things with any links between them, sense or none, circles included."""

from __future__ import annotations

import networkx as nx
from hypothesis import strategies as st

from graph.analysis.claims import Edge
from graph.analysis.overlay import Overlay
from graph.analysis.policy_layer import BROADER, PART, RELATED, Layer, PolicyLayer, Section
from graph.identifiers import ID, NS

THINGS = {
    "2014-2020": ("ProgrammingPeriod",),
    **{f"t{n}": ("Theme",) for n in range(3)},
    "s1": ("SubTheme",),
    "o1": ("SpecificObjective",),
    **{f"p{n}": ("Project",) for n in range(3)},
    "c1": ("Project", "CoordinationProject"),
    **{f"g{n}": ("TargetGroup",) for n in range(4)},
    "i1": ("PolicyInstrument",),
    "f1": ("Phenomenon",),
}
RELATIONS = (
    *(PART, NS + "funds", NS + "period", NS + "coordinatedBy", NS + "concerns", BROADER, RELATED),
    *(NS + name for name in ("targets", "targets", "targets", "targetsIntermediary")),
    *(NS + name for name in ("citesAsBackground", "claimsAlignmentWith")),
)
_CODE = st.sampled_from(sorted(THINGS))
LINKS = st.tuples(
    _CODE,
    st.sampled_from(RELATIONS),
    _CODE,
    st.sampled_from(("stated", "stated", "stated", "denied", "proposed")),
)


@st.composite
def layers(pick: st.DrawFn) -> PolicyLayer:
    """Make a policy layer of any links; of some things, a document was read."""
    graph: Layer = nx.MultiDiGraph()
    for code, kinds in THINGS.items():
        graph.add_node(ID + code, kinds={NS + kind for kind in kinds})
    read = {ID + code: {section()} for code in pick(st.sets(_CODE, max_size=4))}
    overlay = Overlay(PolicyLayer(graph, read))
    for start, relation, end, standing in pick(st.lists(LINKS, max_size=22)):
        if start != end:
            overlay.add(Edge(ID + start, relation, ID + end, standing))
    return overlay.layer


def section(key: str = "target-groups") -> Section:
    """A section that was found in a document that describes a thing."""
    return Section(ID + "v1", key, found=True, describes=True, names=False)
