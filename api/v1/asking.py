"""What is asked of the JSON API: parameters that every answer knows, and nothing besides them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Annotated, cast

from fastapi import Depends, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from api.v1 import cursor
from graph.errors import InvalidArgument
from sparql.negotiation import language
from sparql.words import LANGUAGES, Language

#: Items of a page: as many as are given where nobody says, and at most.
USUAL, MOST = 50, 200
_LONGEST = 200


def _printable(text: str) -> str:
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise ValueError("holds control characters")
    return text


Words = Annotated[str, Field(max_length=_LONGEST), AfterValidator(_printable)]
Code = Annotated[str, Field(max_length=64), AfterValidator(_printable)]


class Asked(BaseModel):
    """Parameters of every address; what is unknown is refused."""

    model_config = ConfigDict(extra="forbid")

    lang: Language | None = Field(None, description="The reader's language, before Accept-Language.")


class Listed(Asked):
    """Parameters of an answer that comes in pages."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many items a page has.")
    cursor: str | None = Field(None, max_length=_LONGEST, description="`next` of the page before.")


_PAGING = frozenset(Listed.model_fields)


class Page:
    """Which items of a list are asked for."""

    def __init__(self, asked: Listed, *of: object) -> None:
        """Read the cursor; ``of`` is all that the order of the items hangs on. Raises InvalidArgument."""
        self._of = of
        self.limit = asked.limit
        self.start = cursor.read(asked.cursor, of)

    @property
    def place(self) -> slice:
        """The items of this page."""
        return slice(self.start, self.start + self.limit)

    def after(self, total: int) -> str | None:
        """Return the cursor of the next page, or None where there is none."""
        end = self.start + self.limit
        return cursor.write(end, self._of) if end < total else None


def spoken(request: Request, asked: Asked) -> Language:
    """Return the reader's language."""
    return asked.lang or cast("Language", language(request.headers.get("accept-language"), LANGUAGES))


def listed(request: Request) -> tuple[Listed, dict[str, str]]:
    """Return how a list is asked for, and the other parameters, which whoever answers knows.

    Raises InvalidArgument.
    """
    given = dict(request.query_params)
    try:
        return Listed.model_validate({name: given.pop(name) for name in _PAGING & given.keys()}), given
    except ValidationError as problem:
        wrong = ", ".join(sorted({str(error["loc"][0]) for error in problem.errors()}))
        raise InvalidArgument(wrong, "not what it takes") from None


def once(request: Request) -> None:
    """Refuse a parameter that is given twice; raises InvalidArgument."""
    names = [name for name, _ in request.query_params.multi_items()]
    if twice := _repeated(names):
        raise InvalidArgument(twice, "given twice")


Once = Depends(once)


def _repeated(names: Iterable[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
