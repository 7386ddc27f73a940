"""Review what was read: the queue, and decisions that are kept and can be undone."""

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
    from graph.curation.review import Review, State
    from graph.curation.states import Link

ROLE = click.option("--role", default="graph editor", show_default=True, help="In which role you decide.")
REASON = click.option("--reason", required=True, help="Why; shown with the link for ever.")
CODES = click.argument("codes", nargs=-1, required=True, metavar="CODE…")
CODE = click.argument("code", metavar="CODE")


@click.group()
def review() -> None:
    """Accept, reject, add, edit, merge, split and undo; decisions outlive a new reading of the document."""


@review.command("list")
@options.data
@click.option("--state", type=click.Choice(["proposed", "accepted", "rejected", "all"]), default="proposed")
@click.option("--limit", default=50, show_default=True, help="How many to print; 0 prints all.")
def list_links(data: Path, state: str, limit: int) -> None:
    """List links, those that most answers depend on first, and decisions that lost their evidence."""
    from graph.curation.queue import answers, ordered

    now = _review(data).state()
    changing = answers(now.verdicts.links)
    chosen = [link for link in ordered(now.verdicts.links) if state in ("all", link.state)]
    shown = chosen[: limit or None]
    for link in shown:
        told = f"  {changing[link.assertion.code]} answers" if changing.get(link.assertion.code) else ""
        click.echo(f"{_line(link)}{told}")
    click.echo(f"{len(shown)} of {len(chosen)} {state} links shown", err=True)
    for link in now.verdicts.contradicted:
        click.echo(f"contradicted: {link.assertion.code}: the last decision holds", err=True)
    for decision in now.verdicts.lost:
        quote = _one_line(decision.quote)
        click.echo(f"lost its evidence: {decision.id} «{quote}» in {decision.document}", err=True)


@review.command()
@options.data
def lost(data: Path) -> None:
    """List decisions without evidence, with the link each may be for, and links of older versions only."""
    now = _review(data).state()
    desk = _desk(now)
    for decision in now.verdicts.lost:
        about = f"{decision.subject} {decision.relation} {decision.object}"
        click.echo(
            f"{decision.id}  {decision.action}  {about}  «{_one_line(decision.quote)}» in {decision.document}"
        )
        if near := desk.nearest(decision):
            click.echo(f"  is it {_line(near)}?")
            click.echo(f"  then: kytkos review reanchor {decision.id} {near.assertion.code} --reason …")
        else:
            click.echo(f"  if it no longer holds: kytkos review undo {decision.id} --reason …")
    for said in now.missing:
        about = f"{said.subject} {said.relation} {said.object}  «{_one_line(said.mention)}»"
        click.echo(f"only in an older version of {said.document}: {about}")
    held = now.verdicts.reanchored
    for name, likeness in sorted(held.items(), key=lambda entry: entry[1]):
        click.echo(f"re-anchored: {name} holds on words that are {likeness:.0%} those quoted", err=True)
    click.echo(
        f"{len(now.verdicts.lost)} decisions without evidence, {len(held)} on words like those quoted",
        err=True,
    )


@review.command()
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
    _decide(data, role, reason, lambda desk: (desk.accept(code, named) for code in codes))


@review.command()
@CODES
@REASON
@ROLE
@options.data
def reject(codes: tuple[str, ...], reason: str, role: str, data: Path) -> None:
    """Reject links by their codes."""
    _decide(data, role, reason, lambda desk: map(desk.reject, codes))


@review.command()
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
    _decide(data, role, reason, lambda desk: [desk.add(assertion)])


@review.command()
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
    _decide(data, role, reason, lambda desk: [desk.edit(code, to)])


@review.command()
@CODE
@click.argument("into", metavar="INTO")
@REASON
@ROLE
@options.data
def merge(code: str, into: str, reason: str, role: str, data: Path) -> None:
    """Let the candidate CODE (x…) be the thing INTO from now on: all its links move."""
    _decide(data, role, reason, lambda desk: [desk.merge(code, into)])


@review.command()
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
    _decide(data, role, reason, lambda desk: desk.split(code, mentions, label, into))


@review.command()
@click.argument("decision", metavar="DECISION")
@REASON
@ROLE
@options.data
def undo(decision: str, reason: str, role: str, data: Path) -> None:
    """Undo a decision by its id; both stay in the log. Without knowing the id, see: kytkos review log."""
    _decide(data, role, reason, lambda desk: [desk.undo(decision)])


@review.command()
@click.argument("decision", metavar="DECISION")
@CODE
@REASON
@ROLE
@options.data
def reanchor(decision: str, code: str, reason: str, role: str, data: Path) -> None:
    """Let a decision that lost its evidence hold on the link CODE; see: kytkos review lost."""
    _decide(data, role, reason, lambda desk: desk.reanchor(decision, code))


@review.command()
@options.data
@click.option("--limit", default=20, show_default=True, help="How many of the latest to print.")
def log(data: Path, limit: int) -> None:
    """Print the latest decisions: id, when, in which role, what, why."""
    for decision in _review(data).state().log[-limit:]:
        about = " ".join((decision.subject, decision.relation, decision.object)).strip() or decision.undoes
        click.echo(
            f"{decision.id}  {decision.at}  {decision.role}  {decision.action}  {about}  "
            f"{_one_line(decision.reason)}"
        )


def _decide(data: Path, role: str, reason: str, make: Callable[[Desk], Iterable[Decision]]) -> None:
    from graph.curation.deciding import Curator

    curator = Curator(setting("curator"), role, reason)
    for decision in _review(data).decide(curator, make):
        click.echo(decision.id)


def _desk(state: State) -> Desk:
    from graph.curation.deciding import Curator, Desk

    return Desk(state.verdicts, state.standing, Curator(setting("curator"), "reader", "looks"))


def _review(data: Path) -> Review:
    from graph.curation.review import Review
    from graph.store.workspace import Workspace

    return Review(Workspace(data), _tell)


def _line(link: Link) -> str:
    a = link.assertion
    return (
        f"{a.code}  {link.state:8}  {a.subject} {a.relation} {a.object}  «{_one_line(a.mention)}»  "
        f"{a.section}  {a.start}-{a.end}  band {a.band}  {a.rule}"
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _tell(message: str) -> None:
    click.echo(message, err=True)
