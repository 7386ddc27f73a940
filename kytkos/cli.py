"""The command line: a thin face that holds no rule of its own."""

from __future__ import annotations

import sys
from typing import Any

import click

from graph.errors import KytkosError
from kytkos import __version__
from kytkos.commands import (
    analysing,
    asking,
    checking,
    citing,
    dossiers,
    drafting,
    exporting,
    importing,
    migrating,
    proposing,
    publishing,
    pulling,
    reading,
    releasing,
    reviewing,
    serving,
    tokens,
)


class Commands(click.Group):
    """The commands, with every known error told as one message, a remedy and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; map a leaf of the error root to its exit code."""
        try:
            return super().invoke(ctx)
        except KytkosError as error:
            click.echo(f"kytkos: {error}\n  {error.remedy}", err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            if error.filename is None:
                raise
            remedy = "Check that the file or folder is there, is yours to change, and has room."
            click.echo(f"kytkos: {error.filename}: {error.strerror}\n  {remedy}", err=True)
            sys.exit(KytkosError.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """List the commands in the order of the work, not of the alphabet."""
        return list(self.commands)


EXIT_CODES = """\b
Exit codes:
  0  done
  1  failed, or a difference or finding where one was asked for
  2  wrong options, parameters or query
  3  a document that cannot be read (the rest of the batch was)
  4  a workspace file that is not as it should be
  5  no such release, query or resource
  6  a release that does not pass validation"""


@click.group(cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kytkos")
def main() -> None:
    """A knowledge graph of European Social Fund policy, with the evidence for every link."""


for command in (
    reading.ingest,
    importing.import_,
    pulling.pull,
    proposing.propose,
    reading.read,
    reading.text,
    reviewing.review,
    checking.check,
    releasing.validate,
    releasing.release,
    releasing.releases,
    releasing.diff,
    releasing.since,
    releasing.verify,
    releasing.prune,
    migrating.migrate,
    asking.query,
    asking.why,
    *analysing.commands(),
    dossiers.dossier,
    dossiers.report,
    asking.sparql,
    drafting.draft,
    serving.serve,
    tokens.token,
    publishing.publish,
    exporting.export,
    exporting.downloads,
    exporting.columns,
    citing.cite,
    releasing.redact,
):
    main.add_command(command)
