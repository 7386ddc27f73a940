"""Target groups: who is said to be served, in which role; known ones by their labels, new ones by their place in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.ingest.cases import cases
from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.frame import Described, name_span
from graph.ingest.paper import Paper, Tools, span_of
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import lemma
from graph.ingest.projects import Turn
from graph.ingest.rules import Rule
from graph.ingest.wording import Wording, wording
from graph.terms import TARGETING

_RELATION = {role: relation for relation, role in TARGETING.items()}
_NEAR = 25
_LISTED = frozenset({"nom", "par", "ill", "all"})
_MEANT = frozenset({"nom", "gen", "par", "ill", "all", "ade"})
_NOT_OF_WORKERS = frozenset({"ade", "gen"})


@dataclass(frozen=True, slots=True)
class Named:
    """A group that a sentence names: words ``first:last``, and the role its kind of people usually has."""

    first: int
    last: int
    things: tuple[Thing, ...]
    role: str
    new: bool = False


def extract(paper: Paper, tools: Tools, claims: Claims, described: Described, parts: Parts) -> None:
    """Assert the groups of the target-group section, of each sub-theme and goal, and of the theme's own prose."""
    _title(paper, tools, claims, described.policy)
    for passage in paper.passages:
        if passage.kind == "heading":
            continue
        if passage.section == "target-groups":
            _section(passage, tools, claims, described)
        elif passage.start in parts:
            _part(passage, tools, claims, parts[passage.start])
        elif tools.rules["groups.prose"].holds(paper.form, passage.section):
            _prose(passage, tools, claims, described)


def _title(paper: Paper, tools: Tools, claims: Claims, theme: Thing) -> None:
    """Assert the groups that a theme is named after."""
    field = paper.field("title")
    name = name_span(field.value, tools) if field and theme.kind == "Theme" else None
    if field is None or name is None:
        return
    for sentence in field.value.sentences:
        said = wording(field.value.text_of(sentence), tools.rules)
        for group in _beneficiaries(sentence, said, tools):
            if name[0] <= sentence.words[group.first].start < name[1]:
                assert_group(claims, tools.rules["groups.title"], theme, group, field.value, sentence, said)


def _section(passage: Passage, tools: Tools, claims: Claims, described: Described) -> None:
    for sentence in passage.sentences:
        said = wording(passage.text_of(sentence), tools.rules)
        cued = bool(tools.rules.wordings["target_cue"].search(said.text))
        if not cued and tools.rules.wordings["background"].search(said.text):
            continue
        named = [n for n in groups_of(sentence, tools) if _served(n, sentence, tools, strict=True)]
        named += _unknown(sentence, tools, listed=cued or passage.kind == "list-item")
        for group in named:
            rule = tools.rules["groups.target-section-new" if group.new else "groups.target-section"]
            assert_group(claims, rule, _owner(group, described), group, passage, sentence, said)
        _examples(claims, tools, named, passage, sentence, said)


def _part(passage: Passage, tools: Tools, claims: Claims, part: Thing) -> None:
    for sentence in passage.sentences:
        said = wording(passage.text_of(sentence), tools.rules)
        for group in _beneficiaries(sentence, said, tools):
            assert_group(claims, tools.rules["groups.part"], part, group, passage, sentence, said)


def _owner(group: Named, described: Described) -> Thing:
    """Return who works with a group: a coordination project with intermediaries, its objective with those served."""
    return described.itself if group.role == "intermediaries" else described.policy


def _prose(passage: Passage, tools: Tools, claims: Claims, described: Described) -> None:
    for sentence in passage.sentences:
        said = wording(passage.text_of(sentence), tools.rules)
        rules = tools.rules.wordings
        if rules["purpose"].search(said.text) and not rules["background"].search(said.text):
            for group in _beneficiaries(sentence, said, tools):
                owner = _owner(group, described)
                assert_group(claims, tools.rules["groups.prose"], owner, group, passage, sentence, said)


def of_projects(tools: Tools, claims: Claims, turns: list[Turn]) -> None:
    """Assert the groups that a report says its projects work for, or train."""
    rule = tools.rules["groups.project"]
    for turn in turns:
        said = wording(turn.passage.text_of(turn.sentence), tools.rules)
        partners = [m.span() for m in tools.rules.wordings["together"].finditer(said.text)]
        for group in _beneficiaries(turn.sentence, said, tools, addressed=True):
            at = turn.sentence.words[group.first].start - turn.sentence.start
            if max(turn.start, turn.name_end) <= at < turn.end and not any(s <= at < e for s, e in partners):
                assert_group(claims, rule, turn.project, group, turn.passage, turn.sentence, said)


def _beneficiaries(
    sentence: Sentence, said: Wording, tools: Tools, *, addressed: bool = False
) -> Iterator[Named]:
    """Keep those served, and of the intermediaries those whose skills or support the sentence is about.

    With ``addressed``, also those to whom something is given.
    """
    trained = False
    for group in groups_of(sentence, tools):
        if group.role == "intermediaries":
            given = addressed and _is_addressed(group, sentence, said, tools)
            if (given or _raised(group, sentence, said, tools)) and _served(
                replace(group, role=""), sentence, tools
            ):
                trained = True
                yield group
        elif trained and _met(group, sentence, tools):
            yield replace(group, role="indirect")
        elif _served(group, sentence, tools):
            yield group


