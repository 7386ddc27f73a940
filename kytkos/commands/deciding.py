"""Decide on what was read: each decision is kept, says why and in which role, and can be undone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options
from kytkos.settings import setting

if TYPE_CHECKING:
    from graph.assertion import Decision
    from graph.curation.deciding import Desk
    from graph.curation.review import Review

ROLE = click.option("--role", default="graph editor", show_default=True, help="In which role you decide.")
REASON = click.option("--reason", required=True, help="Why; shown with the link for ever.")
CODES = click.argument("codes", nargs=-1, required=True, metavar="CODE…")
CODE = click.argument("code", metavar="CODE")


@click.command()
@CODES
@REASON
@ROLE
@click.option(
    "--label", default="", help="A better name for what the link points to, in the dictionary form."
)
@click.option("--label-fi", default="", help="Its name in Finnish.")
@click.option("--label-sv", default="", help="Its name in Swedish.")
@click.option("--label-en", default="", help="Its name in English.")
@click.option("--broader", default="", metavar="CODE", help="The concept that it is one of, such as k1005.")
@options.data
def accept(codes: tuple[str, ...], reason: str, role: str, data: Path, **given: str) -> None:
    """Accept links by their codes; a candidate with its names and the wider concept it belongs under."""
    named = {name.replace("_", "-"): value for name, value in given.items()}
    decide(data, role, reason, lambda desk: (desk.accept(code, named) for code in codes))


@click.command()
@CODES
@REASON
@ROLE
@options.data
def reject(codes: tuple[str, ...], reason: str, role: str, data: Path) -> None:
    """Reject links by their codes."""
    decide(data, role, reason, lambda desk: map(desk.reject, codes))


@click.command()
@click.argument("line", metavar="JSON")
@REASON
@ROLE
@options.data
def add(line: str, reason: str, role: str, data: Path) -> None:
    """Add a link no rule found: one JSON object as `kytkos read --format jsonl` prints it (- reads stdin)."""
    from graph.store.record import assertion_from

    text = sys.stdin.read() if line == "-" else line
    try:
        assertion = assertion_from({"rule": "curator", **json.loads(text)})
    except (ValueError, TypeError) as problem:
        raise click.UsageError(f"not an assertion: {problem}") from None
    decide(data, role, reason, lambda desk: [desk.add(assertion)])


@click.command()
@click.argument("register", type=click.Choice(["complete", "elsewhere", "justified"]))
@click.argument("subject", metavar="CODE")
@click.argument("target", metavar="OBJECT")
@click.option("--by", "owner", required=True, metavar="CODE", help="The organisation whose statement it is.")
@click.option("--as-of", required=True, metavar="DATE", help="As of which day, such as 2026-01-31.")
@click.option("--source", required=True, help="Where it says so: an address, or a document's code.")
@click.option("--words", default="", help="The words of the source that say so, 12 at most.")
@REASON
@ROLE
@options.data
def declare(
    register: str,
    subject: str,
    target: str,
    owner: str,
    as_of: str,
    source: str,
    words: str,
    reason: str,
    role: str,
    data: Path,
) -> None:
    """Enter a statement in a register; it counts once it is accepted by its code, which this prints.

    complete: all values of a relation of CODE are known (OBJECT such as kyt:targets). elsewhere: the group or
    instrument CODE is handled by another fund, programme or organisation. justified: CODE and OBJECT overlap
    on purpose.
    """
    from graph.curation.declarations import CALLED, Declaration, ordered

    said = ordered(Declaration(CALLED[register], subject, target, owner, as_of, source, words))
    decide(data, role, reason, lambda desk: [desk.declare(said)])
    click.echo(f"then: kytkos review accept {said.code} --reason …", err=True)


@click.command()
@CODE
@click.option("--relation", default="", help="Another relation; that of target groups says their role.")
@click.option("--object", "target", default="", metavar="CODE", help="Another thing that it points to.")
@click.option("--kind", default="", help="The kind of that thing, where no other link says it.")
@click.option("--label", default="", help="Another name of what it points to.")
@click.option(
    "--polarity", type=click.Choice(["", "affirmed", "denied"]), default="", help="Whether it is so."
)
@REASON
@ROLE
@options.data
def edit(
    code: str,
    relation: str,
    target: str,
    kind: str,
    label: str,
    polarity: str,
    reason: str,
    role: str,
    data: Path,
) -> None:
    """Put another link in a link's place, on the same words: one decision, which one undo takes back."""
    from graph.curation.deciding import Replacement

    to = Replacement(relation, target, kind, label, polarity)
    decide(data, role, reason, lambda desk: [desk.edit(code, to)])


