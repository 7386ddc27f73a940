"""The forms in which a thing answers: each by the suffix of its address and by its media type."""

from __future__ import annotations

from sparql.results import SHORT

HTML, JSON = "text/html", "application/json"

#: Forms of data, by suffix, best first.
DATA: dict[str, str] = {
    **{name: SHORT[name] for name in ("ttl", "nt", "jsonld", "rdf", "trig", "nq")},
    "json": JSON,
}

#: All forms, by suffix; a page is what is given where anything is accepted.
FORMS: dict[str, str] = {"html": HTML, **DATA}

#: Suffixes by media type.
SUFFIXES: dict[str, str] = {media_type: suffix for suffix, media_type in FORMS.items()}

#: How pages name the forms of data.
NAMES: dict[str, str] = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "trig": "TriG",
    "nq": "N-Quads",
    "json": "JSON",
}


#: How pages name the files that a thing is taken as with its links, by suffix.
FILES: dict[str, str] = {
    "xlsx": "Excel",
    "csvw.zip": "CSVW",
    "parquet.zip": "Parquet",
    "graphml": "GraphML",
    "json": "JSON (nodes, links)",
}


def split(name: str) -> tuple[str, str]:
    """Take a known suffix off a name: ``t1.ttl`` is ``t1`` and ``ttl``; a code may hold dots of its own."""
    stem, _, suffix = name.rpartition(".")
    return (stem, suffix) if stem and suffix in FORMS else (name, "")
