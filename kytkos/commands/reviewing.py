"""Review what was read: the queue, what lost its evidence, the log, and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options, proposing
from kytkos.commands.deciding import DECISIONS, opened
from kytkos.settings import setting

if TYPE_CHECKING:
    from graph.curation.deciding import Desk
    from graph.curation.review import State
    from graph.curation.states import Link


@click.group()
def review() -> None:
    """Accept, reject, add, edit, merge, split and undo; decisions outlive a new reading of the document."""


for decision in (*DECISIONS, proposing.rows, proposing.rule):
    review.add_command(decision)


@review.command("list")
@options.data
@click.option("--state", type=click.Choice(["proposed", "accepted", "rejected", "all"]), default="proposed")
@click.option("--limit", default=50, show_default=True, help="How many to print; 0 prints all.")
def list_links(data: Path, state: str, limit: int) -> None:
    """List links, those that most answers depend on first, and decisions that lost their evidence.

    Of accepted links those come first on which alone findings of the current release rest, with how many.
    """
    from graph.curation.queue import answers, ordered

    now = opened(data).state()
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
    now = opened(data).state()
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
@options.data
@click.option("--limit", default=20, show_default=True, help="How many of the latest to print.")
def log(data: Path, limit: int) -> None:
    """Print the latest decisions: id, when, in which role, what, why."""
    for decision in opened(data).state().log[-limit:]:
        about = " ".join((decision.subject, decision.relation, decision.object)).strip() or decision.undoes
        click.echo(
            f"{decision.id}  {decision.at}  {decision.role}  {decision.action}  {about}  "
            f"{_one_line(decision.reason)}"
        )


def _carried(data: Path) -> Mapping[str, int]:
    """Count the findings of the current release that rest on each link alone; none without a release."""
    from graph.analysis.held import Held
    from graph.analysis.robustness import alone
    from graph.errors import NotFound
    from kytkos.notebook import dataset_at

    try:
        return alone(Held(dataset_at(data)))
    except NotFound:
        return {}


def _resting(findings: int) -> str:
    return (
        f"  {findings} finding rests on it alone"
        if findings == 1
        else f"  {findings} findings rest on it alone"
    )


def _desk(state: State) -> Desk:
    from graph.curation.deciding import Curator, Desk

    return Desk(state.verdicts, state.standing, Curator(setting("curator"), "reader", "looks"))


def _line(link: Link) -> str:
    a = link.assertion
    denied = " (denied)" if a.polarity == "denied" else ""
    return (
        f"{a.code}  {link.state:8}  {a.subject} {a.relation} {a.object}{denied}  «{_one_line(a.mention)}»  "
        f"{a.section}  {a.start}-{a.end}  band {a.band}  {a.rule}"
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())
