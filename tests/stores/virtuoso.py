"""Virtuoso on loopback, with a folder of its own, as long as a test asks it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

#: Rows that it answers with at most, so that a cut can be seen.
MOST_ROWS = 20_000

_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
CaseMode = 2
AllowOSCalls = 0
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 600
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """Where it is asked, and where graphs are written by the account it comes with."""

    url: str
    graphs: str


@contextmanager
def virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """Run one; skips where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7)")
    sql, http = _free(), _free()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, sql=sql, http=http, rows=MOST_ROWS), encoding="utf-8")
    command = [program, "-f", "-c", str(settings)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            assert process.stdout is not None
            said: list[bytes] = []
            for line in process.stdout:
                said.append(line)
                if b"Server online at" in line:
                    break
            else:
                pytest.skip(f"virtuoso-t did not start: {b''.join(said[-3:]).decode(errors='replace')}")
            host = f"127.0.0.1:{http}"
            yield Virtuoso(f"http://{host}/sparql", f"http://dba:dba@{host}/sparql-graph-crud-auth")
        finally:
            process.kill()


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
