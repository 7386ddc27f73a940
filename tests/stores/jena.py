"""Apache Jena as Debian packages it: a store of another make, run by its own commands."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

#: Of Debian's libapache-jena-java and what it depends on.
_JARS = Path("/usr/share/java")
_NAMES = """jena-arq jena-base jena-cmds jena-core jena-iri jena-shaded-guava jena-tdb2 jena-dboe-base
    jena-dboe-index jena-dboe-storage jena-dboe-trans-data jena-dboe-transaction slf4j-api slf4j-nop thrift
    commons-lang3 commons-csv commons-codec commons-io commons-compress commons-cli protobuf gson jackson-core
    jackson-databind jackson-annotations jsonld-java titanium-json-ld jakarta.json-api httpclient httpcore
    commons-logging dexx.collection guava caffeine libthrift""".split()


class Jena:
    """Jena's commands; ``folder`` takes its messages and its store. Skips the test where there is none."""

    def __init__(self, folder: Path) -> None:
        java = shutil.which("java")
        if java is None or not (_JARS / "jena-cmds.jar").exists():
            pytest.skip("Jena is not installed (Debian: libapache-jena-java)")
        self._java = java
        self._store = folder / "store"
        # Debian moved the XML classes of Jena to a package of their own, and left their messages behind.
        with zipfile.ZipFile(_JARS / "jena-core.jar") as core:
            for name in core.namelist():
                if name.endswith(".properties") and "/ext/xerces/" in name:
                    target = folder / name.partition("/ext/")[2]
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(core.read(name))
        self._path = ":".join([str(folder), *(str(_JARS / f"{name}.jar") for name in _NAMES)])

    def run(self, *words: str) -> str:
        """Run a command of Jena's and return what it prints."""
        command = [self._java, "-cp", self._path, *words]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    def load(self, dump: Path) -> None:
        """Load N-Quads, as they are, into the store."""
        self.run("tdb2.tdbloader", "--loader=sequential", "--loc", str(self._store), str(dump))

    def select(self, query: Path) -> list[tuple[str, ...]]:
        """Ask the store; an answer's rows as the CSV results format has them."""
        said = self.run("tdb2.tdbquery", "--loc", str(self._store), "--results", "csv", "--query", str(query))
        return [tuple(row) for row in csv.reader(io.StringIO(said))][1:]
