"""The reader of a page: in which language, and how addresses within the site are written for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import quote, urlencode

from fastapi import Depends, Request

from sparql.negotiation import language
from sparql.words import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Reader:
    """A language, whether it was chosen by the address (and so stays in it), and where the site begins.

    ``release`` is the one whose own addresses are read, where it is not just that which serves.
    """

    language: Language
    is_chosen: bool = False
    root: str = ""
    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    release: str = ""

    def link(self, path: str, query: Mapping[str, str] | None = None) -> str:
        """Return an address within the site that keeps a chosen language."""
        chosen = {"lang": self.language} if self.is_chosen else {}
        fields = {**(query or {}), **chosen}
        return self.root + quote(path, safe="/().,:@-_~") + (f"?{urlencode(fields)}" if fields else "")

    def kept(self, path: str) -> str:
        """Return a path that stays with the release whose own addresses are read."""
        return f"/release/{self.release}{path}" if self.release else path

    @property
    def here(self) -> str:
        """The address of this page, up to the language that it ends with."""
        fields = [(name, held) for name, held in self.query if name != "lang"]
        kept = urlencode(fields) + "&" if fields else ""
        return f"{self.root}{quote(self.path, safe='/().,:@-_~')}?{kept}lang="

    def here_in(self, other: str) -> str:
        """Return the address of this page in another language."""
        return self.here + other


def reader_of(request: Request) -> Reader:
    """Read language and address of a request; an unknown language is as if none were named."""
    root = request.scope.get("root_path", "").rstrip("/")
    path = request.scope["path"]
    query = tuple(request.query_params.multi_items()) if request.scope["query_string"] else ()
    chosen = dict(query).get("lang")
    accepted = request.headers.get("accept-language")
    return Reader(
        cast("Language", chosen if chosen in LANGUAGES else language(accepted, LANGUAGES)),
        chosen in LANGUAGES,
        root,
        path[len(root) :] if root and path.startswith(root) else path,
        query,
    )


ByReader = Annotated[Reader, Depends(reader_of)]
