"""Review what was read: the queue, and decisions that are kept and can be undone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
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
    """List links, those that most answers depend on first, and decisions that lost their evidence.

    Of accepted links those come first on which alone findings of the current release rest, with how many.
    """
    from graph.curation.queue import answers, ordered

    now = _review(data).state()
    changing, carried = answers(now.verdicts.links), _carried(data) if state == "accepted" else {}
    chosen = [link for link in ordered(now.verdicts.links, carried) if state in ("all", link.state)]
    shown = chosen[: limit or None]
    for link in shown:
        waiting, resting = changing.get(link.assertion.code), carried.get(link.assertion.code)
        told = f"  {waiting} answers" if waiting else ""
        click.echo(f"{_line(link)}{told}{_resting(resting) if resting else ''}")
    click.echo(f"{len(shown)} of {len(chosen)} {state} links shown", err=True)
    for each in now.declared:
        if state in ("all", each.state):
            said = each.declaration
            about = f"{said.subject} {said.relation} {said.object}"
            click.echo(f"{said.code}  {each.state:8}  {about}  {said.owner}  {said.as_of}  {said.source}")
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
    from graph.curation.declarations import Declaration, ordered

    relation = {"complete": "completeRelation", "elsewhere": "handledBy", "justified": "between"}[register]
    said = ordered(Declaration(relation, subject, target, owner, as_of, source, words))
    _decide(data, role, reason, lambda desk: [desk.declare(said)])
    click.echo(f"then: kytkos review accept {said.code} --reason …", err=True)


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
    _decide(data, role, reason, lambda desk: [desk.trust(register, relations)])


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


def _carried(data: Path) -> Mapping[str, int]:
    """Count the findings of the current release that rest on each link alone; none without a release."""
    from graph.analysis.held import Held
    from graph.analysis.robustness import heads
    from graph.errors import NotFound
    from kytkos.notebook import dataset_at

    try:
        held = Held(dataset_at(data))
    except NotFound:
        return {}
    return heads(held.reach, held.claims)


def _resting(findings: int) -> str:
    return (
        f"  {findings} finding rests on it alone"
        if findings == 1
        else f"  {findings} findings rest on it alone"
    )


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
