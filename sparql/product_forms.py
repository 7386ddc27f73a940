"""The written forms of work products: a page that needs nothing else, a Word document and a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.export import web_page
from graph.export.paper import WORD
from graph.export.workbook import MEDIA_TYPE as WORKBOOK
from sparql.composed import Composed, paper


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its media type, what writes it, and what a browser may do with it, where that is less."""

    media_type: str
    write: Callable[[Composed], bytes]
    policy: str = ""


def _as_docx(held: Composed) -> bytes:
    from graph.export import word  # takes long to load, and few ask for it

    return word.as_docx(paper(held))


def _as_xlsx(held: Composed) -> bytes:
    from sparql import product_workbook  # as above

    return product_workbook.as_xlsx(held)


#: By the suffix of the file.
FORMS: Mapping[str, Form] = {
    "html": Form(web_page.MEDIA_TYPE, lambda held: web_page.as_html(paper(held)), web_page.POLICY),
    "docx": Form(WORD, _as_docx),
    "xlsx": Form(WORKBOOK, _as_xlsx),
}
