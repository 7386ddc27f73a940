"""Projects of a report: one code for each, however the document names it, and the words that speak of it."""

from __future__ import annotations

import re

from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.entries import Entry, entries
from graph.ingest.frame import interval
from graph.ingest.paper import Paper, Tools
from graph.ingest.registry import Registry, bare, kind_of
from graph.ingest.speech import WHOLE_LIST, Speech, Turn
from graph.ingest.wording import wording
from graph.text.pattern import Pattern

_PROJECTS = ("Project", "CoordinationProject")
#: Short names beside a whole name that are another name for it, and beginnings that texts use for it.
_SHORT_NAMES = (
    "short_in_brackets",
    "short_at_end",
    "short_after_project",
    "short_at_start",
    "short_before_dash",
    "short_before_subtitle",
    "short_before_colon",
)
_LEAST_GAP = 10
_BEGINNINGS = ("name_before_dash", "name_before_brackets")


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> list[Turn]:
    """Assert the projects that a document lists and names, and return what it says of which."""
    registry = Registry(tools.lemmatiser, tools.rules.wordings["project_word"])
    for concept in tools.vocabulary.of_kind(*_PROJECTS):
        for name in tools.vocabulary.names_of(concept.code):
            registry.add(bare(name, tools.rules), known(concept, kind_of(concept.label)), own=False)
    is_report = paper.form == "report"
    for entry in entries(paper, tools):
        in_prose = entry.passage.kind == "paragraph" and entry.passage.section != "projects"
        asked = in_prose or (is_report and entry.passage.kind != "cell")
        if not asked or _is_funded(entry, tools, registry, is_report=is_report):
            _listed(entry, tools, claims, subject, registry)
        elif is_report and entry.code not in registry.listed:
            _of_others(entry, tools, registry)
    if not is_report:
        return []
    return list(Speech(paper, tools, claims, subject, registry).turns())


def _is_funded(entry: Entry, tools: Tools, registry: Registry, *, is_report: bool) -> bool:
    """Tell whether a sentence with a code says that the project is funded: of a report's, that it is not."""
    wordings, at = tools.rules.wordings, entry.place[0]
    sentence = next((s for s in entry.passage.sentences if s.start <= at < s.end), None)
    if not sentence or not entry.code:
        return True
    if not is_report:
        text = entry.passage.text_of(sentence)
        return bool(wordings["funds_told"].search(text)) and not wordings["of_others"].search(text)
    start, end = sentence.start, sentence.end
    if entry.passage.section == "projects":
        start, end = _lines(entry, start, end, wordings["project_code"])
    text = entry.passage.text[start:end]
    if entry.code not in registry.listed:
        unlisted = entry.passage.section != "projects" and len(registry.listed) >= WHOLE_LIST
        if wordings["paid_by_others"].search(text) or (
            unlisted and not wordings["paid_by_these"].search(text)
        ):
            return False
    place = entry.place[1] - start
    belied = wordings["not_of_these"].search(text, place)
    if belied and entry.code not in registry.listed:
        return bool(wordings["project_code"].search(text, place, belied.start()))
    if not wordings["not_of_these"].search(text):
        return True
    return wording(text, tools.rules).stance(entry.place[0] - start, entry.place[1] - start) != "denied"


def _of_others(entry: Entry, tools: Tools, registry: Registry) -> None:
    """Remember a project that this document's funds did not pay for, by its code and its name."""
    project = Thing(entry.code, kind_of(entry.label), entry.label, candidate=True)
    registry.others.add(project.code)
    if entry.told:
        _name_told(entry, tools, registry, project)
    elif entry.label:
        registry.add(bare(entry.label, tools.rules), project)


