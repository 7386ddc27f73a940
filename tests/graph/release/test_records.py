from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import SH, Graph

from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.identifiers import ID, NS
from graph.ingest.tables.intake import Dates, Imported, take_in
from graph.ingest.tables.mapping import load
from graph.release.build import build
from graph.release.reader import open_release
from graph.release.vocabulary import Vocabulary, shipped
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from tests.graph.invented import workspace

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tables" / "projects.csv"
EURA = load("fi-eura-2014-2020")
RELATIONS = [
    "hasRecord",
    "isPartOf",
    "fundedFrom",
    "hasImplementer",
    "hasIntermediateBody",
    "hasFunding",
    "spatial",
]
PREFIXES = (
    f"PREFIX kyt: <{NS}> PREFIX id: <{ID}> PREFIX dct: <http://purl.org/dc/terms/> "
    "PREFIX schema: <http://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)


def imported(held: Workspace, text: str = "") -> Imported:
    path = held.path / "table.csv"
    path.write_text(text or EXAMPLE.read_text("utf-8"), "utf-8")
    return take_in(held, path, EURA, Dates("2026-01-01", "2016"))


def trust(held: Workspace, *relations: str) -> None:
    said = {"relations": list(relations)}
    DecisionLog(held).append(
        Decision(
            "etrust",
            "2026-01-01T00:00:00+00:00",
            "editor",
            "graph editor",
            "trust",
            "the authority's own",
            document="fi-eura-2014-2020",
            assertion=said,
        )
    )


def released(held: Workspace) -> Dataset:
    return open_release(held.releases / build(held, vocabulary=Vocabulary()))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> tuple[Imported, Dataset]:
    """The invented table in a release, its register trusted for all that its rows state."""
    held = workspace(tmp_path_factory.mktemp("table") / "held")
    done = imported(held)
    trust(held, *RELATIONS)
    return done, released(held)


def ask(dataset: Dataset, where: str, *names: str) -> set[tuple[str, ...]]:
    wanted = " ".join(f"?{name}" for name in names) or "*"
    return set(dataset.texts(f"{PREFIXES} SELECT {wanted} WHERE {{ {where} }}"))


def test_a_row_is_one_node_that_leads_to_file_and_row(table: tuple[Imported, Dataset]) -> None:
    done, dataset = table
    where = "id:A99004 kyt:hasRecord ?row . ?row kyt:rowNumber ?n ; dct:source/kyt:sha256 ?hash"
    assert ask(dataset, where, "n", "hash") == {("4", done.version.sha256)}


def test_dates_that_disagree_stand_side_by_side_each_with_its_row(table: tuple[Imported, Dataset]) -> None:
    where = "id:S99001 kyt:hasRecord [ kyt:rowNumber ?row ; schema:endDate ?end ]"
    found = ask(table[1], where, "row", "end")
    assert found == {("1", "2017-02-28"), ("5", "2017-12-31")}


def test_money_has_stage_composition_currency_scope_and_source(table: tuple[Imported, Dataset]) -> None:
    found = ask(
        table[1],
        "id:A99004 kyt:hasFunding ?sum . ?sum kyt:amount ?amount ; kyt:stage ?stage ; "
        "kyt:composition ?whose ; "
        "kyt:currency ?currency ; kyt:fundingScope ?scope ; dct:source/kyt:rowNumber ?row .",
        *("amount", "stage", "whose", "currency", "scope", "row"),
    )
    told = {tuple(part.removeprefix(NS) for part in row) for row in found}
    assert told == {
        ("10000", "stage-committed", "composition-eu-and-state", "EUR", "fundingScope-project", "4"),
        ("0", "stage-paid", "composition-eu-and-state", "EUR", "fundingScope-project", "4"),
        ("20000", "stage-planned", "composition-public", "EUR", "fundingScope-project", "4"),
        ("0", "stage-paid", "composition-public", "EUR", "fundingScope-project", "4"),
    }


def test_a_negative_sum_is_in_the_file_and_in_no_release(table: tuple[Imported, Dataset]) -> None:
    assert "-744" in table[0].path.read_text("utf-8")
    assert len(ask(table[1], "id:S99002 kyt:hasFunding ?sum")) == 3


def test_doubts_are_told_at_the_row_and_refused_rows_state_nothing(table: tuple[Imported, Dataset]) -> None:
    notes = {note for (note,) in ask(table[1], "[] kyt:rowNumber 2 ; skos:note ?note")}
    assert any("'31.2.2018' is no day" in note for note in notes)
    assert ask(table[1], "?row kyt:rowNumber ?n FILTER(?n > 5)") == set()


def test_an_organisation_of_one_name_is_one_and_no_person_is_any(table: tuple[Imported, Dataset]) -> None:
    assert len(ask(table[1], "?p kyt:hasIntermediateBody ?body", "body")) == 1
    assert ask(table[1], "id:S99003 kyt:hasImplementer ?anybody") == set()


def test_projects_of_rows_have_names_and_parts_as_all_things(table: tuple[Imported, Dataset]) -> None:
    assert ask(table[1], "id:S99002 kyt:labelSv ?name") == {("Kuviteltu polku opintoihin",)}
    assert ask(table[1], "id:k2722 dct:hasPart ?project") == {(ID + "S99002",)}
    assert ("polku",) in ask(table[1], "id:S99002 kyt:lemma ?word")


def test_rows_without_groups_make_no_cell_so_that_nothing_is_said_of_groups(
    table: tuple[Imported, Dataset],
) -> None:
    assert ask(table[1], "GRAPH ?g { ?cell kyt:coverer id:S99002 }") == set()


def test_what_nobody_declared_authoritative_is_in_a_graph_of_its_own(tmp_path: Path) -> None:
    held = workspace(tmp_path / "held")
    done = imported(held)
    dataset = released(held)
    assert ask(dataset, "?p kyt:hasRecord/kyt:rowNumber ?n") == set()
    claimed = layout.claimed(done.version.code)
    assert len(ask(dataset, f"GRAPH <{claimed}> {{ ?p kyt:hasRecord ?row }}")) == 5


def test_a_register_is_trusted_relation_by_relation(tmp_path: Path) -> None:
    held = workspace(tmp_path / "held")
    done = imported(held)
    trust(held, "hasRecord", "isPartOf")
    dataset = released(held)
    assert len(ask(dataset, "?p kyt:hasRecord/kyt:rowNumber ?n")) == 5
    assert ask(dataset, "?p kyt:hasFunding/dct:source/kyt:rowNumber ?n") == set()
    claimed = layout.claimed(done.version.code)
    assert len(ask(dataset, f"GRAPH <{claimed}> {{ ?p kyt:hasFunding ?sum }}")) > 0


def test_only_the_latest_version_of_a_register_speaks(tmp_path: Path) -> None:
    held = workspace(tmp_path / "held")
    first = imported(held)
    later = imported(held, EXAMPLE.read_text("utf-8").replace("28.2.2017", "30.6.2017"))
    trust(held, *RELATIONS)
    dataset = released(held)
    where = "?former dct:isReplacedBy ?now . ?now a kyt:RegisterVersion"
    assert ask(dataset, where, "former", "now") == {(ID + first.version.code, ID + later.version.code)}
    found = ask(dataset, "id:S99001 kyt:hasRecord [ kyt:rowNumber 1 ; schema:endDate ?end ]")
    assert found == {("2017-06-30",)}


def test_the_same_table_gives_the_same_release(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        held = workspace(tmp_path / name)
        imported(held)
        trust(held, *RELATIONS)
        ids.append(build(held, vocabulary=Vocabulary()))
    assert ids[0] == ids[1]


def test_records_are_as_the_shapes_demand(table: tuple[Imported, Dataset]) -> None:
    done, dataset = table
    graphs = (layout.record(done.version.code), layout.ENTITIES)
    triples = (quad.triple for graph in graphs for quad in dataset.quads(graph))
    data = Graph().parse(
        data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b"", format="nt"
    )
    _, report, _ = pyshacl.validate(data, shacl_graph=shipped().shapes, ont_graph=shipped().terms)
    of_rows = {
        (str(report.value(result, SH.resultPath)), str(report.value(result, SH.focusNode)))
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    }
    rows = {ID + "S99001", ID + "S99002", ID + "S99003", ID + "A99004", ID + done.version.code}
    rows |= {str(row) for row in data.subjects(predicate=None) if str(row).startswith(ID + "r")}
    # A row's sums are told by their row; nobody searches for them by a name.
    unnamed = "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert {(path, focus) for path, focus in of_rows if focus in rows and path != unnamed} == set()
