"""Import tables: registers of projects and calls, row by row accounted for."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kytkos.commands import options
from kytkos.settings import setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.ingest.tables.intake import Imported
    from graph.store.table import Record, TableVersion
    from graph.store.workspace import Workspace

_SHOWN = 20


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", metavar="NAME|FILE", default="", help="How to read it; without, one is proposed.")
@click.option(
    "--register", metavar="CODE", default="", help="The register's code, in place of the mapping's."
)
@click.option("--as-of", metavar="DATE", default="", help="The day, month or year that the data are of.")
@click.option(
    "--authoritative",
    is_flag=True,
    help="Accept all that its rows state, by one decision; without, only a graph of its own has it.",
)
@click.option("--reason", default="", help="Why it is authoritative; kept with the decision.")
@click.option("--role", default="graph editor", show_default=True, help="In which role you decide that.")
@click.option("--all", "everything", is_flag=True, help="Print every doubtful and refused row.")
@options.data
def import_(
    file: Path,
    mapping: str,
    register: str,
    as_of: str,
    authoritative: bool,
    reason: str,
    role: str,
    everything: bool,
    data: Path,
) -> None:
    """Import a table: CSV, TSV, XLSX, JSON, JSON lines or Parquet, packed by gzip or not.

    Only the columns that the mapping names enter. Each row is imported, doubtful or refused, with its line
    and the reason; the same file again changes nothing. Without --mapping nothing is imported: a mapping is
    proposed from headings and values, as YAML to save and mend.
    """
    if not mapping:
        _propose(file)
        return
    from graph.ingest.tables.intake import Dates, take_in
    from graph.ingest.tables.mapping import load, of_register
    from graph.store.workspace import Workspace
    from kytkos.commands.progress import teller

    if authoritative and not reason:
        raise click.UsageError("--authoritative needs a --reason, which is kept with the decision")
    declared, tell = load(mapping), teller()
    declared = of_register(declared, register) if register else declared
    data.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(data)
    dates = Dates(datetime.now(UTC).date().isoformat(), _day(as_of))
    done = take_in(workspace, file, declared, dates, lambda rows: tell(f"{rows} rows", 0, 0))
    for line in _report(file, done, None if everything else _SHOWN):
        click.echo(line)
    if authoritative:
        click.echo(_trust(workspace, done.version, role, reason))
    if not done.version.rows["imported"] + done.version.rows["doubtful"]:
        sys.exit(3)


def _propose(file: Path) -> None:
    from graph.ingest.tables.proposal import proposed

    click.echo(proposed(file), nl=False)
    click.echo(
        "nothing is imported yet: save this, mend it, then: kytkos import FILE --mapping SAVED", err=True
    )


def _day(written: str) -> str:
    form = {4: "%Y", 7: "%Y-%m"}.get(len(written), "%Y-%m-%d")
    try:
        if written:
            datetime.strptime(written, form)  # noqa: DTZ007 - a day of the calendar has no zone
    except ValueError:
        raise click.UsageError(f"--as-of {written} is no year, month or day such as 2026-03-31") from None
    return written


def _trust(workspace: Workspace, version: TableVersion, role: str, reason: str) -> str:
    from graph.curation.deciding import Curator
    from graph.curation.log import DecisionLog
    from graph.curation.review import Review
    from graph.curation.trust import trusted

    if trusted(DecisionLog(workspace).read()).get(version.register) == frozenset(version.relations):
        return f"authoritative  {version.register}: as decided before"
    curator = Curator(setting("curator"), role, reason)
    made = Review(workspace).decide(curator, lambda desk: [desk.trust(version.register, version.relations)])
    return f"authoritative  {version.register} for {', '.join(version.relations)}: decision {made[0].id}"


def _report(file: Path, done: Imported, most: int | None) -> Iterable[str]:
    version, rows = done.version, done.version.rows
    yield f"read  {file}: {version.read_as}; headings on line {done.headings.line or 1}"
    if done.headings.missing:
        yield f"no column for  {', '.join(done.headings.missing)}"
    if done.headings.left_out:
        yield f"not read, for the mapping names them not  {', '.join(done.headings.left_out)}"
    yield from _rows(done.told, most)
    yield (
        f"rows  {rows['read']} read = {rows['imported']} imported + {rows['doubtful']} doubtful + "
        f"{rows['refused']} refused"
    )
    for column, by_currency in version.sums.items():
        for currency, parts in by_currency.items():
            rest = " + ".join(f"{held} {name}" for name, held in parts.items() if name != "read")
            yield f"sum  {column}: {parts['read']} {currency} read = {rest}"
    held = f"version {version.number} of {version.register}"
    if not done.is_new:
        yield f"unchanged  {held} is this file, read by this mapping"
    else:
        changed = "; ".join(f"{count} {name}" for name, count in done.changes.items())
        yield f"held  {held}{f' ({changed})' if changed else ''}: {done.path}"
        yield f"next  titles are not read for links yet: kytkos propose {version.register}"


def _rows(told: Iterable[Record], most: int | None) -> Iterable[str]:
    shown: Counter[str] = Counter()
    for record in told:
        shown[record.state] += 1
        if most is None or shown[record.state] <= most:
            code = f" {record.code}" if record.code else ""
            yield f"{record.state}  line {record.line}{code}: {'; '.join(record.notes)}"
    for state, count in shown.items():
        if most is not None and count > most:
            yield f"{state}  … and {count - most} more; all of them: --all"
