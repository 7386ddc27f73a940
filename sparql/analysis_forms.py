"""The written forms of an analysis' answer, with its scope first, and definition and release last."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from graph.errors import NotFound
from graph.export import web_page
from graph.export.cover import Part
from graph.export.drawing.drawn import MEDIA_TYPE as SVG
from graph.export.drawing.drawn import drawn
from graph.export.drawing.lettering import Lettering
from graph.export.paper import WORD
from graph.export.workbook import MEDIA_TYPE
from graph.identifiers import BASE, NS
from sparql.analysis_paper import paper
from sparql.depicted import depicted
from sparql.labels import Labels
from sparql.rendering import aligned, as_object
from sparql.rendering import as_csv as rows_as_csv
from sparql.spoken import Spoken
from sparql.workbook import as_xlsx as rows_as_xlsx

#: Rows of a document; who wants more takes a workbook.
_IN_A_DOCUMENT = 300


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an answer: its media type, what writes it, and whether a browser shows or saves it.

    ``policy`` is what the page may do, where it is not what pages of the site may.
    """

    media_type: str
    write: Callable[[Spoken, Labels], bytes]
    disposition: str = "inline"
    policy: str = ""


def as_text(held: Spoken, labels: Labels) -> bytes:  # noqa: ARG001 - as all forms have it
    """Write an answer for a terminal."""
    rows = [tuple(cell.shown(held.language) if cell else "" for cell in row) for row in held.sheet.rows]
    tally = ", ".join(f"{name}: {count}" for _, name, count in held.states)
    lines = [held.title, *(f"  {line}" for line in held.scope), *(f"  {n}: {v}" for n, v in held.given), ""]
    lines += [*(f"! {remark}" for remark in held.remarks), *([""] if held.remarks else [])]
    lines += aligned(held.heads, rows) if rows else [held.tell("none")] * held.is_asked
    lines += ["", f"{len(rows)} · {tally}" if tally else str(len(rows)), ""]
    lines += [f"{name}: {said}" for name, said in held.notes]
    return ("\n".join(lines) + "\n").encode()


def as_json(held: Spoken, labels: Labels) -> bytes:
    """Write an answer as one JSON object."""
    told = {**as_object(held.answer, labels, held.language), **words_of(held, labels)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def words_of(held: Spoken, labels: Labels) -> dict[str, object]:
    """Return what an analysis says besides its rows, as JSON has it."""
    return {
        "title": held.title,
        "heads": dict(zip(held.sheet.columns, held.heads, strict=True)),
        "remarks": list(held.remarks),
        "definition": held.definition,
        "reading": held.reading,
        "reference": held.declared.reference,
        "queries": list(held.declared.queries),
        "quality": list(held.quality),
        "query_hash": held.query_hash,
        "result_hash": held.result_hash,
        "permanent": BASE + held.permanent,
        "picture": depicted(held.picture, partial(held.word, labels=labels)) if held.picture else None,
    }


def as_csv(held: Spoken, labels: Labels) -> bytes:
    """Write the rows as CSV; what makes the answer defensible stands in its first row."""
    beside = {
        "remarks": " ".join(held.remarks),
        "quality": " ".join(held.quality),
        "queryHash": held.query_hash,
        "resultHash": held.result_hash,
        "permanent": BASE + held.permanent,
    }
    return rows_as_csv(held.answer, labels, held.language, beside)


def as_xlsx(held: Spoken, labels: Labels) -> bytes:
    """Write an answer as a workbook."""
    heads = dict(zip(held.sheet.columns, held.heads, strict=True))
    parts = [Part((name,), ((said,),)) for name, said in held.notes]
    if held.remarks:
        parts.insert(0, Part((held.tell("remarks"),), tuple((remark,) for remark in held.remarks)))
    return rows_as_xlsx(held.answer, labels, held.language, heads, parts, held.given)


def as_svg(held: Spoken, labels: Labels) -> bytes:
    """Draw the picture of an answer, which says where it is found again; raises NotFound for none."""
    if held.picture is None:
        raise NotFound("picture", held.declared.name, tuple(sorted({*FORMS} - {"svg"})))
    cited = f"{held.title} – {BASE}{held.permanent} ({held.tell('result')}: {held.result_hash})"
    return drawn(held.picture, replace(lettering(held, labels), title=cited)).encode()


def as_docx(held: Spoken, labels: Labels) -> bytes:
    """Write an answer as a document of its first rows."""
    from graph.export import word  # takes long to load, and few ask for it

    return word.as_docx(paper(held, labels, "", _IN_A_DOCUMENT))


def as_html(held: Spoken, labels: Labels) -> bytes:
    """Write an answer as a page that needs nothing else."""
    figure = drawn(held.picture, lettering(held, labels)) if held.picture else ""
    return web_page.as_html(paper(held, labels, figure))


def lettering(held: Spoken, labels: Labels) -> Lettering:
    """Return what the picture of an answer says."""
    return Lettering(
        held.language,
        held.title,
        lambda key: held.word(key, labels).text,
        lambda state: labels.of(f"{NS}state-{state}", held.language).text,
    )


#: The forms that are written to files, by suffix.
FORMS: Mapping[str, Form] = {
    "json": Form("application/json", as_json),
    "csv": Form("text/csv", as_csv),
    "xlsx": Form(MEDIA_TYPE, as_xlsx, "attachment"),
    "docx": Form(WORD, as_docx, "attachment"),
    "html": Form(web_page.MEDIA_TYPE, as_html, policy=web_page.POLICY),
    "svg": Form(SVG, as_svg),
}
