"""Review what was read: the queue, and decisions that are kept and can be undone."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import NotFound
from kytkos.commands import options
from kytkos.settings import setting

if TYPE_CHECKING:
    from graph.assertion import Action, Assertion, Decision
    from graph.curation.states import Verdicts
    from graph.store.workspace import Workspace

ROLE = click.option("--role", default="graph editor", show_default=True, help="In which role you decide.")
REASON = click.option("--reason", required=True, help="Why; shown with the link for ever.")
CODES = click.argument("codes", nargs=-1, required=True, metavar="CODE…")


@click.group()
def review() -> None:
    """Accept, reject, add and undo; decisions outlive a new reading of the document."""


@review.command("list")
@options.data
@click.option("--state", type=click.Choice(["proposed", "accepted", "rejected", "all"]), default="proposed")
@click.option("--limit", default=50, show_default=True, help="How many to print; 0 prints all.")
def list_links(data: Path, state: str, limit: int) -> None:
    """List links, those that most depends on first, and decisions that lost their evidence."""
    from graph.curation.queue import ordered

    verdicts = _verdicts(_workspace(data))
    chosen = [link for link in ordered(verdicts.links) if state in ("all", link.state)]
    shown = chosen[: limit or None]
    for link in shown:
        a = link.assertion
        click.echo(
            f"{a.code}  {link.state:8}  {a.subject} {a.relation} {a.object}  «{_one_line(a.mention)}»  "
            f"{a.section}  {a.start}-{a.end}  band {a.band}  {a.rule}"
        )
    click.echo(f"{len(shown)} of {len(chosen)} {state} links shown", err=True)
    for link in verdicts.contradicted:
        click.echo(f"contradicted: {link.assertion.code}: the last decision holds", err=True)
    for decision in verdicts.lost:
        quote = _one_line(decision.quote)
        click.echo(f"lost its evidence: {decision.id} «{quote}» in {decision.document}", err=True)


@review.command()
@CODES
@REASON
@ROLE
@click.option("--label", help="A better name for what the link points to, in the dictionary form.")
@options.data
def accept(codes: tuple[str, ...], reason: str, role: str, label: str | None, data: Path) -> None:
    """Accept links by their codes."""
    _decide("accept", codes, reason, role, data, {"label": label} if label else {})


@review.command()
@CODES
@REASON
@ROLE
@options.data
def reject(codes: tuple[str, ...], reason: str, role: str, data: Path) -> None:
    """Reject links by their codes."""
    _decide("reject", codes, reason, role, data)


@review.command()
@click.argument("line", metavar="JSON")
@REASON
@ROLE
@options.data
def add(line: str, reason: str, role: str, data: Path) -> None:
    """Add a link no rule found: one JSON object as `kytkos read --format jsonl` prints it (- reads stdin)."""
    from graph.curation.log import DecisionLog
    from graph.store.record import assertion_from

    text = sys.stdin.read() if line == "-" else line
    try:
        assertion = assertion_from({"rule": "curator", **json.loads(text)})
    except (ValueError, TypeError) as problem:
        raise click.UsageError(f"not an assertion: {problem}") from None
    workspace = _workspace(data)
    if assertion.document not in {held.version.document for held in workspace.documents()}:
        raise NotFound("document", assertion.document)
    decision = _decision("add", assertion, reason, role, json.loads(text))
    DecisionLog(workspace, _tell).append(decision)
    click.echo(decision.id)


@review.command()
@click.argument("decision", metavar="DECISION")
@REASON
@ROLE
@options.data
def undo(decision: str, reason: str, role: str, data: Path) -> None:
    """Undo a decision by its id; both stay in the log. Without knowing the id, see: kytkos review log."""
    from graph.assertion import Decision
    from graph.curation.log import DecisionLog

    at = _now()
    taken_back = Decision(_id("undo", decision, at), at, _by(), role, "undo", reason, undoes=decision)
    DecisionLog(_workspace(data), _tell).undo(taken_back)
    click.echo(taken_back.id)


@review.command()
@options.data
@click.option("--limit", default=20, show_default=True, help="How many of the latest to print.")
def log(data: Path, limit: int) -> None:
    """Print the latest decisions: id, when, in which role, what, why."""
    from graph.curation.log import DecisionLog

    for decision in DecisionLog(_workspace(data), _tell).read()[-limit:]:
        about = " ".join((decision.subject, decision.relation, decision.object)).strip() or decision.undoes
        click.echo(
            f"{decision.id}  {decision.at}  {decision.role}  {decision.action}  {about}  "
            f"{_one_line(decision.reason)}"
        )


def _decide(
    action: Action,
    codes: tuple[str, ...],
    reason: str,
    role: str,
    data: Path,
    carried: dict[str, object] | None = None,
) -> None:
    from graph.curation.log import DecisionLog

    workspace = _workspace(data)
    links = {link.assertion.code: link for link in _verdicts(workspace).links}
    for code in codes:
        if code not in links:
            raise NotFound("link", code)
    decisions = DecisionLog(workspace, _tell)
    for code in codes:
        decision = _decision(action, links[code].assertion, reason, role, carried or {})
        decisions.append(decision)
        click.echo(decision.id)


def _decision(
    action: Action, assertion: Assertion, reason: str, role: str, carried: dict[str, object]
) -> Decision:
    from graph.assertion import Decision

    at = _now()
    return Decision(
        id=_id(action, assertion.code, at),
        at=at,
        by=_by(),
        role=role,
        action=action,
        reason=reason,
        document=assertion.document,
        relation=assertion.relation,
        subject=assertion.subject,
        object=assertion.object,
        quote=assertion.mention,
        assertion=carried,
    )


def _verdicts(workspace: Workspace) -> Verdicts:
    from graph.curation.log import DecisionLog
    from graph.curation.states import decided

    assertions = [a for held in workspace.documents() for a in held.assertions]
    return decided(assertions, DecisionLog(workspace, _tell).read())


def _workspace(data: Path) -> Workspace:
    from graph.store.workspace import Workspace

    return Workspace(data)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _id(*parts: str) -> str:
    from graph.identifiers import digest

    return "e" + digest(*parts)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _by() -> str:
    return setting("curator")


def _tell(message: str) -> None:
    click.echo(message, err=True)
