"""Free-form text: a call, a chapter or a plan, read without a form's sections; every link is a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.assertion import Assertion
from graph.ingest.beneficiaries import beneficiaries
from graph.ingest.claims import Claims, Thing, known
from graph.ingest.examples import assert_examples
from graph.ingest.germanic import Germanic
from graph.ingest.groups import assert_group
from graph.ingest.instruments import Instruments
from graph.ingest.languages import Language
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.linking import Linker
from graph.ingest.naming import Named, known_groups
from graph.ingest.paper import FAMILIES, INSTRUMENTS, Paper, Tools, span_of
from graph.ingest.passages import Passage, Sentence
from graph.ingest.people import is_meant, listed_groups
from graph.ingest.phrases import Phrases
from graph.ingest.regions import regions_of
from graph.ingest.rules import load as load_rules
from graph.ingest.served import served
from graph.ingest.vocabulary import Label, Vocabulary
from graph.ingest.wording import Span, Wording

#: Kinds that are called by their names in whatever language a text is in.
_NAMED = frozenset((*INSTRUMENTS, "Organization"))
_TOPICS = {"free.method": ("methods", "Method"), "free.phenomenon": ("phenomena", "Phenomenon")}


def tools_for(language: Language, vocabulary: Vocabulary, lemmas: Lemmatiser) -> Tools:
    """Make what texts of one language are read with; indexing the labels takes some tenths of a second."""
    rules = load_rules(language)
    labels = [
        name
        for label in vocabulary.labels
        if _is_used(label, language, vocabulary)
        for name in _variants(label, rules.words.get("synonyms", frozenset()))
    ]
    linkers = {
        family: Linker((n for n in labels if _is_of(n, kinds, vocabulary)), lemmas, language)
        for family, kinds in FAMILIES.items()
    }
    phrases = Phrases(rules) if language == "fi" else Germanic(rules, language)
    return Tools(vocabulary, lemmas, linkers, phrases, rules, language)


def _is_of(label: Label, kinds: Iterable[str], vocabulary: Vocabulary) -> bool:
    return not set(vocabulary.concepts[label.code].kinds).isdisjoint(kinds)


def _is_used(label: Label, language: Language, vocabulary: Vocabulary) -> bool:
    """Leave out common nouns of other languages: English "men" is a Swedish conjunction."""
    return label.language == language or label.text.isupper() or _is_of(label, _NAMED, vocabulary)


def _variants(label: Label, synonyms: frozenset[str]) -> Iterator[Label]:
    yield label
    words = label.text.split()
    for i, word in enumerate(words):
        if word in synonyms:
            for other in sorted(synonyms - {word}):
                yield replace(label, text=" ".join((*words[:i], other, *words[i + 1 :])), preferred=False)


def assert_free(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    """Assert what the passages of one language say of the subject."""
    Instruments(paper, tools, claims, subject, {}).extract()
    heading, lead = "", ""
    for passage in paper.passages:
        if passage.kind == "heading":
            heading = passage.text
            continue
        item = passage.kind == "list-item"
        for sentence in passage.sentences:
            named = _groups(passage, sentence, tools, claims, subject, heading, lead if item else "")
            _topics(passage, sentence, tools, claims, subject, named)
        if not item:
            lead = passage.text_of(passage.sentences[-1]) if passage.sentences else ""


def proposals(assertions: Iterable[Assertion], languages: dict[int, Language]) -> Iterator[Assertion]:
    """Put links into the lowest band, each with the language of its passage, by where passages start."""
    starts = sorted(languages)
    for made in assertions:
        start = max((s for s in starts if s <= made.start), default=None)
        language = languages[start] if start is not None else ""
        yield replace(made, band="C", language=language)


def _groups(
    passage: Passage,
    sentence: Sentence,
    tools: Tools,
    claims: Claims,
    subject: Thing,
    heading: str,
    lead: str,
) -> list[Named]:
    """Assert the groups of a sentence, and return those that it names."""
    wordings = tools.rules.wordings
    said = tools.said(passage, sentence, lead)
    announced = bool(wordings["announces_groups"].search(lead or heading))
    cued = announced or said.is_denied or bool(wordings["target_cue"].search(said.text))
    purpose = wordings["purpose"].search(f"{lead} {said.text}") or wordings["serves"].search(said.text)
    if not (cued or purpose) or (not announced and _is_told(said.text, tools)):
        return []
    regions = list(regions_of(said.text, tools))
    if announced and (lead or not regions):
        regions = [(0, len(said.text))]
    named = [g for g in _named(sentence, said, tools, regions) if _is_name(g, sentence, tools)]
    if wordings["intermediary_cue"].search(f"{lead} {said.text}"):
        named = [replace(group, role="intermediaries") for group in named]
    for group in named:
        rule = tools.rules["free.group-new" if group.new else "free.group"]
        assert_group(claims, rule, subject, group, passage, sentence, said)
    assert_examples(claims, tools, named, passage, sentence, said)
    return named


def _is_name(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell a new group from a method or phenomenon, and from the verb of its clause ("toimet edistävät")."""
    last = sentence.words[group.last - 1]
    topics = [m for family, _ in _TOPICS.values() for m in tools.mentions(family, sentence)]
    is_verb = last.text.endswith(("vat", "vät")) and not tools.phrases.role((last,))
    is_topic = any(m.first < group.last <= m.last for m in topics)
    return not (group.new and (is_topic or (is_verb and tools.language == "fi")))


