"""A thing as plain JSON, for programs that know nothing of RDF."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pyoxigraph import Literal

from graph.store.dataset import Term
from sparql.description import Cell, Description, Link, value
from sparql.labels import Labels, local_name

Held = Mapping[str, object]


def as_json(held: Description, labels: Labels, release: str) -> bytes:
    """Write all that a release says of a thing as one JSON object.

    Relations are named by the last part of their IRIs, links have their state and evidence, and the states
    of coverage of which nothing is known are counted only. A relation with very many links has the first of
    them and the count of all.
    """
    written = {
        "iri": held.iri,
        "code": held.code,
        "release": release,
        "kinds": [local_name(kind) for kind in held.kinds],
        "names": dict(labels.all(held.iri)),
        "texts": {_short(name): [_literal(text) for text in texts] for name, texts in held.texts.items()},
        "relations": [
            {
                "relation": _short(relation.predicate),
                "iri": relation.predicate,
                "direction": relation.direction,
                "count": relation.count,
                "links": [_link(link, labels) for link in relation.links],
            }
            for relation in held.relations
        ],
        "covers": [_cell(cell, labels) for cell in held.covers],
        "coveredBy": [_cell(cell, labels) for cell in held.covered_by],
        "coverageNotKnown": dict(held.silent),
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode() + b"\n"


def _link(link: Link, labels: Labels) -> Held:
    return {
        **_term(link.other, labels),
        "state": link.state,
        "assertions": [
            {
                "iri": said.assertion,
                "status": said.status,
                "polarity": said.polarity,
                "band": said.band,
                "mentions": [
                    {
                        "version": found.version,
                        "section": found.section or None,
                        "start": found.start,
                        "end": found.end,
                        "words": found.words,
                    }
                    for found in said.mentions
                ],
            }
            for said in link.statements.values()
        ],
    }


def _cell(cell: Cell, labels: Labels) -> Held:
    return {
        "iri": cell.other,
        "names": dict(labels.all(cell.other)),
        "state": cell.state,
        "through": list(cell.through),
        "count": int(cell.count) if cell.count else None,
        "outOf": int(cell.out_of) if cell.out_of else None,
        "rung": int(cell.rung) if cell.rung else None,
    }


def _term(term: Term, labels: Labels) -> Held:
    if isinstance(term, Literal):
        return _literal(term)
    return {"iri": value(term), "names": dict(labels.all(value(term)))}


def _literal(text: Literal) -> Held:
    if text.language:
        return {"value": text.value, "language": text.language}
    return {"value": text.value, "datatype": local_name(text.datatype.value)}


def _short(iri: str) -> str:
    return iri.replace("/", "#").rpartition("#")[2]
