"""Rules: what a wording in a section of a form says, declared as data; a rule's id goes on its assertions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal, cast

from graph.assertion import Band, Polarity, Scalar
from graph.text.pattern import Pattern

Each = Literal["mention", "passage", "section"]
_NEVER = Pattern("(?!)")
_BORDER = r"\b"
#: What a pattern is written with: escapes, sets, brackets and bars, and what stands between them.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where it holds (empty: everywhere), the wording it looks for, and what it then asserts.

    Of the mentions that say the same the first in ``each`` passage or section is kept, or each mention.
    """

    id: str
    relation: str
    band: Band = "B"
    polarity: Polarity = "affirmed"
    forms: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    pattern: Pattern | None = None
    qualifiers: Mapping[str, Scalar] = field(default_factory=dict)
    values: Mapping[str, Scalar] = field(default_factory=dict)
    object: str = ""
    kind: str = ""
    each: Each = "passage"

    def holds(self, form: str, section: str) -> bool:
        """Tell whether the rule holds in a section of a form."""
        return (not self.forms or form in self.forms) and (not self.sections or section in self.sections)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Iterate over the places where the rule's wording stands."""
        return self.pattern.finditer(text) if self.pattern else iter(())


@dataclass(frozen=True)
class Rules:
    """The declared rules in their order, and the word lists and wordings they share."""

    rules: tuple[Rule, ...]
    words: Mapping[str, frozenset[str]]
    wordings: Mapping[str, Pattern]

    def __getitem__(self, id: str) -> Rule:  # noqa: A002 - the name a rule's id has everywhere
        return self._by_id[id]

    @cached_property
    def ends(self) -> Mapping[str, tuple[str, ...]]:
        """The word lists as ends that a lemma can have."""
        return {name: tuple(words) for name, words in self.words.items()}

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _held(self) -> dict[tuple[str, str, str], list[Rule]]:
        """The rules of families that hold in sections of forms, of which there are few, as asked for."""
        return {}

    @cached_property
    def _families(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.id.split(".")[0], []).append(rule)
        return found

    def of(self, family: str, form: str = "", section: str = "") -> Iterator[Rule]:
        """Iterate over the rules of a family (their ids' first part) that hold in a section of a form."""
        asked = family, form, section
        if asked not in self._held:
            self._held[asked] = [r for r in self._families.get(family, ()) if r.holds(form, section)]
        return iter(self._held[asked])


def load(language: str = "fi") -> Rules:
    """Load the declared rules of the package, with the words and wordings of a language.

    A file that names a language holds what that language has in place of the Finnish words and wordings, and
    names those that it ``keeps``; what it lacks is looked for in no text of that language.
    """
    folder = files("graph.ingest") / "rules"
    declared = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    every = [tomllib.loads(file.read_text(encoding="utf-8")) for file in declared]
    rules = tuple(_rule(r) for raw in every for r in raw.get("rule", ()))
    held = [raw for raw in every if "language" not in raw]
    words, wordings = _words(held), _wordings(held, "wordings")
    if language != "fi":
        own = [raw for raw in every if raw.get("language") == language]
        kept = {name for raw in own for name in raw.get("keeps", ())}
        words = {**dict.fromkeys(words, frozenset[str]()), **_words(own)}
        wordings = {n: found if n in kept else _NEVER for n, found in wordings.items()}
        wordings |= _wordings(own, "wordings")
        rules = tuple(_translated(r, _wordings(own, "patterns"), kept) for r in rules)
    return Rules(rules, words, wordings)


def _translated(rule: Rule, patterns: Mapping[str, Pattern], kept: Collection[str]) -> Rule:
    """Give a rule the pattern that another language has for it, unless the Finnish one is kept."""
    if rule.pattern is None or rule.id in kept:
        return rule
    return replace(rule, pattern=patterns.get(rule.id, _NEVER))


def _words(every: Iterable[dict[str, Any]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(t.split()) for raw in every for name, t in raw.get("words", {}).items()}


def _wordings(every: Iterable[dict[str, Any]], table: str) -> dict[str, Pattern]:
    return {name: _compiled(text) for raw in every for name, text in raw.get(table, {}).items()}


def _rule(raw: dict[str, Any]) -> Rule:
    listed = {name: tuple(raw.get(name, ())) for name in ("forms", "sections")}
    pattern = _compiled(raw["pattern"]) if "pattern" in raw else None
    return Rule(**cast("dict[str, Any]", {**raw, **listed, "pattern": pattern}))


def _compiled(text: str) -> Pattern:
    return Pattern(_from_border(text))


def _from_border(text: str) -> str:
    """Say once that all alternatives of a pattern begin at a word's border, so that a place is tried once."""
    alternatives, depth = [""], 0
    for part in _PARTS.findall(text):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if part == "|" and not depth:
            alternatives.append("")
        else:
            alternatives[-1] += part
    begun = [a.strip() for a in alternatives]
    if len(begun) == 1 or not all(a.startswith(_BORDER) for a in begun):
        return text
    return rf"{_BORDER}(?:{'|'.join(a.removeprefix(_BORDER) for a in begun)})"