def _raised(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell whether the words next to a group say that its skills are raised or that it is supported."""
    start, end = (place - sentence.start for place in span_of(sentence, group.first, group.last))
    after, before = said.text[end : end + _NEAR], said.text[max(0, start - 2 * _NEAR) : start]
    return bool(
        tools.rules.wordings["raised_after"].match(after)
        or tools.rules.wordings["raised_before"].search(before)
    )


def _is_addressed(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell whether something is given to a group, or its cooperation is what was furthered."""
    head = sentence.words[group.last - 1]
    after = said.text[head.end - sentence.start :][: 2 * _NEAR]
    given = "all" in cases(head.text, lemma(head))
    return given or bool(tools.rules.wordings["cooperation_furthered"].match(after))


def _met(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a group is named as those whom the trained professionals meet."""
    after = " ".join(w.text for w in sentence.words[group.last : group.last + 2])
    return bool(tools.rules.wordings["met"].match(after))


def groups_of(sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Find the groups of the vocabulary that a sentence names."""
    for mention, things in tools.named("groups", ("TargetGroup",), sentence.words):
        role = tools.vocabulary.concepts[things[0].code].fact("groupRole").removeprefix("kyt:role-")
        yield Named(mention.first, mention.last, tuple(things), role or "participants")


def _served(group: Named, sentence: Sentence, tools: Tools, *, strict: bool = False) -> bool:
    """Tell a group that is meant from a place ("kunnissa") and from whom another group works with.

    In a ``strict`` place, such as a list of target groups, what a relative clause names is not meant either.
    """
    words = sentence.words[group.first : group.last]
    if any(tools.phrases.is_finite(w) for w in words[1:]):
        return True
    if not _cases(words, tools, group.role) & _MEANT:
        return False
    phrase = next((p for p in tools.phrases.of(sentence.words) if p.first <= group.first < p.last), None)
    if phrase is None:
        return True
    if strict and phrase.aside:
        return False
    if tools.rules.wordings["among"].match(
        " ".join(w.text for w in sentence.words[group.last : group.last + 2])
    ):
        return False
    modified = next(
        (w for w in sentence.words[group.last : phrase.last] if not tools.phrases.is_adjective(w)), None
    )
    return modified is None or not tools.phrases.names_people(modified)


def _cases(words: tuple[Word, ...], tools: Tools, role: str) -> frozenset[str]:
    """Return the cases of a mention's head, which places may follow ("ammattilaiset kunnissa")."""
    found = [cases(w.text, lemma(w)) for w in words if not w.is_mark]
    while len(found) > 1 and found[-1] <= tools.rules.words["places"] and any(_is_plural(w) for w in words):
        found.pop()
    return found[-1] - (_NOT_OF_WORKERS if role == "intermediaries" else frozenset())


def _is_plural(word: Word) -> bool:
    return word.text.endswith("t") and not word.open


def _unknown(sentence: Sentence, tools: Tools, *, listed: bool) -> Iterator[Named]:
    """Find the members of a list of groups that no label of the vocabulary names, or names only in part."""
    linked = {i for m in tools.linkers["groups"].mentions(sentence.words) for i in range(m.first, m.last)}
    for phrase in tools.phrases.of(sentence.words):
        if phrase.aside or not phrase.plural or not phrase.cases & _LISTED or phrase.head in linked:
            continue
        words = sentence.words[phrase.first : phrase.head + 1]
        role = tools.phrases.role(words)
        if role and (listed or role == "participants"):
            yield Named(phrase.first, phrase.head + 1, (_new(words, ()),), role, new=True)


def _new(words: tuple[Word, ...], wider: tuple[Thing, ...]) -> Thing:
    label = " ".join(w.text for w in words)
    identity = " ".join(lemma(w) for w in words)
    values = {"broader": " ".join(t.code for t in wider)} if wider else {}
    return candidate("TargetGroup", label, identity=identity, values=values)


def assert_group(
    claims: Claims,
    rule: Rule,
    subject: Thing,
    group: Named,
    passage: Passage,
    sentence: Sentence,
    said: Wording,
) -> None:
    """Assert that a subject targets a group, in the role and with the polarity that the sentence gives it."""
    span = span_of(sentence, group.first, group.last)
    start, end = span[0] - sentence.start, span[1] - sentence.start
    stance = said.stance(start, end)
    if stance == "unclear":
        return
    role = "indirect" if said.is_indirect(start, end) else group.role
    qualifiers = {"openList": True} if said.list_cue(start) else {}
    if said.hedged:
        qualifiers["hedged"] = True
    for thing in group.things:
        claims.add(
            rule,
            subject.code,
            thing,
            passage,
            span,
            relation=_RELATION[role],
            polarity=stance,
            role=role,
            qualifiers=qualifiers,
        )


def _examples(
    claims: Claims, tools: Tools, named: list[Named], passage: Passage, sentence: Sentence, said: Wording
) -> None:
    """Assert which groups the sentence names as examples of the group before its "such as"."""
    for cue in tools.rules.wordings["example_cue"].finditer(said.text):
        at = sentence.start + cue.start()
        before = [g for g in named if sentence.words[g.last - 1].end <= at]
        after = [g for g in named if sentence.words[g.first].start >= at]
        if before and after and sentence.words[before[-1].last - 1].end > at - _NEAR:
            wide = before[-1]
            for group in after:
                for thing in wide.things:
                    span = span_of(sentence, wide.first, wide.last)
                    claims.add(tools.rules["groups.example"], group.things[0].code, thing, passage, span)
