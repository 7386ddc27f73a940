"""Check a folder of somebody's own data before anything is made of it, and begin such a folder."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import InvalidRelease, KytkosError
from kytkos.commands import options
from kytkos.commands.loss import losses
from kytkos.commands.reading import each_read, summary

if TYPE_CHECKING:
    from graph.store.workspace import Workspace


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--begin", is_flag=True, help="Write a folder to begin with; nothing that is there is changed.")
@options.language
def check(folder: Path, begin: bool, lang: str) -> None:
    """Judge FOLDER, data of your own: facts/ by our shapes, and how documents in sources/ are read.

    Nothing is stored. Exits with 1 where something keeps a release back.
    """
    from graph.store.workspace import Workspace

    if begin:
        _begin(folder)
        return
    workspace = Workspace(folder)
    broken = [*_unreadable(workspace)]
    for line in broken:
        click.echo(line)
    wrong = bool(broken) or _judge(workspace, lang)
    if not broken:
        _read(workspace)
    if wrong:
        sys.exit(1)
    click.echo(f"nothing keeps a release back; go on with: kytkos release --data {folder}", err=True)


def _begin(folder: Path) -> None:
    with as_file(files("kytkos") / "profile") as profile:
        for source in sorted(path for path in profile.rglob("*") if path.is_file()):
            target = folder / source.relative_to(profile)
            if target.exists():
                click.echo(f"kept  {target}")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            click.echo(f"written  {target}")
    (folder / "sources").mkdir(exist_ok=True)


def _unreadable(workspace: Workspace) -> Iterator[str]:
    """Tell every file of facts that cannot be read, not the first alone."""
    from graph.release import facts

    for path in workspace.facts():
        try:
            facts.load([path])
        except InvalidRelease as error:
            yield from (f"violation: {failure}" for failure in error.failures)
        except KytkosError as error:
            yield f"violation: {error}"


def _judge(workspace: Workspace, lang: str) -> bool:
    """Say what the shapes find in the folder's own data; return whether something keeps a release back."""
    from graph.release import facts
    from graph.release.build import check as judged
    from graph.release.vocabulary import shipped
    from kytkos.commands.progress import teller

    vocabulary = shipped()
    ours = {str(thing) for graph in (vocabulary.schemes, vocabulary.reference) for thing in graph.subjects()}
    ours -= {str(thing) for thing in facts.load(workspace.facts()).subjects()}
    findings = [f for f in judged(workspace, teller(), vocabulary) if f.is_violation or f.focus not in ours]
    for finding in findings:
        click.echo(finding.told(lang))
    violations = sum(finding.is_violation for finding in findings)
    click.echo(f"{violations} violations, {len(findings) - violations} warnings in facts", err=True)
    return violations > 0


def _read(workspace: Workspace) -> None:
    sources = sorted(path for path in (workspace.path / "sources").glob("*") if path.is_file())
    if not sources:
        click.echo("no documents in sources/", err=True)
        return
    for path, outcome in each_read(sources, "known", lambda reader, file: reader.read(file), workspace):
        if isinstance(outcome, KytkosError):
            click.echo(f"refused  {outcome}\n  {outcome.remedy}")
            continue
        click.echo(f"readable  {path}: {summary(outcome)}")
        for loss in losses(outcome):
            click.echo(f"incomplete  {path}: {loss}")
