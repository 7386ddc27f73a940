"""Projects of a report: one code for each, however the document names it, and the words that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.assertion import Polarity
from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.entries import Entry, entries
from graph.ingest.frame import interval
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence
from graph.ingest.registry import Registry

Span = tuple[int, int]
_PROJECTS = ("Project", "CoordinationProject")
#: Short names beside a whole name that are another name for it, and beginnings that texts use for it.
_SHORT_NAMES = (
    "short_in_brackets",
    "short_at_end",
    "short_after_project",
    "short_at_start",
    "short_before_dash",
    "short_before_colon",
)
_BEGINNINGS = ("name_before_dash", "name_before_brackets")
_SPOKEN = ("results", "summary", "continuation", "regional")
_TOLD_AT_LENGTH = ("results", "summary")
_NAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch ``start:end`` of a sentence's text that speaks of one project; where its name ends.

    ``listed`` marks an item of a list that its project's name opens.
    """

    project: Thing
    passage: Passage
    sentence: Sentence
    start: int
    end: int
    name_end: int = 0
    listed: bool = False


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> list[Turn]:
    """Assert the projects that a document lists and names, and return what it says of which."""
    registry = Registry(tools.lemmatiser, tools.rules.wordings["project_word"])
    for concept in tools.vocabulary.of_kind(*_PROJECTS):
        for name in tools.vocabulary.names_of(concept.code):
            registry.add(_bare(name, tools), known(concept, _kind(concept.label)), own=False)
    for entry in entries(paper, tools):
        _listed(entry, tools, claims, subject, registry)
    if paper.form != "report":
        return []
    return list(Speech(paper, tools, claims, subject, registry).turns())


def _listed(entry: Entry, tools: Tools, claims: Claims, subject: Thing, registry: Registry) -> None:
    """Assert an entry of a project list: its code, its name and the short names inside the name."""
    code, name = entry.code, entry.label
    again = code in registry.listed
    project = _project(entry, tools, registry)
    if entry.told:
        _name_told(entry, tools, registry, project)
    elif name:
        end = entry.name[1] - _trailing(name, tools)
        claims.add(tools.rules["projects.listed"], subject.code, project, entry.passage, (entry.name[0], end))
        _short_names(entry, tools, claims, project, registry)
    if code and entry.coded and (entry.told or not again):
        claims.add(tools.rules["projects.code"], subject.code, project, entry.coded, entry.place)
    if entry.beside and not again:
        maker = candidate("Organization", entry.beside.text)
        span = 0, len(entry.beside.text)
        claims.add(tools.rules["projects.implementer"], project.code, maker, entry.beside, span)


def _project(entry: Entry, tools: Tools, registry: Registry) -> Thing:
    """Return the project of an entry: its code's, else the one known by its name, else a candidate."""
    code, name = entry.code, entry.label
    if not code:
        known_by_name = registry.get(_bare(name, tools))
        return known_by_name[0] if len(known_by_name) == 1 else candidate(_kind(name), _bare(name, tools))
    concept = tools.vocabulary.concepts.get(code)
    label = concept.label if concept else name or code
    return registry.listed.setdefault(code, Thing(code, _kind(label), label, candidate=concept is None))


def _name_told(entry: Entry, tools: Tools, registry: Registry, project: Thing) -> None:
    """Give a project the name that a sentence has before its code, unless the sentence names it as known."""
    passage, (start, end) = entry.passage, entry.name
    stretch = passage.text[start:end]
    quoted = list(tools.rules.wordings["quoted_name"].finditer(passage.text, 0, entry.place[0]))
    if quoted and entry.place[0] - quoted[-1].end() <= _LEAST_GAP:
        registry.add(_bare(quoted[-1]["name"], tools), project)
        return
    sentence = next((s for s in passage.sentences if s.start <= end <= s.end), None)
    words = [w for w in (sentence.words if sentence else ()) if start <= w.start < end and not w.is_mark]
    for word in reversed(words[:-1]):
        if tools.phrases.is_finite(word):
            words = [w for w in words if w.start > word.start]
    generic = tools.rules.wordings["hanke"]
    capital = [w for w in words if w.text[:1].isupper() and not generic.match(w.text)]
    name = passage.text[capital[0].start : end] if capital else stretch
    registry.add(_bare(name, tools), project)
    registry.add(name, project)


_LEAST_GAP = 16


def _trailing(name: str, tools: Tools) -> int:
    """Return the length of what follows a name in brackets."""
    found = tools.rules.wordings["name_brackets"].search(name)
    return len(found.group()) if found and found.start() else 0


