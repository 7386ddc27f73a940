"""The frame of a document: what it describes, with its objective, period, money and ministry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from graph.ingest.claims import Claims, Thing, candidate, folded, known
from graph.ingest.paper import Field, Paper, Tools, span_of
from graph.ingest.passages import Passage
from graph.ingest.theme_names import name_span, other_names
from graph.ingest.vocabulary import Concept

_SAME_NAME = 88
_NAMELESS = {
    "MeasurePackage": "Valtakunnallinen toimenpidekokonaisuus",
    "Theme": "Valtakunnallinen teema",
    "CoordinationProject": "Koordinaatiohanke",
}
_FIELDS = {"funding": "kyt:field-funding", "contact": "kyt:field-contact"}
_NEAR = 30
_STAGES = ("paid", "committed", "called")
_NUMBERS = ("programmeNumber", "draftNumber", "regulationNumber", "notation")
_UNITS = {"milj": 10**6, "m": 10**6, "mrd": 10**9, "miljard": 10**9, "t": 1000}
_EU_AND_STATE = re.compile(r"EU\s*\+\s*valtio\s*\)", re.IGNORECASE)
_COMPOSITION = "kyt:composition-"


@dataclass(frozen=True, slots=True)
class Described:
    """What a document describes, and the policy level that its goals, instruments and groups belong to.

    They differ only in the form of a coordination project, where the policy is its specific objective's.
    """

    itself: Thing
    policy: Thing


def describe(paper: Paper, tools: Tools, claims: Claims) -> Described:
    """Assert what the header says, and return what it is said of."""
    field = paper.field("title")
    levels = list(_objectives(field.value, paper, tools)) if field else []
    subject = _subject(paper, tools, field, [thing for thing, _ in levels])
    policy = subject
    if field:
        _title(tools, claims, paper, subject, field)
        for found, span in levels:
            claims.add(tools.rules[f"frame.{found.kind}"], subject.code, found, field.value, span)
        if subject.kind == "CoordinationProject":
            policy = next((thing for thing, _ in levels if thing.kind == "SpecificObjective"), subject)
            if word := tools.rules.wordings["coordination"].search(field.value.text):
                claims.add(tools.rules["frame.coordination"], policy.code, subject, field.value, word.span())
    elif subject.kind == "MeasurePackage":
        _unnamed(paper, tools, claims, subject)
    for extract in (_period, _funding, _ministry, _unfilled):
        extract(paper, tools, claims, subject)
    return Described(subject, policy)


def _unnamed(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    """Assert what a report without its first rows describes, where its text first speaks of it."""
    rule = tools.rules["frame.unnamed"]
    for passage in paper.passages:
        if found := next(rule.find(passage.text), None):
            claims.add(rule, paper.code, subject, passage, found.span())
            return


def _title(tools: Tools, claims: Claims, paper: Paper, subject: Thing, field: Field) -> None:
    place = (_package_span if subject.kind == "MeasurePackage" else name_span)(field.value, tools)
    rule = tools.rules[f"frame.{subject.kind}"]
    if place is None:
        claims.add(rule, paper.code, subject, field.label, (0, len(field.label.text)))
        return
    claims.add(rule, paper.code, subject, field.value, place)
    for start, end in other_names(field.value, place, tools) if subject.kind != "MeasurePackage" else ():
        name = field.value.text[start:end]
        claims.add(
            tools.rules["frame.other-name"],
            subject.code,
            Thing(f'"{name}"', "Name", name),
            field.value,
            (start, end),
        )


def _subject(paper: Paper, tools: Tools, field: Field | None, levels: list[Thing]) -> Thing:
    kind = "Theme" if paper.form == "theme" else "MeasurePackage"
    if kind == "MeasurePackage":
        return _package(paper, tools, field, levels)
    place = name_span(field.value, tools) if field else None
    name = field.value.text[slice(*place)] if field and place else ""
    if field and tools.rules.wordings["coordination"].search(field.value.text):
        kind = "CoordinationProject"
    if not name:
        return candidate(kind, _NAMELESS[kind], paper.code)
    concept = closest(tools, name, kind) or _by_objective(tools, kind, name, levels)
    return known(concept, kind) if concept else candidate(kind, name)


def _by_objective(tools: Tools, kind: str, name: str, levels: list[Thing]) -> Concept | None:
    """Find what is named by its kind alone: the one of that kind that is part of the objective above it."""
    if folded(name) != folded(_NAMELESS[kind]):
        return None
    above = {thing.code for thing in levels if thing.kind == "SpecificObjective"}
    parts = [c for c in tools.vocabulary.of_kind(kind) if not above.isdisjoint(c.facts.get("isPartOf", ()))]
    return parts[0] if len(parts) == 1 else None


def _package(paper: Paper, tools: Tools, field: Field | None, levels: list[Thing]) -> Thing:
    """Find a measure package by its name, its objectives or a page linked to; else mint the report's own."""
    if field and (place := _package_span(field.value, tools)):
        name = field.value.text[slice(*place)]
        concept = closest(tools, name, "MeasurePackage")
        return known(concept, "MeasurePackage") if concept else candidate("MeasurePackage", name)
    packages = list(tools.vocabulary.of_kind("MeasurePackage"))
    wanted = {thing.code for thing in levels}
    addresses = {word.strip("<>(),.;") for word in paper.text.split() if "://" in word}
    placed = [c for c in packages if wanted and wanted == set(c.facts.get("isPartOf", ()))]
    linked = [c for c in packages if not addresses.isdisjoint(c.facts.get("source", ()))]
    for found in (placed, linked):
        if len(found) == 1:
            return known(found[0], "MeasurePackage")
    nameless, numbers = _NAMELESS["MeasurePackage"], (str(thing.values["notation"]) for thing in levels)
    label = " ".join((nameless, *dict.fromkeys(numbers)))
    return candidate("MeasurePackage", label, paper.code, identity=nameless)


