"""Projects of a report: one code for each, however the document names it, and the words that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from graph.assertion import Polarity
from graph.ingest.claims import Claims, Thing, candidate, folded, known
from graph.ingest.frame import interval
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence

_LOOK_ALIKE = str.maketrans("ЅЈА", "SJA")
_PROJECTS = ("Project", "CoordinationProject")
_SHORT_NAMES = (
    "short_in_brackets",
    "short_at_end",
    "short_at_start",
    "short_before_dash",
    "short_before_colon",
)
_SPOKEN = ("results", "summary", "continuation", "regional")
_NAME_WORDS = 6
_FEW_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch ``start:end`` of a sentence's text that speaks of one project; where its name ends."""

    project: Thing
    passage: Passage
    sentence: Sentence
    start: int
    end: int
    name_end: int = 0


@dataclass
class Registry:
    """Names of a document's projects, each with its project, and the projects whose codes it gives."""

    names: dict[str, Thing] = field(default_factory=dict)
    listed: dict[str, Thing] = field(default_factory=dict)

    def add(self, name: str, project: Thing) -> None:
        """Give a project a name; a name already given stays with its first project."""
        self.names.setdefault(folded(name), project)

    def possible_in(self, text: str) -> list[str]:
        """Return the names whose first word, or its beginning, stands in a text."""
        words = set(folded(text).split())
        starts = {word[:length] for word in words for length in range(1, len(word) + 1)}
        return [n for n in self.names if len(n) >= _FEW_LETTERS and n.split()[0] in starts]

    def get(self, name: str) -> Thing | None:
        """Return the project of a name, compared without case and punctuation."""
        return self.names.get(folded(name))


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> list[Turn]:
    """Assert the projects that a document lists and names, and return what it says of which."""
    registry = Registry()
    for concept in tools.vocabulary.of_kind(*_PROJECTS):
        for name in tools.vocabulary.names_of(concept.code):
            registry.add(_bare(name, tools), known(concept, _kind(concept.label)))
    coded = [
        p
        for p in paper.passages
        if p.kind != "heading" and tools.rules.wordings["project_code"].search(p.text)
    ]
    for passage in sorted(coded, key=lambda p: _is_told(p, tools)):
        _listed(passage, tools, claims, subject, registry)
    if paper.form != "report":
        return []
    return list(_turns(paper, tools, claims, subject, registry))


def _is_told(passage: Passage, tools: Tools) -> bool:
    """Tell a sentence that speaks of a project from an entry of a list: a verb follows the code."""
    code = next(tools.rules.wordings["project_code"].finditer(passage.text))
    words = (w for s in passage.sentences for w in s.words if w.start >= code.end() and not w.is_mark)
    return any(tools.phrases.is_finite(w) for w in words)


def _listed(passage: Passage, tools: Tools, claims: Claims, subject: Thing, registry: Registry) -> None:
    """Read an entry of a project list: its code, the name before it and the short names inside the name."""
    found = next(tools.rules.wordings["project_code"].finditer(passage.text))
    code = re.sub(r"[^\w]", "", found.group()).translate(_LOOK_ALIKE).upper()
    name = _listed_name(passage.text, found.start(), tools)
    told, again = _is_told(passage, tools), code in registry.listed
    concept = tools.vocabulary.concepts.get(code)
    label = concept.label if concept else name or code
    project = registry.listed.setdefault(code, Thing(code, _kind(label), label, candidate=concept is None))
    if told and name:
        registry.add(_bare(name, tools), project)
    elif name and not again:
        claims.add(tools.rules["projects.listed"], subject.code, project, passage, (0, len(name)))
        _short_names(passage, name, tools, claims, project, registry)
    if told or not again:
        claims.add(tools.rules["projects.code"], subject.code, project, passage, found.span())


def _listed_name(text: str, code: int, tools: Tools) -> str:
    stop = tools.rules.wordings["name_stop"].search(text)
    name = text[: min(stop.start() if stop else code, code)].rstrip(" ,;:–-(<[")
    years = tools.rules.wordings["years"].search(name)
    return (
        name[: years.start()].rstrip(" ,(")
        if years and years.end() >= len(name) - 1 and years.start()
        else name
    )


def _short_names(
    passage: Passage, name: str, tools: Tools, claims: Claims, project: Thing, registry: Registry
) -> None:
    registry.add(_bare(name, tools), project)
    for kind in _SHORT_NAMES:
        for found in tools.rules.wordings[kind].finditer(name):
            short = found["name"]
            registry.add(_bare(short, tools), project)
            literal = Thing(f'"{short}"@fi', "Name", short)
            claims.add(tools.rules["projects.short-name"], project.code, literal, passage, found.span("name"))
    years = tools.rules.wordings["years"].search(passage.text[: len(name) + 12])
    if years and years.start() >= len(name) - 12:
        claims.add(tools.rules["projects.years"], project.code, interval(years), passage, years.span())