@click.command()
@CODE
@click.argument("into", metavar="INTO")
@REASON
@ROLE
@options.data
def merge(code: str, into: str, reason: str, role: str, data: Path) -> None:
    """Let the candidate CODE (x…) be the thing INTO from now on: all its links move."""
    decide(data, role, reason, lambda desk: [desk.merge(code, into)])


@click.command()
@CODE
@click.option(
    "--mention", "mentions", type=int, multiple=True, help="Where a mention begins; all, if not said."
)
@click.option("--to", "into", default="", metavar="CODE", help="The thing that these mentions are of.")
@click.option("--label", default="", help="Or the name of a new candidate that they are of.")
@REASON
@ROLE
@options.data
def split(
    code: str, mentions: tuple[int, ...], into: str, label: str, reason: str, role: str, data: Path
) -> None:
    """Let mentions of the link CODE be of another thing, where one name stands for two."""
    decide(data, role, reason, lambda desk: desk.split(code, mentions, label, into))


@click.command()
@click.argument("register", metavar="REGISTER")
@click.argument("relations", nargs=-1, required=True, metavar="RELATION…")
@REASON
@ROLE
@options.data
def trust(register: str, relations: tuple[str, ...], reason: str, role: str, data: Path) -> None:
    """Declare a register authoritative: what its rows state by each RELATION is accepted, now and later.

    REGISTER is its code, relations are those that kytkos import names. The later declaration holds.
    """
    from graph.errors import NotFound
    from graph.store.workspace import Workspace

    known = sorted({path.parent.name for path in Workspace(data).table_files()})
    if register not in known:
        raise NotFound("register", register, tuple(known))
    decide(data, role, reason, lambda desk: [desk.trust(register, relations)])


@click.command()
@click.argument("decision", metavar="DECISION")
@REASON
@ROLE
@options.data
def undo(decision: str, reason: str, role: str, data: Path) -> None:
    """Undo a decision by its id; both stay in the log. Without knowing the id, see: kytkos review log."""
    decide(data, role, reason, lambda desk: [desk.undo(decision)])


@click.command()
@click.argument("decision", metavar="DECISION")
@CODE
@REASON
@ROLE
@options.data
def reanchor(decision: str, code: str, reason: str, role: str, data: Path) -> None:
    """Let a decision that lost its evidence hold on the link CODE; see: kytkos review lost."""
    decide(data, role, reason, lambda desk: desk.reanchor(decision, code))


DECISIONS = (accept, reject, add, declare, edit, merge, split, trust, undo, reanchor)


def opened(data: Path) -> Review:
    """Open the review of a workspace; what it has to tell goes to standard error."""
    from graph.curation.review import Review
    from graph.store.workspace import Workspace

    return Review(Workspace(data), _tell)


def decide(data: Path, role: str, reason: str, make: Callable[[Desk], Iterable[Decision]]) -> None:
    from graph.curation.deciding import Curator

    curator = Curator(setting("curator"), role, reason)
    for decision in opened(data).decide(curator, make):
        click.echo(decision.id)


def _tell(message: str) -> None:
    click.echo(message, err=True)
