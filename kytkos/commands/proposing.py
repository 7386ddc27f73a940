"""Links from titles and summaries of register rows: read in bulk, shown by rule, accepted by rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options
from kytkos.commands.deciding import REASON, ROLE, decide
from kytkos.settings import setting

if TYPE_CHECKING:
    from graph.store.proposed import Proposed
    from graph.store.table import Record
    from graph.store.workspace import Workspace

#: The words around a mention that are shown, in code points.
_AROUND = 60


@click.command()
@click.argument("registers", nargs=-1, metavar="[REGISTER…]")
@options.data
def propose(registers: tuple[str, ...], data: Path) -> None:
    """Read titles and summaries of the rows of imported tables, and propose links to groups and topics.

    Every link waits for a decision: look at them with kytkos review rows, accept those of a rule with
    kytkos review rule. The same rows again give the same links.
    """
    from rdflib import Graph

    from graph.ingest.lemmas import lemmatiser
    from graph.ingest.tables.proposing import fingerprint
    from graph.ingest.tables.proposing import propose as read
    from graph.ingest.tables.reading import RowReader
    from graph.ingest.vocabulary import Vocabulary
    from graph.release import facts
    from graph.store.workspace import Workspace
    from kytkos.commands.progress import teller
    from ontology.source import graph

    workspace, tell = Workspace(data), teller()
    tables = _tables(workspace, registers)
    tell("loading the vocabulary", 0, 0)
    own: Graph = facts.load(workspace.facts())
    vocabulary = Vocabulary.from_graphs(graph("schemes"), graph("reference"), own)
    reader, known = RowReader(vocabulary, lemmatiser(setting("lemmatiser"))), fingerprint(vocabulary)
    for register, path in tables.items():
        head = read(workspace, path, reader, known, lambda done, of: tell("rows", done, of))
        click.echo(f"read  {register}: {head.rows} rows, {sum(head.links.values())} links proposed")
        for rule, count in head.links.items():
            click.echo(f"  {rule}  {count}")


@click.command("rows")
@click.argument("register", metavar="REGISTER")
@click.option("--rule", default="", help="Only links of this rule.")
@click.option(
    "--sample", type=click.IntRange(1), default=50, show_default=True, help="So many, drawn at random."
)
@click.option("--all", "everything", is_flag=True, help="All of them, in the order of the rows.")
@options.data
def rows(register: str, rule: str, sample: int, everything: bool, data: Path) -> None:
    """Show links that the rows of REGISTER are read to propose; the same sample each time."""
    from graph.identifiers import digest
    from graph.store import proposed, table
    from graph.store.workspace import Workspace

    workspace = Workspace(data)
    (path,) = _tables(workspace, (register,)).values()
    place = workspace.proposed_path(register, table.head(path).code)
    links = [x for x in proposed.links(place) if not rule or x.rule == rule] if place.exists() else []
    if not everything and len(links) > sample:
        # By a hash, which has nothing to do with what a link says, and is the same each time.
        drawn = sorted(links, key=lambda link: digest(link.rule, str(link.row), link.object))[:sample]
        links = sorted(drawn, key=lambda link: link.row)
    wanted = {link.row for link in links}
    held = {record.row: record for record in table.records(path) if record.row in wanted}
    for link in links:
        click.echo("\t".join(_told(link, held[link.row])))


def _told(link: Proposed, record: Record) -> Iterator[str]:
    text = record.values.get(link.field, "")
    before, after = max(0, link.start - _AROUND), link.end + _AROUND
    yield from (link.rule, link.band, record.code, link.relation, link.object)
    yield f"{text[before : link.start]}[{text[link.start : link.end]}]{text[link.end : after]}"


@click.command("rule")
@click.argument("register", metavar="REGISTER")
@click.argument("rules", nargs=-1, metavar="RULE…")
@click.option(
    "--except",
    "but",
    multiple=True,
    metavar="CODE",
    help="Not for the row with this code, whatever the rule.",
)
@REASON
@ROLE
@options.data
def rule(
    register: str, rules: tuple[str, ...], but: tuple[str, ...], reason: str, role: str, data: Path
) -> None:
    """Accept all links that each RULE reads in the rows of REGISTER, now and in later versions.

    The later decision holds: name all rules that are to hold; without any, none does.
    """
    from graph.errors import NotFound
    from graph.store import proposed, table
    from graph.store.workspace import Workspace

    workspace = Workspace(data)
    (path,) = _tables(workspace, (register,)).values()
    place = workspace.proposed_path(register, table.head(path).code)
    known = proposed.head(place).links if place.exists() else {}
    for name in rules:
        if name not in known:
            raise NotFound("rule", name, tuple(known))
    decide(data, role, reason, lambda desk: [desk.trust_rules(register, dict.fromkeys(rules, but))])


def _tables(workspace: Workspace, registers: tuple[str, ...]) -> dict[str, Path]:
    """Return the standing version's file of each register, of all where none is named; raises NotFound."""
    from graph.errors import NotFound
    from graph.store import table

    found = table.standing(workspace.table_files())
    for register in registers:
        if register not in found:
            raise NotFound("register", register, tuple(found))
    return {name: found[name] for name in registers or found}