def closest(tools: Tools, name: str, *kinds: str) -> Concept | None:
    """Return the concept of these kinds whose label is nearest to a name, or None where none is near."""
    wanted = folded(name)
    scored = [
        (fuzz.ratio(wanted, folded(label)), concept)
        for concept in tools.vocabulary.of_kind(*kinds)
        for label in tools.vocabulary.names_of(concept.code)
    ]
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best and best[0] >= _SAME_NAME else None


def _package_span(passage: Passage, tools: Tools) -> tuple[int, int] | None:
    """Find a measure package's own name, which reports give before its objectives, if at all."""
    found = tools.rules.wordings["package_name"].match(passage.text)
    return found.span("name") if found else None


def _objectives(passage: Passage, paper: Paper, tools: Tools) -> Iterator[tuple[Thing, tuple[int, int]]]:
    found = list(tools.rules.wordings["objective"].finditer(passage.text))
    theme = name_span(passage, tools)
    limit = theme[0] if theme else len(passage.text)
    for match, following in zip(found, [*found[1:], None], strict=False):
        kind = "PriorityAxis" if match["axis"] else "SpecificObjective"
        stop = following.start() if following else len(passage.text)
        stop = min(stop, limit) if limit > match.end() else stop
        name = re.split(r"[,;:]", passage.text[match.end() : stop])[0].rstrip(" .")
        thing = objective(tools, kind, match["code"], period_of(paper), name)
        named = closest(tools, name, kind) if thing.candidate and name else None
        thing = replace(known(named, kind), values=thing.values) if named else thing
        yield thing, (match.start("code"), match.end() + len(name) if name else match.end("code"))


def objective(tools: Tools, kind: str, number: str, period: str, name: str = "") -> Thing:
    """Resolve the number of an objective or axis in a programming period, else mint a candidate."""
    for concept in tools.vocabulary.of_kind(kind):
        numbers = {value for fact in _NUMBERS for value in concept.facts.get(fact, ())}
        if number in numbers and period in concept.facts.get("period", ()):
            return replace(known(concept, kind), values={"notation": number})
    return candidate(kind, f"{number} {name}".strip(), period, identity=number, values={"notation": number})


def period_of(paper: Paper) -> str:
    """Return the programming period that a form belongs to."""
    return "2014-2020" if paper.form == "report" else "2021-2027"


def _period(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    field = paper.field("period")
    found = tools.rules.wordings["years"].search(field.value.text) if field else None
    if field and found:
        claims.add(tools.rules["frame.period"], subject.code, interval(found), field.value, found.span())


def interval(years: re.Match[str]) -> Thing:
    """Return a span of years as a thing of its own."""
    first, last = years["first"], years["last"]
    code = candidate("Interval", f"{first}/{last}").code
    values = {"startYear": int(first), "endYear": int(last)}
    return Thing(code, "Interval", f"{first}–{last}", values=values)


def _funding(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    field = paper.field("funding")
    if field is None:
        return
    passage, wordings = field.value, tools.rules.wordings
    scope = "coordination" if wordings["coordination"].search(passage.text) else "theme"
    is_both = any(_EU_AND_STATE.search(part.text) for part in (field.label, passage))
    composition = _COMPOSITION + ("eu-and-state" if is_both else "not-stated")
    for found in wordings["amount"].finditer(passage.text):
        if found["unit"] or found["currency"]:
            end = (
                len(passage.text) if scope == "coordination" else found.start() + len(found.group().rstrip())
            )
            stage = _stage(passage.text[: found.start()], tools)
            thing = money(
                found, paper.code, scope, {"composition": composition, "stage": f"kyt:stage-{stage}"}
            )
            claims.add(tools.rules["frame.funding"], subject.code, thing, passage, (found.start(), end))


def _stage(before: str, tools: Tools) -> str:
    """Tell by the words just before a sum whether it is planned, called, committed or paid."""
    said = before[-_NEAR:]
    return next((s for s in _STAGES if tools.rules.wordings[f"stage_{s}"].search(said)), "planned")


def money(found: re.Match[str], document: str, scope: str, values: dict[str, str]) -> Thing:
    """Return a sum as written: without a currency where the text has none."""
    number = float(re.sub(r"[ \u00a0]", "", found["number"]).replace(",", "."))
    unit = (found["unit"] or "").casefold().rstrip(".")
    factor = next((f for start, f in reversed(_UNITS.items()) if unit.startswith(start)), 1) if unit else 1
    whole = {"amount": str(round(number * factor)), "fundingScope": f"kyt:fundingScope-{scope}", **values}
    if found["currency"]:
        whole["currency"] = "EUR"
    label = found.group().strip()
    return Thing(
        candidate("MonetaryAmount", label, document, scope).code, "MonetaryAmount", label, values=whole
    )


def _ministry(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    field = paper.field("contact-ministry")
    if field is None:
        return
    for sentence in field.value.sentences:
        for mention, things in tools.named("organisations", ("Organization",), sentence):
            for thing in things:
                span = span_of(sentence, mention.first, mention.last)
                claims.add(tools.rules["frame.ministry"], subject.code, thing, field.value, span)


def _unfilled(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    for field in paper.fields:
        code = _FIELDS.get(field.key.split("-")[0])
        found = tools.rules.wordings["unfilled"].search(field.value.text) if code else None
        if code and found:
            concept = tools.vocabulary.concepts.get(code)
            thing = Thing(code, "Field", concept.label if concept else field.label.text)
            claims.add(tools.rules["frame.unfilled"], subject.code, thing, field.value, found.span())