def _lines(entry: Entry, start: int, end: int, code: Pattern) -> tuple[int, int]:
    """Cut a sentence to the lines of an entry: in a list of lines no mark may end the entry before."""
    normal, raw, first = entry.passage.normal, entry.passage.raw, entry.passage.start
    breaks = [normal.find_raw(first + m.end()) for m in re.finditer(r"\n", raw)]
    begin = max((b for b in breaks if start < b <= entry.place[0]), default=start)
    line = next((b for b in breaks if b > entry.place[1]), end)
    following = code.search(entry.passage.text, line, end)
    return begin, max((b for b in breaks if following and line <= b <= following.start()), default=end)


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
    if code and entry.coded and (entry.told or not again or entry.coded.section != "projects"):
        claims.add(tools.rules["projects.code"], subject.code, project, entry.coded, entry.place)
    if entry.beside and not again:
        maker = candidate("Organization", entry.beside.text)
        span = 0, len(entry.beside.text)
        claims.add(tools.rules["projects.implementer"], project.code, maker, entry.beside, span)


def _project(entry: Entry, tools: Tools, registry: Registry) -> Thing:
    """Return the project of an entry: its code's, else the one known by its name, else a candidate."""
    code, name = entry.code, entry.label
    if not code:
        known_by_name = registry.get(bare(name, tools.rules))
        return (
            known_by_name[0] if len(known_by_name) == 1 else candidate(kind_of(name), bare(name, tools.rules))
        )
    concept = tools.vocabulary.concepts.get(code)
    label = concept.label if concept else name or code
    return registry.listed.setdefault(code, Thing(code, kind_of(label), label, candidate=concept is None))


def _name_told(entry: Entry, tools: Tools, registry: Registry, project: Thing) -> None:
    """Give a project the name that a sentence has before its code, unless the sentence names it as known."""
    passage, (start, end) = entry.passage, entry.name
    stretch = passage.text[start:end]
    quoted = list(tools.rules.wordings["quoted_name"].finditer(passage.text, 0, entry.place[0]))
    within = [q for q in quoted if q.start("name") < end and start < q.end("name")]
    if within and end - within[-1].end("name") <= _LEAST_GAP:
        registry.add(bare(within[-1]["name"], tools.rules), project)
        return
    sentence = next((s for s in passage.sentences if s.start <= end <= s.end), None)
    words = [w for w in (sentence.words if sentence else ()) if start <= w.start < end and not w.is_mark]
    for word in reversed(words[:-1]):
        if tools.phrases.is_finite(word):
            words = [w for w in words if w.start > word.start]
    generic = tools.rules.wordings["hanke"]
    spoken = bool(words) and words[0].start > start
    capital = [w for w in words if w.text[:1].isupper() and not generic.match(w.text)]
    if spoken and not capital:
        return
    name = passage.text[capital[0].start : end] if capital else stretch
    registry.add(bare(name, tools.rules), project)
    registry.add(name, project)


def _trailing(name: str, tools: Tools) -> int:
    """Return the length of what follows a name in brackets."""
    found = tools.rules.wordings["name_brackets"].search(name)
    return len(found.group()) if found and found.start() else 0


def _short_names(entry: Entry, tools: Tools, claims: Claims, project: Thing, registry: Registry) -> None:
    name, at = entry.label, entry.name[0]
    for whole in (name, bare(name, tools.rules)):
        registry.add(whole, project)
    for kind in _BEGINNINGS:
        for found in tools.rules.wordings[kind].finditer(name):
            registry.add(bare(found["name"], tools.rules), project)
            registry.add(found["name"], project)
    for kind in _SHORT_NAMES:
        for found in tools.rules.wordings[kind].finditer(name):
            short = found["name"]
            registry.add(bare(short, tools.rules), project)
            registry.add(short, project)
            literal = Thing(f'"{short}"@fi', "Name", short)
            span = at + found.start("name"), at + found.end("name")
            claims.add(tools.rules["projects.short-name"], project.code, literal, entry.passage, span)
    years = tools.rules.wordings["years"].search(entry.passage.text[: at + len(name) + 12], at)
    if years and years.start() >= at + len(name) - 12:
        claims.add(tools.rules["projects.years"], project.code, interval(years), entry.passage, years.span())
