"""A workspace: the folder of files in which all that is known, and decided, is held."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from graph.assertion import Assertion, DocumentVersion, to_line
from graph.errors import MalformedLine, NotFound, OtherFormat
from graph.identifiers import BASE, version_code
from graph.store.files import write_atomically
from graph.store.record import assertion_from, document_from, read_lines

#: 1 was before imported tables, and facts as tables.
FORMAT = 2
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One assertions file: a document version and what was read in it."""

    version: DocumentVersion
    assertions: tuple[Assertion, ...]

    @property
    def code(self) -> str:
        """The version's code."""
        return version_code(self.version.sha256)


class Workspace:
    """Read and write the files of one workspace folder; an empty folder is an empty dataset.

    Every write is one atomic replacement under a lock that processes share. Raises NotFound where there is
    no folder, OtherFormat and MalformedLine where ``workspace.json`` is not as this version has it.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise NotFound("workspace folder", str(path))
        self.path = path
        #: To be held while writing; threads exclude each other, and the system frees it if the process dies.
        self.lock = FileLock(path / "workspace.lock.held")
        self.base = self._checked_base()

    @property
    def decisions(self) -> Path:
        """The decisions log."""
        return self.path / "decisions.jsonl"

    @property
    def releases(self) -> Path:
        """The folder of releases."""
        return self.path / "releases"

    def facts(self) -> list[Path]:
        """Return the files of hand-written facts, Turtle and tables, in the order of their names."""
        return sorted(path for path in (self.path / "facts").glob("*") if path.suffix in (".ttl", ".csv"))

    def documents(self) -> Iterator[StoredDocument]:
        """Yield every document version with its assertions; raises MalformedLine."""
        for path in self.document_files():
            yield read_document(path)

    def versions(self) -> Iterator[DocumentVersion]:
        """Yield what each assertions file is of, without its assertions; raises MalformedLine."""
        for path in self.document_files():
            with path.open("rb") as file:
                yield from read_lines(path, file.readline() or b" ", document_from)

    def document_files(self) -> list[Path]:
        """Return the assertions files, in the order of their names."""
        return sorted((self.path / "documents").glob("*/*.jsonl"))

    def document_path(self, version: DocumentVersion) -> Path:
        """Return where this version's assertions are held."""
        return self.path / "documents" / version.document / f"{version_code(version.sha256)}.jsonl"

    def table_files(self, register: str = "*") -> list[Path]:
        """Return the files of imported tables, of all registers or of one, in the order of their names."""
        return sorted((self.path / "tables").glob(f"{register}/[!.]*.jsonl"))

    def table_path(self, register: str, version: str) -> Path:
        """Return where this version (its code) of a register is held."""
        return self.path / "tables" / register / f"{version}.jsonl"

    def proposed_files(self) -> list[Path]:
        """Return the files of links that rows of tables were read to propose, in the order of their names."""
        return sorted((self.path / "proposed").glob("*/[!.]*.jsonl"))

    def proposed(self, register: str, version: str) -> Path | None:
        """Return the file of links that the rows of this version propose, None where they were not read."""
        path = self.proposed_path(register, version)
        return path if path.is_file() else None

    def proposed_path(self, register: str, version: str) -> Path:
        """Return where the links are held that the rows of this version (its code) propose."""
        return self.path / "proposed" / register / f"{version}.jsonl"

    def write_document(self, version: DocumentVersion, assertions: Iterable[Assertion]) -> Path:
        """Hold these assertions as all that was read in this version, in place of what was held before."""
        lines = [to_line(version), *(to_line(assertion) for assertion in assertions)]
        data = "".join(line + "\n" for line in lines).encode()
        path = self.document_path(version)
        with self.lock:
            self._declare()
            write_atomically(path, data)
        return path

    def text(self, sha256: str) -> str | None:
        """Return the text of the document with this hash, or None where texts are not held."""
        path = self._text_path(sha256)
        return path.read_bytes().decode() if path.is_file() else None

    def has_text(self, sha256: str) -> bool:
        """Say whether the text of the document with this hash is held."""
        return self._text_path(sha256).is_file()

    def write_text(self, sha256: str, text: str) -> None:
        """Hold a text whose personal data is overwritten already, under the hash of its original."""
        with self.lock:
            self._declare()
            write_atomically(self._text_path(sha256), text.encode())

    def declare(self) -> None:
        """Write ``workspace.json`` where there is none yet."""
        with self.lock:
            self._declare()

    def _declare(self) -> None:
        path = self.path / "workspace.json"
        if not path.exists():
            held = {"format": FORMAT, "base": self.base}
            write_atomically(path, json.dumps(held, indent=1).encode() + b"\n")

    def _text_path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise NotFound("text", sha256)
        return self.path / "texts" / f"{sha256}.txt"

    def _checked_base(self) -> str:
        path = self.path / "workspace.json"
        if not path.exists():
            return BASE
        try:
            held = json.loads(path.read_bytes())
            found, base = held["format"], held["base"]
        except (ValueError, TypeError, KeyError) as problem:
            raise MalformedLine(path, 1, f"expected format and base ({problem})") from None
        if found != FORMAT:
            raise OtherFormat(path, found, FORMAT)
        if base != BASE:
            reason = f"base {base!r} is not known here; this version builds on {BASE}"
            raise MalformedLine(path, 1, reason)
        return BASE


def read_document(path: Path) -> StoredDocument:
    """Read one assertions file; raises MalformedLine with file and line for anything unlike the format."""
    head, _, rest = path.read_bytes().partition(b"\n")
    (version,) = read_lines(path, head or b" ", document_from)
    found = read_lines(path, rest, lambda raw: assertion_from(raw, version.document), first=2)
    stored = StoredDocument(version, tuple(found))
    for number, assertion in enumerate(stored.assertions, 2):
        if assertion.document != version.document:
            raise MalformedLine(path, number, f"belongs to another document, {assertion.document!r}")
    return stored