def _kind(name: str) -> str:
    return "CoordinationProject" if "koordinaatiohan" in name.casefold() else "Project"


def _bare(name: str, tools: Tools) -> str:
    """Return a name without the word for project at its end."""
    return _without_end(name, tools.rules.wordings["project_word"].pattern) or name


@cache
def _without_end(name: str, word: str) -> str:
    return re.sub(rf"\s?[-–]?\s?{word}$", "", name, flags=re.IGNORECASE | re.VERBOSE)


def _turns(paper: Paper, tools: Tools, claims: Claims, subject: Thing, registry: Registry) -> Iterator[Turn]:
    for passage in paper.within(*_SPOKEN):
        current: Thing | None = None
        for sentence in passage.sentences:
            text = passage.text_of(sentence)
            named = sorted(_named(text, tools, registry))
            starts = [start for start, _, _ in named]
            for i, (start, end, project) in enumerate(named):
                span = sentence.start + start, sentence.start + end
                stance = tools.said(passage, sentence).stance(start, end)
                polarity: Polarity = "denied" if stance == "denied" else "affirmed"
                claims.add(
                    tools.rules["projects.named"], subject.code, project, passage, span, polarity=polarity
                )
                if polarity == "denied":
                    continue
                yield Turn(project, passage, sentence, start if i else 0, [*starts, len(text)][i + 1], end)
                current = project
            refers = passage.kind == "list-item" or tools.rules.wordings["hanke"].search(text)
            if not named and current and refers:
                yield Turn(current, passage, sentence, 0, len(text))
            elif not named:
                current = current if passage.kind == "list-item" else None


def _named(text: str, tools: Tools, registry: Registry) -> Iterator[tuple[int, int, Thing]]:
    """Find names of projects in a sentence: before a word for project, or known ones by themselves."""
    word = tools.rules.wordings["project_word"].pattern
    taken: list[tuple[int, int]] = []
    for found in re.finditer(
        rf"\s?[-–]\s?(?<![^\W\d_]\s){word}|(?<=\w)\s[-–]\s?{word}", text, re.IGNORECASE | re.VERBOSE
    ):
        start = _name_start(text, found.start(), spaced=found.group().startswith(" "), registry=registry)
        name = text[start : found.start()].strip()
        generic = tools.rules.wordings["generic_project"].match(name)
        several = tools.rules.wordings["several_projects"].search(found.group()) and not registry.get(name)
        if name and not generic and not several:
            project = registry.get(name) or candidate(_kind(found.group()), name)
            registry.add(name, project)
            taken.append((start, found.end()))
            yield start, found.end(), project
    for name in registry.possible_in(text):
        for found in _alone(name).finditer(text):
            if (
                not any(s < found.end() and found.start() < e for s, e in taken)
                and found.group()[0].isupper()
            ):
                taken.append(found.span())
                yield *found.span(), registry.names[name]


@cache
def _alone(name: str) -> re.Pattern[str]:
    """Return the pattern of a name by itself, with the endings a name takes."""
    spoken = r"[\W_]+".join(re.escape(part) for part in name.split())
    ending = r"(?::?(?:n|a|ä|ta|tä|ssa|ssä|sta|stä|lla|llä|lle|lta|an|in|ä))?"
    return re.compile(rf"(?i:(?<![\w-]){spoken}){ending}(?![\w-])")


def _name_start(text: str, end: int, *, spaced: bool, registry: Registry) -> int:
    """Return where the name that ends at ``end`` starts: a known name's start, else the last capital's."""
    words = list(re.finditer(r"(?:[^\s,;:.()]|\.(?=\w))+", text[:end]))[-_NAME_WORDS:]
    for word in words:
        if registry.get(text[word.start() : end]):
            return word.start()
    if not words:
        return end
    if spaced:
        capital = [w for w in words if w.group()[0].isupper() and _runs_on(text, w.start(), end)]
        return capital[-1].start() if capital else end
    start = words[-1].start()
    for word in reversed(words[:-1]):
        if not word.group().isupper() or text[word.end() : start].strip():
            break
        start = word.start()
    return start if text[start].isupper() or text[start] == "#" else end


def _runs_on(text: str, start: int, end: int) -> bool:
    return not re.search(r"[,;:()]|\.(?!\w)", text[start:end])
