"""What a statement of a register may name: organisations and things that a workspace knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import RDF, Graph

from graph.curation.declarations import Declaration
from graph.curation.states import Link
from graph.errors import InvalidDecision
from graph.identifiers import ID, is_minted
from graph.store import fact_table
from graph.store.workspace import Workspace
from ontology import source

_ORGANISATIONS = frozenset(("Organization", "FormalOrganization"))
#: Who can handle something elsewhere, besides organisations.
_HANDLING = frozenset(("Fund", "Programme", "NationalProgramme"))


def demand(said: Declaration, workspace: Workspace, links: Iterable[Link]) -> None:
    """Demand that a statement's owner, and who handles it, are known and can be that.

    Organisations that only rows of tables name have minted codes, and are taken: the build knows them.
    Raises InvalidDecision.
    """
    kinds: dict[str, set[str]] = {}
    for code, kind in (*_given(workspace), *((s.object, s.kind) for s in (link.assertion for link in links))):
        kinds.setdefault(code, set()).add(kind)
    _check(said.owner, kinds.get(said.owner, set()), _ORGANISATIONS, "organisation", workspace)
    if said.relation == "handledBy":
        able, sort = _ORGANISATIONS | _HANDLING, "organisation, fund or programme"
        _check(said.object, kinds.get(said.object, set()), able, sort, workspace)


def _check(code: str, kinds: set[str], wanted: frozenset[str], sort: str, workspace: Workspace) -> None:
    if kinds & wanted or (not kinds and is_minted(code) and workspace.table_files()):
        return
    raise InvalidDecision(
        f"{code} is no {sort} known here: codes are in the answer to organisations-by-role, and what is "
        "missing there can be stated in a file under facts/"
    )


def _given(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield codes with the kinds that reference data and the workspace's own facts give them."""
    own = (Graph().parse(p) if p.suffix == ".ttl" else fact_table.load(p) for p in workspace.facts())
    for graph in (source.graph("reference"), *own):
        for thing, kind in graph.subject_objects(RDF.type):
            yield str(thing).removeprefix(ID), str(kind).rpartition("#")[2]
