"""How a release is cited: as text, as BibTeX and as CSL-JSON, with its DOI or URN:NBN where it has one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidIdentifier
from graph.store.files import write_atomically

#: Where the identifier stands that another register gave a release: beside it, for it came later.
FILE = "identifier.txt"

_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>{}\\]{1,200}")
_URN = re.compile(r"urn:nbn:[a-z]{2}[a-z0-9:.-]{0,60}-[a-z0-9._-]{1,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says: title, the version in words, its id, when it was built (ISO 8601), and the rest.

    ``identifier`` is a DOI or a URN:NBN, bare; ``address`` stands where there is none.
    """

    title: str
    version: str
    release: str
    issued: str
    publisher: str
    address: str
    identifier: str = ""

    @property
    def found_at(self) -> str:
        """The address that a citation ends with: of its identifier, or else its own."""
        if self.identifier.startswith("10."):
            return f"https://doi.org/{self.identifier}"
        if self.identifier:
            return f"https://urn.fi/{self.identifier}"
        return self.address

    def as_text(self) -> str:
        """Write the citation as one line."""
        return f"{self.publisher} ({self.issued[:4]}). {self.title}. {self.version}. {self.found_at}"

    def as_bibtex(self) -> str:
        """Write the citation as a BibTeX entry, with letters as they are (Unicode)."""
        fields = {
            "author": "{" + _escaped(self.publisher) + "}",
            "title": "{" + _escaped(self.title) + "}",
            "year": self.issued[:4],
            "month": str(int(self.issued[5:7])),
            "version": self.release,
            "url": self.found_at,
            **({"doi": self.identifier} if self.identifier.startswith("10.") else {}),
        }
        lines = "".join(f"  {name} = {{{held}}},\n" for name, held in fields.items())
        return f"@misc{{kytkos-{self.release},\n{lines}}}\n"

    def as_csl(self) -> str:
        """Write the citation as CSL-JSON: a list of one item."""
        day = [int(part) for part in self.issued[:10].split("-")]
        item = {
            "id": f"kytkos-{self.release}",
            "type": "dataset",
            "title": self.title,
            "version": self.release,
            "author": [{"literal": self.publisher}],
            "publisher": self.publisher,
            "issued": {"date-parts": [day]},
            "URL": self.found_at,
            **({"DOI": self.identifier} if self.identifier.startswith("10.") else {}),
        }
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def identifier_of(folder: Path) -> str:
    """Return the DOI or URN:NBN of the release in this folder, empty where it has none yet."""
    try:
        return (folder / FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def identify(folder: Path, given: str) -> str:
    """Note the DOI or URN:NBN that the release in this folder was given, outside of its identity.

    Raises InvalidIdentifier for anything else.
    """
    bare = re.sub(r"^(https://doi\.org/|doi:|https?://urn\.fi/)", "", given.strip(), flags=re.IGNORECASE)
    if not (_DOI.fullmatch(bare) or _URN.fullmatch(bare)):
        raise InvalidIdentifier(given)
    write_atomically(folder / FILE, f"{bare}\n".encode())
    return bare


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
