"""Fields of a form for the parameters of a question or an analysis: chosen from names where they are few."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from api.reader import Reader
from api.site import Site
from graph.identifiers import NS
from graph.store.parameter import Parameter
from graph.terms import KINDS, RELATIONS, STATES
from sparql.analyses import RELEASE
from sparql.description import value
from sparql.labels import alphabetical, local_name
from sparql.words import LANGUAGES

_MOST_OPTIONS = 400
_TERM = re.compile(r"\bkyt:\w+")


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a parameter can be given, and how it reads."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form asks for it; without options it is written by hand."""

    name: str
    label: str
    meaning: str
    value: str
    options: tuple[Option, ...]
    is_required: bool

    @property
    def is_offered(self) -> bool:
        """Say whether what it holds is among its options."""
        return any(option.value == self.value for option in self.options)


def field(here: Site, reader: Reader, parameter: Parameter, given: str | None) -> Field:
    """Make the field of a question's parameter."""
    # The file of a query explains its parameters in English only; their names have words in every language.
    meaning = parameter.meaning if reader.language == "en" else ""
    return filled(
        parameter, given, column(here, reader, parameter.name), meaning, options(here, reader, parameter)
    )


def filled(
    parameter: Parameter, given: str | None, label: str, meaning: str, offered: tuple[Option, ...]
) -> Field:
    """Make a field that holds what was given, or else the default."""
    held = given if given is not None else parameter.default or ""
    return Field(parameter.name, label, meaning, _short(held), offered, is_required=parameter.default is None)


def options(here: Site, reader: Reader, parameter: Parameter) -> tuple[Option, ...]:
    """Return what a parameter can be given; nothing where it is written by hand, or where too much is."""
    if parameter.type == "state":
        labels = ((state, here.labels.of(f"{NS}state-{state}", reader.language).text) for state in STATES)
        return tuple(Option(state, text) for state, text in labels)
    if parameter.type == "language":
        return tuple(Option(tag, here.texts.say(reader.language, f"language.{tag}")) for tag in LANGUAGES)
    if parameter.name == RELEASE:
        return releases(here)
    if parameter.type == "term":
        return relations(here, reader, parameter)
    if not parameter.classes and (parameter.default or "").startswith("kyt:"):
        rows = here.queries.select(here.dataset, "siblings", {"value": parameter.default or ""}).rows
        iris = [value(sibling) for (sibling,) in rows]
        return tuple(Option(_short(iri), here.labels.of(iri, reader.language).text) for iri in iris)
    found = things(here, reader, parameter.classes)
    return () if len(found) > _MOST_OPTIONS else found


def relations(here: Site, reader: Reader, parameter: Parameter) -> tuple[Option, ...]:
    """Return the relations that a parameter's meaning names, or else all that links are of."""
    own = (f"kyt:{name}" for name, held in RELATIONS.items() if held.iri.startswith(NS))
    codes = _TERM.findall(parameter.meaning) or own
    return tuple(
        Option(code, here.labels.of(NS + code.removeprefix("kyt:"), reader.language).text) for code in codes
    )


def releases(here: Site) -> tuple[Option, ...]:
    """Return the other releases that are kept."""
    return tuple(Option(name, name) for name in here.held.others())


def things(here: Site, reader: Reader, kinds: Iterable[str]) -> tuple[Option, ...]:
    """Return the things of some kinds by their names."""
    found: dict[str, str] = {}
    for name in kinds:
        for thing, _ in here.queries.select(here.dataset, "kind", {"kind": _class(name)}).rows:
            found[local_name(value(thing))] = here.labels.of(value(thing), reader.language).text
    return tuple(Option(code, text) for code, text in sorted(found.items(), key=lambda o: alphabetical(o[1])))


def column(here: Site, reader: Reader, name: str) -> str:
    """Name a column or a parameter in words of ours, where there are any."""
    return here.texts.find(reader.language, f"column.{name}") or name


def _class(name: str) -> str:
    return KINDS.get(name) or NS + name


def _short(held: str) -> str:
    return held.replace(NS, "kyt:").removeprefix("id:")
