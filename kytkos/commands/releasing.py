"""Build releases, compare and verify them, and erase what the law says must go."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options

if TYPE_CHECKING:
    from graph.store.workspace import Workspace


@click.command()
@options.language
@options.data
def validate(data: Path, lang: str) -> None:
    """Check a workspace as a release would be checked, and put nothing in place."""
    from graph.release.build import check
    from kytkos.commands.progress import teller

    findings = check(_workspace(data), teller())
    for finding in findings:
        click.echo(finding.told(lang))
    click.echo(f"{len(findings)} findings", err=True)
    if any(finding.is_violation for finding in findings):
        sys.exit(1)


@click.command()
@options.data
@click.option("--dry-run", is_flag=True, help="Only show what would change, and put nothing in place.")
@click.option("--yes", is_flag=True, help="Do not ask, even on a terminal.")
def release(data: Path, dry_run: bool, yes: bool) -> None:
    """Build a release, show what it changes, and make it the current one; prints its id on the last line.

    On a terminal it asks before it goes on. What is put in place is what was shown.
    """
    from graph.release.build import place, prepare
    from graph.release.opening import is_large, opened
    from graph.release.preview import preview
    from kytkos.commands.progress import teller

    data.mkdir(parents=True, exist_ok=True)
    workspace = _workspace(data)
    prepared, before = prepare(workspace, teller()), opened(workspace)
    is_same = before.release == prepared.manifest.id
    if not is_same and before.release:
        is_any_large = prepared.large is not None or is_large(before)
        for line in preview(before, prepared.dataset, is_large=is_any_large).lines():
            click.echo(line, err=True)
    if dry_run:
        click.echo(
            f"release {prepared.manifest.id} would be {'still' if is_same else 'now'} current", err=True
        )
        return
    if not (is_same or yes) and before.release and is_terminal():
        click.confirm(f"Put release {prepared.manifest.id} in place?", abort=True, err=True)
    built = place(workspace, prepared)
    click.echo(f"release {built} is {'still' if is_same else 'now'} current in {data}", err=True)
    click.echo(built)


@click.command()
@options.data
def releases(data: Path) -> None:
    """List the releases, the oldest first; the current one is marked."""
    from graph.release.shelf import Shelf

    shelf = Shelf(_workspace(data).releases)
    current = shelf.current()
    for held in shelf.list():
        mark = "*" if current is not None and current.name == held.id else " "
        click.echo(f"{mark} {held.id}  {held.built}  {sum(held.counts.values())} statements")


@click.command()
@click.argument("earlier", metavar="A")
@click.argument("later", metavar="B")
@options.data
def diff(earlier: str, later: str, data: Path) -> None:
    """Show what B states that A does not, and the reverse, with the decisions behind; exit code 1 if any."""
    from graph.release.difference import difference
    from graph.release.shelf import Shelf

    shelf = Shelf(_workspace(data).releases)
    found = difference(shelf.path(earlier), shelf.path(later))
    for line in found.lines():
        click.echo(line)
    if found.added or found.removed:
        sys.exit(1)


@click.command()
@click.argument("release_id", metavar="[RELEASE]", required=False)
@options.data
def verify(release_id: str | None, data: Path) -> None:
    """Check a release, the current one where none is named, against its manifest; exit code 1 if it fails."""
    from graph.release.verification import verify as check

    folder = options.folder(data, release_id)
    problems = check(folder)
    for problem in problems:
        click.echo(problem)
    click.echo(f"release {folder.name} is {'NOT ' if problems else ''}as it was built", err=True)
    if problems:
        sys.exit(1)


@click.command()
@click.argument("release_id", metavar="RELEASE")
@click.option("--group", metavar="CODE", help="Only what changed for this target group.")
@click.option("--theme", metavar="CODE", help="Only what changed for this theme.")
@click.option("--csr", metavar="CODE", help="Only what changed for this country-specific recommendation.")
@options.language
@options.data
def since(
    release_id: str, group: str | None, theme: str | None, csr: str | None, lang: str, data: Path
) -> None:
    """Tell what changed since RELEASE: links with the decisions behind, and questions' states.

    Things are given by their codes or names.
    """
    from graph.release.opening import place
    from graph.release.since import since as compare
    from sparql.labels import Labels
    from sparql.naming import resolve

    before = place(options.folder(data, release_id)).dataset()
    after = place(options.folder(data, None)).dataset()
    given = [(code, what) for code, what in ((group, "group"), (theme, "theme"), (csr, "csr")) if code]
    if len(given) > 1:
        raise click.UsageError("Name one of --group, --theme and --csr.")
    about = next((resolve(after, code, lambda _: True, what) for code, what in given), "")
    labels = Labels(after)
    for line in compare(before, after, about).lines(lambda iri: labels.of(iri, lang).text):
        click.echo(line)


@click.command()
@click.option("--keep", type=click.IntRange(1), required=True, help="How many of the newest to keep.")
@click.option("--dry-run", is_flag=True, help="Only show what would go, and how much room it takes.")
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal.")
@options.data
def prune(keep: int, dry_run: bool, yes: bool, data: Path) -> None:
    """Remove old releases and show the disk they use; the current one always stays.

    Whoever cited a release that was removed finds nothing at its address: keep what was cited.
    """
    from graph.release.shelf import Shelf

    shelf = Shelf(data / "releases")
    spare = {held.id: shelf.size(held.id) for held in shelf.spare(keep)}
    for held in shelf.list():
        goes = "-" if held.id in spare else " "
        click.echo(f"{goes} {held.id}  {held.built}  {shelf.size(held.id):>12} bytes")
    click.echo(f"{len(spare)} releases, {sum(spare.values())} bytes to remove", err=True)
    if dry_run or not spare:
        return
    if not yes:
        click.confirm("This removes releases that others may have cited. Remove?", abort=True)
    with shelf.writing():
        for name in spare:
            shelf.remove(name)


@click.command()
@click.argument("value")
@click.option("--reason", required=True, help="Which law or request; published with the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal.")
@options.data
def redact(value: str, reason: str, yes: bool, data: Path) -> None:
    """Erase VALUE from workspace and releases, as the law requires (- reads it from standard input).

    Releases that held it answer 410 and are reissued without it; no log keeps the value.
    """
    from graph.release.redaction import redact as erase
    from kytkos.commands.progress import teller

    erased = sys.stdin.readline().rstrip("\n") if value == "-" else value
    if not yes:
        click.confirm("This changes releases that others may have cited. Erase?", abort=True)
    for line in erase(_workspace(data), erased, reason, teller()).lines():
        click.echo(line)


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _workspace(data: Path) -> Workspace:
    from graph.store.workspace import Workspace

    return Workspace(data)
