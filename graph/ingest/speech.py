"""Speech: which project each sentence of a report speaks of, by the names it gives and what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.assertion import Polarity
from graph.ingest.claims import Claims, Thing, candidate, folded
from graph.ingest.entries import code_of
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence
from graph.ingest.registry import Registry, kind_of

Span = tuple[int, int]
_SPOKEN = ("results", "summary", "continuation", "regional")
_TOLD_AT_LENGTH = ("results", "summary")
_NAME_WORDS = 8
#: So many codes in a report's list of projects make it the whole list.
WHOLE_LIST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch ``start:end`` of a sentence's text that speaks of one project; where its name is.

    ``listed`` marks an item of a list that its project's name opens.
    """

    project: Thing
    passage: Passage
    sentence: Sentence
    start: int
    end: int
    name_end: int = 0
    listed: bool = False
    name_start: int = 0


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
        self._told: dict[str, Thing] = {}
        self._coordination = [p for p in registry.listed.values() if "koordinaatio" in p.label.casefold()]

    def turns(self) -> Iterator[Turn]:
        """Assert each mention of a project, and iterate over the stretches of sentences that speak of one."""
        headed: Thing | None = None
        opened: Thing | None = None
        last: Thing | None = None
        before: Passage | None = None
        for passage in self._paper.passages:
            if passage.section not in _SPOKEN:
                continue
            if passage.kind == "heading":
                named = self._claimed(passage)
                headed = named[0] if len(named) == 1 else None
                opened = last = None
                continue
            row = before is not None and self._same_row(before, passage)
            current = opened if (passage.kind == "list-item" and opened) or row else headed
            goes_on = self._tools.rules.wordings["goes_on"].match(passage.text)
            if current is None and goes_on and before is not None and before.section == passage.section:
                current = last
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
                first, last = start if i else 0, [*starts, len(text)][i + 1]
                yield Turn(project, passage, sentence, first, last, end, name_start=start)
                current, listed = project, False
            if named:
                continue
            if self._is_of_others(passage, sentence, text):
                current = None
                continue
            if coordination := self._coordinating(text):
                current = coordination
            refers = coordination or passage.kind in ("list-item", "cell") or wordings["hanke"].search(text)
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
        others = self._tools.rules.wordings["paid_by_others"].search(text)
        for start, end, last, project in sorted(self._named(passage, sentence, text), key=lambda n: n[:2]):
            unlisted = project.code not in self._registry.listed
            if project.code in self._registry.others or (unlisted and (others or self._is_beside(passage))):
                continue
            stance = self._tools.said(passage, sentence).stance(start, end) if denied else "affirmed"
            polarity: Polarity = "denied" if stance == "denied" else "affirmed"
            span = sentence.start + start, sentence.start + end
            rule = self._tools.rules["projects.named"]
            self._claims.add(rule, self._subject.code, project, passage, span, polarity=polarity)
            if polarity == "affirmed":
                self._also_called(passage, sentence, text, last, project)
                yield start, end, last, project

    def _is_beside(self, passage: Passage) -> bool:
        """Tell a passage on regional work, whose projects that a whole list lacks others paid for."""
        return passage.section == "regional" and len(self._registry.listed) >= WHOLE_LIST

    def _is_of_others(self, passage: Passage, sentence: Sentence, text: str) -> bool:
        """Tell a sentence that speaks of a project that the document's funds did not pay for."""
        others = self._registry.others
        return bool(others) and any(p.code in others for *_, p in self._named(passage, sentence, text))

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
            bare_name = not tail and self._registry.has(text[start:end])
            beyond = bare_name and wordings["longer_name"].match(text, end)
            if beyond or (text[before:start].strip() == "(" and before):
                continue
            before = tail.end() if tail else end
            project = self._which(folded(named.projects[0].code), named.projects, passage)
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
                begun = self._registry.get(name) or self._registry.begun_by(name)
                project = self._which(folded(name), begun, passage) or candidate(kind_of(found.group()), name)
                self._registry.add(name, project)
                taken.append((start, found.end()))
                yield start, end if spaced else found.end(), found.end(), project

    def _which(self, name: str, projects: tuple[Thing, ...], passage: Passage) -> Thing | None:
        """Return the one project, or of several that share a name the one that a code told first."""
        if len(projects) == 1:
            return projects[0]
        pattern = self._tools.rules.wordings["project_code"]
        codes = {code_of(m) for m in pattern.finditer(passage.text)}
        said = [p for p in projects if p.code in codes]
        if len(said) == 1:
            self._told[name] = said[0]
        told = self._told.get(name)
        return told if told in projects else None

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
