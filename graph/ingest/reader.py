"""The reader: a document in, assertions with their places out; nothing stored, no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.assertion import Assertion, DocumentVersion, Scalar
from graph.identifiers import work_code
from graph.ingest import form as forms
from graph.ingest import frame, groups, indicators, parts, projects, report_groups, spoken
from graph.ingest.claims import Claims
from graph.ingest.free import tools_for
from graph.ingest.instruments import Instruments
from graph.ingest.languages import Language
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.ingest.linking import Linker
from graph.ingest.means import Means
from graph.ingest.methods import Methods
from graph.ingest.organisations import Context
from graph.ingest.paper import FAMILIES, Field, Paper, Tools
from graph.ingest.passages import Passage, passage
from graph.ingest.phrases import Phrases
from graph.ingest.results import Results
from graph.ingest.rows import Row
from graph.ingest.rules import load as load_rules
from graph.ingest.sections import Sections, header_rows, sections
from graph.ingest.topics import Topics
from graph.ingest.uptake import Uptake
from graph.ingest.vocabulary import Vocabulary
from graph.text.blocks import Block, blocks
from graph.text.fingerprint import fingerprint
from graph.text.personal import redact
from graph.text.source import Source

#: The programming period that documents of a form are of.
PERIODS = {"report": "2014-2020", "theme": "2021-2027"}
#: What a table's layout leaves around the words of a cell.
_LAYOUT = " \t\r\n|:-–_"
READER = "kytkos-reader 1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one document version; ``text`` is the text with personal data overwritten."""

    version: DocumentVersion
    assertions: tuple[Assertion, ...]
    sections: Sections
    text: str


class Reader:
    """Reads documents against one vocabulary; making it indexes the labels, which takes some seconds once."""

    def __init__(self, vocabulary: Vocabulary, lemmas: Lemmatiser | None = None) -> None:
        lemmas = lemmas or lemmatiser()
        rules = load_rules()
        linkers = {
            family: Linker(
                (
                    n
                    for n in vocabulary.labels
                    if not set(vocabulary.concepts[n.code].kinds).isdisjoint(kinds)
                ),
                lemmas,
            )
            for family, kinds in FAMILIES.items()
        }
        self._vocabulary = vocabulary
        self._others: dict[Language, Tools] = {}
        self._tools = Tools(vocabulary, lemmas, linkers, Phrases(rules), rules)
        self._forms = forms.load()
        self._name = named(lemmas)

    def read(self, source: Source, work: str = "") -> Reading:
        """Read a document; raises UnreadableDocument where it is of no known form.

        ``work`` is the code of the document that this file is a version of; without it, the file is its own.
        """
        work = work or work_code(source.data_sha256)
        text = redact(source.text)
        cut = blocks(text)
        seen = forms.compared(text, self._forms)
        form = forms.require(source.path, text, cut, self._forms, seen)
        found = sections(text, cut, form, seen)
        header = header_rows(text, form, found, seen)
        paper = self._paper(work, form.key, text, header, tuple(self._passages(text, cut, found)))
        claims = Claims(paper.code, text, source.page_at)
        title = self._interpret(paper, claims)
        version = _version(source, work, form, title, found)
        version = replace(version, reader=self._name, fingerprint=fingerprint(text))
        return Reading(version, claims.assertions, found, text)

    def _interpret(self, paper: Paper, claims: Claims) -> str:
        """Let every family of rules have its say, and return what the document is about."""
        tools = self._tools
        described = frame.describe(paper, tools, claims)
        named = parts.extract(paper, tools, claims, described.policy)
        finnish = self._others_apart(paper, claims, described, named)
        groups.extract(finnish, tools, claims, described, named)
        Instruments(finnish, tools, claims, described.policy, named).extract()
        indicators.extract(paper, tools, claims, described.policy)
        turns = projects.extract(paper, tools, claims, described.itself)
        report_groups.of_report(paper, tools, claims, turns, described.itself)
        results = Results(paper, tools, claims)
        results.extract(turns)
        Uptake(paper, tools, claims, results).extract(turns)
        Context(paper, tools, claims, described).extract(named, turns)
        Topics(paper, tools, claims).extract(described.policy, named, turns)
        Methods(tools, claims, results).extract(turns)
        Means(tools, claims).extract(finnish, described.policy, named, turns, results.made)
        return described.itself.label

    def _others_apart(
        self, paper: Paper, claims: Claims, described: frame.Described, named: parts.Parts
    ) -> Paper:
        """Read what a theme says of groups and instruments in other languages, and return it without that."""
        if paper.form != "theme":
            return paper
        finnish, others = spoken.apart(paper)
        for language, said in others.items():
            if language not in self._others:
                self._others[language] = tools_for(language, self._vocabulary, self._tools.lemmatiser)
            tools = self._others[language]
            own = spoken.analysed(paper, said, tools)
            spoken.groups(own, tools, claims, described)
            Instruments(own, tools, claims, described.policy, named).extract()
        return finnish

    def _paper(
        self, work: str, form: str, text: str, header: tuple[Row, ...], passages: tuple[Passage, ...]
    ) -> Paper:
        fields = tuple(
            Field(row.key, self._cell(text, row.label_start, row.start), self._cell(text, row.start, row.end))
            for row in header
        )
        return Paper(work, form, text, passages, fields, _begins(fields, form))

    def _cell(self, text: str, start: int, end: int) -> Passage:
        while start < end and text[end - 1] in _LAYOUT:
            end -= 1
        while start < end and text[start] in _LAYOUT:
            start += 1
        return passage(text, "header", "cell", (start, end), self._tools.lemmatiser)

    def _passages(self, text: str, cut: tuple[Block, ...], found: Sections) -> Iterator[Passage]:
        for block in cut:
            section = found.at(block.start)
            if section is None or section.key == "header":
                continue
            heads = block.end <= section.heading_end
            start = block.start if heads else max(block.start, section.heading_end)
            kind = "heading" if heads else block.kind
            if start < block.end:
                yield passage(text, section.key, kind, (start, block.end), self._tools.lemmatiser)