def _short_names(entry: Entry, tools: Tools, claims: Claims, project: Thing, registry: Registry) -> None:
    name, at = entry.label, entry.name[0]
    for whole in (name, _bare(name, tools)):
        registry.add(whole, project)
    for kind in _BEGINNINGS:
        for found in tools.rules.wordings[kind].finditer(name):
            registry.add(_bare(found["name"], tools), project)
            registry.add(found["name"], project)
    for kind in _SHORT_NAMES:
        for found in tools.rules.wordings[kind].finditer(name):
            short = found["name"]
            registry.add(_bare(short, tools), project)
            registry.add(short, project)
            literal = Thing(f'"{short}"@fi', "Name", short)
            span = at + found.start("name"), at + found.end("name")
            claims.add(tools.rules["projects.short-name"], project.code, literal, entry.passage, span)
    years = tools.rules.wordings["years"].search(entry.passage.text[: at + len(name) + 12], at)
    if years and years.start() >= at + len(name) - 12:
        claims.add(tools.rules["projects.years"], project.code, interval(years), entry.passage, years.span())


def _kind(name: str) -> str:
    return "CoordinationProject" if "koordinaatiohan" in name.casefold() else "Project"


def _bare(name: str, tools: Tools) -> str:
    """Return a name without the word for project at its end."""
    return tools.rules.wordings["project_end"].sub("", name) or name


