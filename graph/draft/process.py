"""The process that reads drafts: text in, links out, one at a time; it opens no file and keeps nothing."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from graph.draft.frames import HEAD, Kind, frame, path_for, reading, refusal
from graph.errors import KytkosError, UnsupportedMediaType
from graph.garbage import seldom_collected
from graph.ingest.free_reader import FreeReader
from graph.ingest.vocabulary import Vocabulary
from graph.text.formats.registry import DOCX, ODT, PDF
from graph.text.source import decode
from ontology.source import graph

_TOLD_BY_BYTES = frozenset({DOCX.media_type, ODT.media_type, PDF.media_type})
_DEATH_SIGNAL = 1


def serve(incoming: BinaryIO, outgoing: BinaryIO, reader: FreeReader) -> None:
    """Answer drafts until there are no more."""
    outgoing.write(frame(Kind.READY))
    outgoing.flush()
    while (named := _received(incoming)) is not None:
        draft = _received(incoming)
        if draft is None:
            return
        outgoing.write(_answer(named.decode(), draft, reader))
        outgoing.flush()


def _answer(media_type: str, draft: bytes, reader: FreeReader) -> bytes:
    try:
        source = decode(path_for(media_type), draft)
        if source.media_type != media_type and _TOLD_BY_BYTES & {source.media_type, media_type}:
            raise UnsupportedMediaType(f"{source.media_type}, sent as {media_type},", ())
        return reading(reader.read(source))
    except KytkosError as error:
        return refusal(error)
    except Exception as error:  # noqa: BLE001 - only its type may leave: its message can hold words of the draft
        return frame(Kind.FAILED, type(error).__name__.encode())


def _received(incoming: BinaryIO) -> bytes | None:
    head = incoming.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    length = HEAD.unpack(head)[1]
    content = incoming.read(length)
    return content if len(content) == length else None


def confine(memory: int) -> None:
    """Bound this process's memory, in bytes, let it write no file, and end it with its parent."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        # No dump of memory and no other file may hold a draft.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() == 1:
        sys.exit()


def main() -> None:
    """Read drafts from standard input; the one argument is how many bytes of memory may be used."""
    confine(int(sys.argv[1]))
    reader = FreeReader(Vocabulary.from_graphs(graph("schemes"), graph("reference")))
    reader.prepare()
    with suppress(BrokenPipeError), seldom_collected():
        serve(sys.stdin.buffer, sys.stdout.buffer, reader)


if __name__ == "__main__":
    main()
