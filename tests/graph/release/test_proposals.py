"""What rows are read to propose stands by name only, until its rule is accepted; the rest is unknown."""

from __future__ import annotations

import pytest
from rdflib import Graph

from graph.analysis import portfolio
from graph.analysis.columns import Columns, opened
from graph.curation.deciding import Curator
from graph.curation.review import Review
from graph.identifiers import ID, NS
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.release.build import build
from graph.release.reader import open_release
from graph.release.vocabulary import Vocabulary
from graph.store import proposed
from graph.store.dataset import Dataset
from graph.store.proposed import Proposed, ProposedHead
from graph.store.table import TableVersion
from graph.store.workspace import Workspace
from graph.terms import SKOS, STATES

REGISTER = "fi-eura-2014-2020"
HEAD = (
    "Koodi,Rahasto,Hankkeen nimi,Tl,Viranomainen,Tila,Aloituspvm,Päättymispvm,Toteuttajan nimi,"
    "Myönnetty EU- ja valtion rahoitus,Toteutunut EU- ja valtion rahoitus,"
    "Suunniteltu julkinen rahoitus yhteensä,Toteutunut julkinen rahoitus yhteensä\n"
)
ROW = "{},ESR,Keksitty {},{},Keksitty virasto,Päättynyt,1.1.2015,31.12.2016,Keksitty Oy,1,1,1,1\n"
TITLE, CITED = "rows.title-group", "rows.title-instrument"
#: Young people, immigrants, women.
YOUNG, MOVED, WOMEN = "k1102", "k1105", "k1104"
PERIOD = "2014-2020"
KNOWN = "".join(
    f'<{ID}{code}> a <{NS}{kind}> ; <{SKOS}prefLabel> "Keksitty {code}"@fi .\n'
    for kind, codes in {"TargetGroup": (YOUNG, MOVED, WOMEN), "ProgrammingPeriod": (PERIOD,)}.items()
    for code in codes
)
RELATIONS = ["hasRecord", "isPartOf", "fundedFrom", "hasImplementer", "hasIntermediateBody", "hasFunding"]
CURATOR = Curator("editor", "graph editor", "a sample of fifty was right")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[TableVersion, Dataset, Columns]:
    """Four projects: two targeting the young, of whom one is left out; one by another rule; one silent."""
    folder = tmp_path_factory.mktemp("proposals")
    path = folder / "t.csv"
    rows = (("S90001", "a", 3), ("S90002", "b", 4), ("S90003", "c", 5), ("S90004", "d", 5))
    path.write_text(HEAD + "".join(ROW.format(*row) for row in rows), "utf-8")
    workspace = Workspace(folder)
    version = take_in(workspace, path, load(REGISTER), Dates("2026-01-01", "2016")).version
    links = [(1, YOUNG, TITLE), (2, YOUNG, TITLE), (3, MOVED, "rows.title-method")]
    made = [Proposed(row, "targets", what, rule, "B", "title", 0, 8) for row, what, rule in links]
    place = workspace.proposed_path(REGISTER, version.code)
    place.parent.mkdir(parents=True)
    body = place.with_suffix(".rows")
    body.write_bytes(proposed.lines_of(made))
    bands = {TITLE: "B", "rows.title-method": "B"}
    proposed.write(place, ProposedHead(REGISTER, version.code, "r", "v", 4, {}, bands), body)
    Review(workspace).decide(
        CURATOR,
        lambda desk: [desk.trust(REGISTER, RELATIONS), desk.trust_rules(REGISTER, {TITLE: ["S90002"]})],
    )
    release = workspace.releases / build(
        workspace, vocabulary=Vocabulary(reference=Graph().parse(data=KNOWN))
    )
    columns = opened(release)
    assert columns is not None
    return version, open_release(release), columns


def test_links_of_an_accepted_rule_count_everywhere_but_for_those_left_out(
    released: tuple[TableVersion, Dataset, Columns],
) -> None:
    stated = released[1].texts(
        f"SELECT ?s ?o {{ ?s <{NS}targets> ?o FILTER(STRSTARTS(STR(?s), '{ID}S9000')) }}"
    )
    assert set(stated) == {(f"{ID}S90001", f"{ID}{YOUNG}")}


def test_what_nobody_accepted_stands_by_name_only_with_its_rule_and_band(
    released: tuple[TableVersion, Dataset, Columns],
) -> None:
    version, dataset, _ = released
    asked = dataset.texts(
        f"SELECT ?s ?rule ?state ?band {{ GRAPH ?g {{ ?s <{NS}targets> ?o }} "
        f"?g <{NS}rule> ?rule ; <{NS}decisionState> ?state ; <{NS}band> ?band ; "
        f"<http://www.w3.org/ns/prov#wasDerivedFrom> <{ID}{version.code}> }}"
    )
    told = {(s.removeprefix(ID), rule, state.partition("-")[2], band[-1]) for s, rule, state, band in asked}
    assert told == {
        ("S90001", TITLE, "accepted", "B"),
        ("S90002", TITLE, "proposed", "B"),
        ("S90003", "rows.title-method", "proposed", "B"),
    }


def test_a_period_whose_titles_tell_nothing_of_a_group_is_unknown_and_never_without_it(
    released: tuple[TableVersion, Dataset, Columns],
) -> None:
    columns = released[2]
    states = portfolio.coverage(columns).states

    whole = columns.head.wholes.index(ID + PERIOD)
    found = [STATES[states[whole, columns.head.covered.index(ID + who)]] for who in (YOUNG, MOVED, WOMEN)]
    assert found == ["direct", "proposed", "unknown"]
