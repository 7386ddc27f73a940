"""Rules are data: each has an id of its own, a relation of the graph, and holds only where it says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from graph.ingest import form as forms
from graph.ingest import rules as rules_module
from graph.ingest.rules import Rules, load
from graph.terms import KINDS, RELATIONS


def test_no_two_rules_share_an_id(rules: Rules) -> None:
    assert len({rule.id for rule in rules.rules}) == len(rules.rules)


@pytest.mark.parametrize("text", ["uudistusohjelma", "ammattialan työntekijät", "yk:n yleissopimus", "talo"])
def test_a_pattern_for_texts_without_capitals_finds_what_the_rule_finds(rules: Rules, text: str) -> None:
    for name in ("instrument_name", "professional", "international_name"):
        pattern = rules.wordings[name]
        assert [m.span() for m in pattern.plain.finditer(text)] == [m.span() for m in pattern.finditer(text)]


def test_every_rule_asserts_a_relation_and_a_kind_of_the_graph(rules: Rules) -> None:
    assert {rule.relation for rule in rules.rules} <= set(RELATIONS)
    assert {rule.kind for rule in rules.rules if rule.kind} <= {*KINDS, "MonetaryAmount", "Interval"}


def test_every_form_and_section_a_rule_names_is_declared(rules: Rules) -> None:
    declared = forms.load()
    keys = {key for form in declared for key in form.keys}
    assert {form for rule in rules.rules for form in rule.forms} <= {form.key for form in declared}
    assert {section for rule in rules.rules for section in rule.sections} <= keys


def test_a_rule_holds_only_in_its_forms_and_sections(rules: Rules) -> None:
    rule = rules["groups.target-section"]
    assert rule.holds("theme", "target-groups")
    assert not rule.holds("theme", "content")


def test_a_rule_without_a_place_holds_everywhere(rules: Rules) -> None:
    assert rules["groups.part"].holds("theme", "content")


def test_a_family_is_the_first_part_of_an_id(rules: Rules) -> None:
    assert {rule.id for rule in rules.of("uptake", "report", "continuation")} >= {
        "uptake.in-use",
        "uptake.ended",
    }
    assert list(rules.of("uptake", "theme", "continuation")) == []


def test_no_two_files_declare_the_same_wording() -> None:
    folder = Path(rules_module.__file__).parent / "rules"
    declared = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    names = [name for raw in declared if "language" not in raw for name in raw.get("wordings", {})]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_language_declares_only_wordings_that_are_looked_for(language: str, rules: Rules) -> None:
    own = ("among_before", "international_name", "european_name")
    assert set(load(language).wordings) - set(rules.wordings) <= set(own)


def test_no_word_list_names_a_capitalised_thing(rules: Rules) -> None:
    assert all(word == word.lower() for words in rules.words.values() for word in words)