def _is_told(text: str, tools: Tools) -> bool:
    """Tell a sentence that says why something is done, or what was, from one that says what is done."""
    wordings = tools.rules.wordings
    return bool(wordings["background"].search(text) or wordings["told"].search(text))


def _named(sentence: Sentence, said: Wording, tools: Tools, regions: Sequence[Span]) -> list[Named]:
    if tools.language != "fi":
        return served(sentence, said, tools, regions)
    if regions:
        return listed_groups(sentence, tools, list(regions))
    if said.is_denied:
        return [g for g in known_groups(sentence, tools) if is_meant(g, sentence, tools, strict=True)]
    served_ones = list(beneficiaries(sentence, said, tools, addressed=True))
    taught = [g for g in listed_groups(sentence, tools, []) if g.role == "intermediaries"]
    return served_ones + [g for g in taught if g.first not in {other.first for other in served_ones}]


def _topics(
    passage: Passage,
    sentence: Sentence,
    tools: Tools,
    claims: Claims,
    subject: Thing,
    named: list[Named],
) -> None:
    text = passage.text_of(sentence)
    if _is_told(text, tools):
        return
    said = tools.said(passage, sentence)
    groups = [span_of(sentence, g.first, g.last) for g in (*known_groups(sentence, tools), *named)]
    found = [
        (rule, thing, span_of(sentence, mention.first, mention.last))
        for rule, (family, kind) in _TOPICS.items()
        for mention, things in tools.named(family, (kind,), sentence)
        for thing in things
    ]
    for rule in (r for r in tools.rules.rules if r.id.startswith("principles.") and r.pattern):
        concept = tools.vocabulary.concepts.get(rule.object)
        for match in rule.find(text) if concept else ():
            span = sentence.start + match.start(), sentence.start + match.end()
            found.append((rule.id, known(concept, rule.kind), span))  # type: ignore[arg-type]
    for name, thing, span in found:
        stance = said.stance(span[0] - sentence.start, span[1] - sentence.start)
        inside = any(start <= span[0] and span[1] <= end for start, end in groups)
        if stance != "unclear" and not inside:
            qualifiers = {"hedged": True} if said.hedged else {}
            claims.add(
                tools.rules[name], subject.code, thing, passage, span, polarity=stance, qualifiers=qualifiers
            )