class Speech:
    """Reads which project each sentence of a report speaks of."""

    def __init__(
        self, paper: Paper, tools: Tools, claims: Claims, subject: Thing, registry: Registry
    ) -> None:
        self._paper = paper
        self._tools = tools
        self._claims = claims
        self._subject = subject
        self._registry = registry
        self._coordination = [p for p in registry.listed.values() if p.kind == "CoordinationProject"]

    def turns(self) -> Iterator[Turn]:
        """Assert each mention of a project, and iterate over the stretches of sentences that speak of one."""
        headed: Thing | None = None
        opened: Thing | None = None
        before: Passage | None = None
        for passage in self._paper.passages:
            if passage.section not in _SPOKEN:
                continue
            if passage.kind == "heading":
                named = self._claimed(passage)
                headed = named[0] if len(named) == 1 else None
                opened = None
                continue
            row = before is not None and self._same_row(before, passage)
            current = opened if (passage.kind == "list-item" and opened) or row else headed
            last = current
            for turn in self._passage(passage, current, listed=current is not None and current is opened):
                yield turn
                last = turn.project
            leads = passage.text.rstrip().endswith(":")
            opened = (
                last
                if leads
                or row
                or passage.kind == "cell"
                or (passage.kind == "list-item" and current is opened)
                else None
            )
            before = passage

    def _same_row(self, one: Passage, other: Passage) -> bool:
        cells = one.kind == other.kind == "cell"
        return cells and "\n" not in self._paper.text[one.end : other.start]

    def _claimed(self, passage: Passage) -> list[Thing]:
        return [
            project
            for sentence in passage.sentences
            for _, _, _, project in self._mentions(passage, sentence)
        ]

    def _passage(self, passage: Passage, current: Thing | None, *, listed: bool) -> Iterator[Turn]:
        wordings = self._tools.rules.wordings
        for sentence in passage.sentences:
            text = passage.text_of(sentence)
            named = list(self._mentions(passage, sentence))
            starts = [start for start, _, _, _ in named]
            for i, (start, _, end, project) in enumerate(named):
                yield Turn(project, passage, sentence, start if i else 0, [*starts, len(text)][i + 1], end)
                current, listed = project, False
            if named:
                continue
            if coordination := self._coordinating(text):
                current = coordination
            refers = passage.kind in ("list-item", "cell") or wordings["hanke"].search(text)
            if wordings["several_spoken"].search(text) and passage.kind not in ("list-item", "cell"):
                current = None
            elif current and (refers or passage.section in _TOLD_AT_LENGTH):
                yield Turn(current, passage, sentence, 0, len(text), listed=listed)
            else:
                current = None

    def _coordinating(self, text: str) -> Thing | None:
        """Return the document's one coordination project where a sentence begins with that word alone."""
        alone = self._tools.rules.wordings["coordination_alone"].match(text)
        return self._coordination[0] if alone and len(self._coordination) == 1 else None

    def _mentions(self, passage: Passage, sentence: Sentence) -> Iterator[tuple[int, int, int, Thing]]:
        """Assert the projects that a sentence names: iterate over start, end, end with "-hanke", project."""
        text = passage.text_of(sentence)
        denied = self._tools.rules.wordings["not_of_these"].search(text)
        for start, end, last, project in sorted(self._named(passage, sentence, text), key=lambda n: n[:2]):
            stance = self._tools.said(passage, sentence).stance(start, end) if denied else "affirmed"
            polarity: Polarity = "denied" if stance == "denied" else "affirmed"
            span = sentence.start + start, sentence.start + end
            rule = self._tools.rules["projects.named"]
            self._claims.add(rule, self._subject.code, project, passage, span, polarity=polarity)
            if polarity == "affirmed":
                self._also_called(passage, sentence, text, last, project)
                yield start, end, last, project

    def _also_called(self, passage: Passage, sentence: Sentence, text: str, end: int, project: Thing) -> None:
        """Assert the short name that follows a name ("Silta työhön -hanke eli SILTA")."""
        found = self._tools.rules.wordings["also_called"].match(text, end)
        if not found:
            return
        short = self._tools.rules.wordings["case_ending"].sub("", found["name"])
        self._registry.add(short, project)
        span = sentence.start + found.start("name"), sentence.start + found.end("name")
        literal = Thing(f'"{short}"@fi', "Name", short)
        self._claims.add(self._tools.rules["projects.short-name"], project.code, literal, passage, span)

    def _named(
        self, passage: Passage, sentence: Sentence, text: str
    ) -> Iterator[tuple[int, int, int, Thing]]:
        """Find names of projects in a sentence: known ones, and others before a word for project."""
        wordings, taken = self._tools.rules.wordings, list[Span]()
        before = 0
        for named in self._registry.mentions(sentence.words):
            start = sentence.words[named.first].start - sentence.start
            end = sentence.words[named.last - 1].end - sentence.start
            if text[end : end + 1] in "!?" and end + 1 < len(text):
                end += 1
            tail = wordings["project_suffix"].match(text, end)
            taken.append((start, tail.end() if tail else end))
            if text[before:start].strip() == "(" and before:
                continue
            before = tail.end() if tail else end
            project = self._which(named.projects, passage)
            several = bool(tail and wordings["several_projects"].search(tail.group()) and named.projects[1:])
            if project and not several:
                yield start, end, before, project
        for found in wordings["project_suffixed"].finditer(text):
            spaced = found.group().startswith(" ")
            start, end = self._name_place(text, found.start(), spaced=spaced)
            name = text[start:end]
            generic = wordings["generic_project"].match(name)
            several = bool(wordings["several_projects"].search(found.group()))
            free = not any(s < found.end() and start < e for s, e in taken)
            if name and free and not generic and not several:
                begun = self._registry.begun_by(name)
                project = self._which(begun, passage) or candidate(_kind(found.group()), name)
                self._registry.add(name, project)
                taken.append((start, found.end()))
                yield start, end if spaced else found.end(), found.end(), project

    def _which(self, projects: tuple[Thing, ...], passage: Passage) -> Thing | None:
        """Return the one project, or of several that share a name the one whose code the passage gives."""
        if len(projects) == 1:
            return projects[0]
        codes = {
            re.sub(r"\W", "", m.group()).upper()
            for m in self._tools.rules.wordings["project_code"].finditer(passage.text)
        }
        said = [p for p in projects if p.code in codes]
        return said[0] if len(said) == 1 else None

    def _name_place(self, text: str, end: int, *, spaced: bool) -> Span:
        """Return the place of the name before a word for project: inside quotes, else from a capital on."""
        quoted = list(self._tools.rules.wordings["quoted_name"].finditer(text, 0, end))
        if quoted and not text[quoted[-1].end() : end].strip():
            return quoted[-1].span("name")
        words = list(re.finditer(r"(?:[^\s,;:.()\"”“]|\.(?=\w))+", text[:end]))[-_NAME_WORDS:]
        if not words or text[words[-1].end() : end].strip():
            return end, end
        if spaced:
            capital = [w for w in words if w.group()[0].isupper() and _runs_on(text, w.start(), end)]
            return (capital[-1].start(), end) if capital else (end, end)
        start = words[-1].start()
        for word in reversed(words[:-1]):
            if not word.group().isupper() or text[word.end() : start].strip():
                break
            start = word.start()
        return (start, end) if text[start].isupper() or text[start] == "#" else (end, end)


def _runs_on(text: str, start: int, end: int) -> bool:
    return not re.search(r"[,;:()]|\.(?!\w)", text[start:end])
