"""An analysis of the catalogue: what it asks, how it is defined, and what it found."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from graph.analysis.held import Held
from graph.analysis.picture import Picture
from graph.errors import InvalidParameter, MalformedLine
from graph.store.dataset import Term
from graph.store.parameter import Parameter
from graph.store.query_file import LANGUAGES, parameter

#: Words in each language.
Said: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said beside the rows: a key of the analysis' remarks, and what fills its blanks.

    A value that is an IRI is shown by its name. ``asks`` are the parameters of what it proposes to ask.
    """

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an analysis found: rows of terms, remarks, and the values of a drawing if one helps.

    A column whose name is ``state`` or ends in ``State`` holds states (``kyt:state-…``). Where nothing was
    asked yet, or nothing can be, remarks tell what can, and no rows are no answer.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    remarks: tuple[Remark, ...] = ()
    picture: Picture | None = None
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """What the file of an analysis says of it; ``definition`` has its source in ``reference``.

    ``need`` says what it is needed for, as questions do; ``reading`` says what it means and when it means
    nothing; ``queries`` names the questions of the catalogue that tell what SPARQL can, the nearest first.
    ``about`` names, of columns of states, the columns of the things they are of, where they are not those
    that come first.
    """

    name: str
    need: str
    params: tuple[Parameter, ...]
    title: Said
    question: Said
    definition: Said
    reading: Said
    reference: str
    queries: tuple[str, ...]
    columns: Mapping[str, Said]
    words: Mapping[str, Said]
    remarks: Mapping[str, Said]
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def given(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return the parameters with defaults; raises InvalidParameter for a wrong or missing one."""
        known = {held.name: held for held in self.params}
        for name in values:
            if name not in known:
                there = f"unknown; there are: {', '.join(known) or 'none'}"
                raise InvalidParameter(self.name, name, there)
        return {name: self._value(held, values.get(name)) for name, held in known.items()}

    def _value(self, held: Parameter, value: str | None) -> str:
        chosen = held.default if value is None else value
        if chosen is None:
            raise InvalidParameter(self.name, held.name, "missing")
        try:
            held.term(chosen)
        except ValueError as problem:
            raise InvalidParameter(self.name, held.name, str(problem)) from None
        return chosen


#: What computes an analysis, from a release and its parameters by name, things among them as given.
Run: TypeAlias = Callable[[Held, Mapping[str, str]], Finding]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A declared analysis with what computes it."""

    declared: Declared
    run: Run

    def find(self, held: Held, values: Mapping[str, str]) -> Finding:
        """Run it; raises InvalidParameter and what the analysis itself refuses."""
        return self.run(held, self.declared.given(values))


def declared(path: Path) -> Declared:
    """Read the file of an analysis; raises MalformedLine for words that miss a language."""
    held = tomllib.loads(path.read_text("utf-8"))

    def many(key: str) -> dict[str, Said]:
        return {name: _said(path, f"{key}.{name}", said) for name, said in held.get(key, {}).items()}

    return Declared(
        name=path.stem,
        need=held.get("need", "scope"),
        params=tuple(parameter(path, line, text) for line, text in enumerate(held.get("params", ()), 1)),
        title=_said(path, "title", held["title"]),
        question=_said(path, "question", held["question"]),
        definition=_said(path, "definition", held["definition"]),
        reading=_said(path, "reading", held["reading"]),
        reference=held["reference"],
        queries=tuple(held.get("queries", ())),
        columns=many("columns"),
        words=many("words"),
        remarks=many("remarks"),
        about={name: tuple(of) for name, of in held.get("about", {}).items()},
    )


def _said(path: Path, key: str, held: Mapping[str, str]) -> Said:
    if missing := [language for language in LANGUAGES if not held.get(language)]:
        raise MalformedLine(path, 1, f"{key} is not said in: {', '.join(missing)}")
    return held
