"""Rules: what a wording in a section of a form says, declared as data; a rule's id goes on its assertions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal, cast

from graph.assertion import Band, Polarity, Scalar

Each = Literal["mention", "passage", "section"]


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
    pattern: re.Pattern[str] | None = None
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
    wordings: Mapping[str, re.Pattern[str]]

    def __getitem__(self, id: str) -> Rule:  # noqa: A002 - the name a rule's id has everywhere
        return self._by_id[id]

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _families(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.id.split(".")[0], []).append(rule)
        return found

    def of(self, family: str, form: str = "", section: str = "") -> Iterator[Rule]:
        """Iterate over the rules of a family (their ids' first part) that hold in a section of a form."""
        return (r for r in self._families.get(family, ()) if r.holds(form, section))


def load() -> Rules:
    """Load the declared rules of the package."""
    folder = files("graph.ingest") / "rules"
    declared = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    rules: list[Rule] = []
    words: dict[str, frozenset[str]] = {}
    wordings: dict[str, re.Pattern[str]] = {}
    for file in declared:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        rules += [_rule(r) for r in raw.get("rule", ())]
        words |= {name: frozenset(text.split()) for name, text in raw.get("words", {}).items()}
        wordings |= {name: _compiled(text) for name, text in raw.get("wordings", {}).items()}
    return Rules(tuple(rules), words, wordings)


def _rule(raw: dict[str, Any]) -> Rule:
    listed = {name: tuple(raw.get(name, ())) for name in ("forms", "sections")}
    pattern = _compiled(raw["pattern"]) if "pattern" in raw else None
    return Rule(**cast("dict[str, Any]", {**raw, **listed, "pattern": pattern}))


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)
