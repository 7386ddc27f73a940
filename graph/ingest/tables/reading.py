"""Titles and summaries of register rows, read as texts are: every link is a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.ingest.claims import Claims, Thing
from graph.ingest.free import assert_free, tools_for
from graph.ingest.languages import LANGUAGES, Language
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.linking import Linker
from graph.ingest.naming import Named, known_groups
from graph.ingest.paper import INSTRUMENTS, Paper, Tools, span_of
from graph.ingest.passages import Passage, Sentence, passage
from graph.ingest.people import is_meant
from graph.ingest.rules import Rule
from graph.ingest.vocabulary import Vocabulary
from graph.store.proposed import RELATIONS, Proposed
from graph.store.table import Record

#: Says of a file of links which reading made them; another number where the same rows would give others.
READER = "rows-1"
_THEMES = frozenset(("Theme", "MeasurePackage", "SubTheme", "StrategicGoal"))
_TOPICS = {
    "rows.title-method": ("methods", ("Method",)),
    "rows.title-phenomenon": ("phenomena", ("Phenomenon",)),
    "rows.title-instrument": ("instruments", INSTRUMENTS),
}
_ROLES = {"participants": "rows.title-group", "intermediaries": "rows.title-intermediary"}
_SUBJECT = Thing("row", "Project", "row")
_BEGINS = 2014


class RowReader:
    """Reads rows against one vocabulary; what a language needs is made at its first row."""

    def __init__(self, vocabulary: Vocabulary, lemmas: Lemmatiser) -> None:
        self._vocabulary = vocabulary
        self._lemmas = lemmas
        self._tools: dict[Language, tuple[Tools, Linker]] = {}

    def links(self, record: Record, language: str) -> tuple[Proposed, ...]:
        """Return what a row's title and summary name, each thing once for each relation."""
        spoken: Language = next((known for known in LANGUAGES if known == language), "en")
        tools, themes = self._of(spoken)
        title, summary = record.values.get("title", ""), record.values.get("summary", "")
        found: dict[tuple[str, str], Proposed] = {}
        for link in (
            *_title(record.row, title, tools, themes),
            *(_summary(record.row, summary, tools) if summary else ()),
        ):
            found.setdefault((link.relation, link.object), link)
        return tuple(found.values())

    def _of(self, language: Language) -> tuple[Tools, Linker]:
        if language not in self._tools:
            concepts = self._vocabulary.concepts
            names = (
                label
                for label in self._vocabulary.labels
                if label.language == language and not _THEMES.isdisjoint(concepts[label.code].kinds)
            )
            themes = Linker(names, self._lemmas, language)
            self._tools[language] = (tools_for(language, self._vocabulary, self._lemmas), themes)
        return self._tools[language]


def _title(row: int, title: str, tools: Tools, themes: Linker) -> Iterator[Proposed]:
    said = passage(title, "title", "paragraph", (0, len(title)), tools.lemmatiser, tools.language)
    for sentence in said.sentences:
        # "Lapin yliopisto" is one university by its name, and no group of them.
        named = {i for m in tools.mentions("organisations", sentence) for i in range(m.first, m.last)}
        for rule, codes, first, last in _mentions(sentence, tools, themes):
            if named.isdisjoint(range(first, last)):
                start, end = said.normal.raw_span(*span_of(sentence, first, last))
                for code in codes:
                    yield Proposed(row, rule.relation, code, rule.id, rule.band, "title", start, end)


def _mentions(
    sentence: Sentence, tools: Tools, themes: Linker
) -> Iterator[tuple[Rule, Iterable[str], int, int]]:
    rules = tools.rules
    for group in known_groups(sentence, tools):
        if group.role in _ROLES and _is_meant(group, sentence, tools):
            codes = [thing.code for thing in group.things]
            yield rules[_ROLES[group.role]], codes, group.first, group.last
    for name, (family, kinds) in _TOPICS.items():
        for mention, things in tools.named(family, kinds, sentence):
            codes = [thing.code for thing in things if thing.label not in rules.words["too_wide"]]
            yield rules[name], codes, mention.first, mention.last
    for mention in themes.mentions(sentence.words):
        yield rules["rows.title-theme"], mention.codes, mention.first, mention.last


def _is_meant(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell whom a Finnish title means from a place ("korkeakouluissa"), and from one body ("Ohjaamo Vantaa").

    Other languages have no such endings.
    """
    if tools.language != "fi":
        return True
    is_one = group.role == "intermediaries" and not tools.phrases.is_plural(sentence.words[group.last - 1])
    return not is_one and is_meant(group, sentence, tools)


def _summary(row: int, summary: str, tools: Tools) -> Iterator[Proposed]:
    said: Passage = passage(
        summary, "summary", "paragraph", (0, len(summary)), tools.lemmatiser, tools.language
    )
    claims = Claims("row", summary)
    assert_free(Paper("row", "free", summary, (said,), (), _BEGINS), tools, claims, _SUBJECT)
    for made in claims.assertions:
        is_known = not made.candidate and made.subject == _SUBJECT.code and made.relation in RELATIONS
        if is_known and made.polarity == "affirmed":
            yield Proposed(row, made.relation, made.object, made.rule, "C", "summary", made.start, made.end)