def pictures(source: Source) -> Iterator[dict[str, Scalar]]:
    """Tell the pages of which nothing was read, as they are pictures."""
    for number in source.pictures:
        yield {"part": f"page {number}", "reason": "picture", "start": source.pages[number - 1]}


def named(lemmas: Lemmatiser) -> str:
    """Name the reader, with the lemmatiser it reads by where that is not the default one."""
    return READER if lemmas.name == Lemmatiser.name else f"{READER} ({lemmas.name})"


def read(source: Source, vocabulary: Vocabulary) -> Reading:
    """Read one document; make a Reader to read many."""
    return Reader(vocabulary).read(source)


def _begins(fields: tuple[Field, ...], form: str) -> int:
    period = next((f.value.text for f in fields if f.key == "period"), "")
    years = re.findall(r"20\d\d", period)
    return int(years[0]) if years else int(PERIODS[form][:4])


def _version(source: Source, work: str, form: forms.Form, title: str, found: Sections) -> DocumentVersion:
    labels = {heading.key: heading.label for heading in form.headings}
    listed: list[dict[str, Scalar]] = [
        {"key": s.key, "label": s.label, "start": s.start, "end": s.end, "found": True} for s in found.found
    ]
    listed += [{"key": key, "label": labels.get(key, key), "found": False} for key in found.missing]
    lost: list[dict[str, Scalar]] = []
    for part in found.lost:
        place: dict[str, Scalar] = {} if part.start is None else {"start": part.start}
        lost.append({"part": part.part, "reason": part.reason, **place})
    lost += pictures(source)
    return DocumentVersion(
        document=work,
        sha256=source.data_sha256,
        title=title,
        form=form.key,
        language="fi",
        characters=len(source.text),
        media_type=source.media_type,
        reader=READER,
        sections=tuple(listed),
        missing=tuple(lost),
    )
