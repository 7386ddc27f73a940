"""Queries put together by choices, for who does not write SPARQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from graph.identifiers import ID, NS
from graph.store.query_file import QueryFile, bind
from graph.terms import PREFIXES
from sparql.query_folder import QueryFolder

#: What can be chosen; a state asks of pairs, otherwise a relation asks of links.
CHOICES = ("kind", "relation", "other", "state", "period")

_OURS = re.compile(rf"<({NS}|{ID})([A-Za-z0-9-]+)>")
_PREFIXES = {NS: "kyt", ID: "id"}
_ONLY_IF = re.compile(r"\s*# if ([a-z]+)$")


def built(given: Mapping[str, str]) -> str:
    """Return the query that choices make; what is not chosen does not bound it.

    Raises InvalidParameter for a value that is none of its type.
    """
    chosen = {name: given[name] for name in CHOICES if given.get(name)}
    asked = QueryFolder(Path(str(files("sparql") / "guided"))).named(
        "cells" if "state" in chosen else "links"
    )
    known = {parameter.name for parameter in asked.params}
    bounded = replace(asked, text=_bounded(asked, chosen))
    text = bind(bounded, {name: _whole(value) for name, value in chosen.items() if name in known})
    return _OURS.sub(lambda iri: f"{_PREFIXES[iri[1]]}:{iri[2]}", text)


def _whole(value: str) -> str:
    """Return the IRI that a prefixed name stands for; others, and codes, are as they are."""
    prefix, colon, name = value.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES else value


def _bounded(asked: QueryFile, chosen: Mapping[str, str]) -> str:
    lines = []
    for line in asked.text.splitlines():
        found = _ONLY_IF.search(line)
        if not line.startswith("#") and (found is None or found[1] in chosen):
            lines.append(_ONLY_IF.sub("", line))
    return "\n".join(lines)
