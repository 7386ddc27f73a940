"""Plain text and Markdown: decoded and otherwise left as they are."""

from __future__ import annotations

import codecs
from pathlib import Path

from graph.errors import UnreadableDocument

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def text(path: Path, data: bytes, declared: str = "utf-8") -> str:
    """Decode by the byte order mark, or else by the declared encoding; newlines are untouched.

    Raises UnreadableDocument with the place of the first byte that is not so encoded.
    """
    encoding, skip = next(((e, len(bom)) for bom, e in _BOMS if data.startswith(bom)), (declared, 0))
    if not encoding.startswith("utf-16") and b"\0" in data:
        place = f"holds a NUL byte at byte {data.index(0)}: it is binary, or UTF-16 without a mark"
        raise UnreadableDocument(path, place, "Save the document's text as UTF-8.")
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        place = f"is not {encoding.upper()} at byte {error.start + skip}"
        raise UnreadableDocument(path, place, "Save the file again with the encoding UTF-8.") from error
