"""The written forms of work products: a page that needs nothing else, and a Word document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.export import web_page, word
from sparql.composed import Composed, paper


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its media type, what writes it, and what a browser may do with it, where that is less."""

    media_type: str
    write: Callable[[Composed], bytes]
    policy: str = ""


#: By the suffix of the file.
FORMS: Mapping[str, Form] = {
    "html": Form(web_page.MEDIA_TYPE, lambda held: web_page.as_html(paper(held)), web_page.POLICY),
    "docx": Form(word.MEDIA_TYPE, lambda held: word.as_docx(paper(held))),
}
