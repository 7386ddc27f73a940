"""A package: the XML parts of a DOCX or ODT file, unpacked and parsed within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from defusedxml.common import DefusedXmlException, DTDForbidden

from graph.errors import UnreadableDocument

LARGEST_PART = 32 * 2**20
LARGEST_RATIO = 200
MOST_ELEMENTS = 1_000_000
DEEPEST = 200

_FREE = 2**20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SAVE_AGAIN = "Open the document in an office program, save it again, and give that file."
_NOT_TAKEN = "Give the document as an office program saves it; a file built like this is not read."


class Package:
    """The parts of a packed document, by name; only what is asked for is unpacked."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            reason = "is a damaged or truncated package: its list of parts cannot be read"
            raise UnreadableDocument(path, reason, _SAVE_AGAIN) from error
        self.names = frozenset(self._zip.namelist())

    def xml(self, name: str) -> Element:
        """Parse a part; raises UnreadableDocument for what is missing, encrypted, oversized or malformed."""
        data = self.data(name)
        try:
            _require_plain(data)
            root = fromstring(data)  # noqa: S314 - what could harm was refused
            _require_shallow(root)
        except (expat.ExpatError, ParseError) as error:
            line, column = error.position if isinstance(error, ParseError) else (error.lineno, error.offset)
            raise self._refused(name, f"is not XML at line {line}, column {column}", _SAVE_AGAIN) from error
        except DefusedXmlException as error:
            reason = "declares a document type or entities, which no office program writes"
            raise self._refused(name, reason, _NOT_TAKEN) from error
        except _TooMuch as error:
            raise self._refused(name, str(error), _NOT_TAKEN) from error
        return root

    def data(self, name: str) -> bytes:
        """Unpack a part."""
        if name not in self.names:
            raise self._refused(name, "is missing", _SAVE_AGAIN)
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise self._refused(name, "is encrypted", "Save the document without a password.")
        if info.compress_type not in _METHODS:
            raise self._refused(name, "is packed by a method that office programs do not use", _SAVE_AGAIN)
        if info.file_size > LARGEST_PART:
            raise self._refused(name, f"unpacks to more than {LARGEST_PART >> 20} MB", _NOT_TAKEN)
        if info.file_size > max(_FREE, LARGEST_RATIO * info.compress_size):
            raise self._refused(name, f"unpacks to more than {LARGEST_RATIO} times its size", _NOT_TAKEN)
        try:
            with self._zip.open(info) as part:
                return part.read(LARGEST_PART)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise self._refused(name, "is damaged or truncated", _SAVE_AGAIN) from error

    def _refused(self, name: str, reason: str, remedy: str) -> UnreadableDocument:
        return UnreadableDocument(self._path, f"its part {name} {reason}", remedy)


def local(element: Element) -> str:
    """Return an element's name without its namespace, which differs between editions of one standard."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its name without namespace, or nothing."""
    held = element.attrib.items() if element is not None else ()
    return next((value for key, value in held if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first descendant along a path of names, or None."""
    for name in names:
        element = next((e for e in element if local(e) == name), None) if element is not None else None
    return element


class _TooMuch(Exception):
    """A part with more structure than a document has."""


def _require_plain(data: bytes) -> None:
    """Refuse what declares a document type, and with it entities, or has too many elements.

    Both are looked for before any element is made, and without a call for each.
    """
    if data.count(b"<") - data.count(b"</") > MOST_ELEMENTS:
        raise _TooMuch(f"has more than {MOST_ELEMENTS} elements")
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(data, True)  # noqa: FBT003 - all of it


def _refuse(name: str, system: str | None, public: str | None, _: bool) -> NoReturn:  # noqa: FBT001 - expat's
    raise DTDForbidden(name, system, public)


def _require_shallow(root: Element) -> None:
    depth, level = 1, [root]
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > DEEPEST:
            raise _TooMuch(f"nests elements more than {DEEPEST} deep")
