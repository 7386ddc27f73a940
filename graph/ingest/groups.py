"""Target groups: who is said to be served, in which role, denied or not, hedged, in an open list."""

from __future__ import annotations

from graph.ingest.aims import aimed_at, is_aim
from graph.ingest.asides import outside
from graph.ingest.beneficiaries import beneficiaries
from graph.ingest.claims import Claims, Thing
from graph.ingest.examples import alike, assert_examples
from graph.ingest.frame import Described
from graph.ingest.gains import gainers, tells_gains
from graph.ingest.leads import is_label, leads
from graph.ingest.naming import Named, people_in
from graph.ingest.paper import Paper, Tools, span_of
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, has_lemma
from graph.ingest.people import listed_groups
from graph.ingest.phrases import case_of, lemma
from graph.ingest.reasons import is_reason, planned, since_reason
from graph.ingest.regions import RELATIVE, formed_in, listed_in, raised_in
from graph.ingest.rules import Rule
from graph.ingest.staff import Staff, Told
from graph.ingest.theme_names import name_span
from graph.ingest.wording import Wording
from graph.terms import TARGETING

_RELATION = {role: relation for relation, role in TARGETING.items()}
#: The sections whose lists and tables name groups under what leads them in.
_LED = ("target-groups", "content")
#: Cases of those to whom something is given or done.
_RECEIVING = frozenset({"all", "par"})


def extract(paper: Paper, tools: Tools, claims: Claims, described: Described, parts: Parts) -> None:
    """Assert the groups of the title, the target-group section, each part, and the theme's own prose."""
    told = Told()
    staff = Staff(tools, told)
    _title(paper, tools, claims, described.policy, staff)
    led = leads(paper.text, [p for p in paper.passages if p.section in _LED], tools)
    for passage in paper.passages:
        lead = led.get(passage.start, "")
        if passage.kind == "heading" or (passage.section in _LED and is_label(passage, tools)):
            continue
        if passage.section == "target-groups":
            _section(passage, lead, tools, claims, described, staff)
        elif passage.kind == "cell" and lead:
            _section(passage, lead, tools, claims, described, Staff(tools, Told()), parts.get(passage.start))
        elif passage.start in parts:
            _part(passage, tools, claims, parts[passage.start], told)
        elif tools.rules["groups.prose"].holds(paper.form, passage.section):
            _prose(passage, tools, claims, described, told)


def _title(paper: Paper, tools: Tools, claims: Claims, theme: Thing, staff: Staff) -> None:
    """Assert the groups that a theme is named after."""
    field = paper.field("title")
    name = name_span(field.value, tools) if field and theme.kind == "Theme" else None
    if field is None or name is None:
        return
    for sentence in field.value.sentences:
        said = tools.said(field.value, sentence)
        within = [g for g in people_in(sentence, tools) if name[0] <= sentence.words[g.first].start < name[1]]
        staff.of_name(within, sentence)
        for group in beneficiaries(sentence, said, tools, told=staff.told):
            if group.first in {g.first for g in within}:
                assert_group(claims, tools.rules["groups.title"], theme, group, field.value, sentence, said)


def _section(
    passage: Passage,
    lead: str,
    tools: Tools,
    claims: Claims,
    described: Described,
    staff: Staff,
    part: Thing | None = None,
) -> None:
    before = role_before = left = ""
    staff.begin()
    for sentence in passage.sentences:
        text = passage.text_of(sentence)
        lead_in = resumed(before, text, tools)
        role_before = role_resumed(role_before, before, tools) if lead_in else ""
        said, before = tools.said(passage, sentence, lead or lead_in), text
        again = not left or said.is_denied or tools.rules.wordings[left].search(text)
        named = _named(passage, sentence, said, tools, led=bool(lead)) if again else []
        if left and said.is_denied and not tools.rules.wordings["in_again"].search(text):
            named = [g for g in named if _is_left_out(g, sentence, said)]
        left = left or _left_from(text, named, sentence, said, tools)
        named = alike(named, sentence, text, tools, before=role_before)
        named = gainers(staff.in_roles(named, sentence, said), sentence, text, tools)
        for group in named:
            rule = tools.rules["groups.target-section-new" if group.new else "groups.target-section"]
            role_before = role = said_role(group, sentence, said)
            owner = part or owner_in(role, described)
            staff.told.add(lemma(sentence.words[group.last - 1]), role)
            assert_group(claims, rule, owner, group, passage, sentence, said)
        assert_examples(claims, tools, named, passage, sentence, said)


def _named(passage: Passage, sentence: Sentence, said: Wording, tools: Tools, *, led: bool) -> list[Named]:
    """Return whom a sentence of a target-group section says the action is for, or through whom it works."""
    text = passage.text_of(sentence)
    raised, formed = list(raised_in(text, tools)), list(formed_in(text, tools))
    regions = [*listed_in(sentence, text, tools), *raised]
    if passage.kind == "list-item" or (passage.kind == "cell" and led):
        regions = [(0, len(text))]
    elif said.is_denied or not tools.phrases.has_verb(sentence.words):
        regions.append((0, len(text)))
    elsewhere = tools.is_elsewhere(passage, sentence) or _is_told(sentence, text, tools, listed=bool(regions))
    if text.endswith("?") or (elsewhere and not said.is_denied):
        return []
    said_of = regions or formed or said.indirect or tells_gains(sentence, tools)
    if not said_of and tools.is_background(passage, sentence):
        return []
    through = [(start - said.shift, end - said.shift) for start, end in said.mediated]
    named = listed_groups(sentence, tools, regions, through, raised, formed)
    named = outside(named, sentence, text, tools, item=passage.kind == "list-item")
    return [g for g in named if not is_reason(sentence.words[g.first].start - sentence.start, text, tools)]


def _left_from(text: str, named: list[Named], sentence: Sentence, said: Wording, tools: Tools) -> str:
    """Return the wording that takes people in again after a sentence that leaves out, "" after another.

    After a title of what is left out ("Rajaukset"), and a question for it, that takes more.
    """
    if tools.rules.wordings["title_of_left"].search(text):
        return "in_again"
    out = _leaves_out(named, sentence, said) if named else tools.rules.wordings["leaves_out"].search(text)
    return "target_again" if out else ""


def _leaves_out(named: list[Named], sentence: Sentence, said: Wording) -> bool:
    """Tell a sentence that leaves some of its groups out: the next one is likely to go on with others."""
    return any(_is_left_out(group, sentence, said) for group in named)


def _is_left_out(group: Named, sentence: Sentence, said: Wording) -> bool:
    start, end = (at - sentence.start for at in span_of(sentence, group.first, group.last))
    return said.stance(start, end) == "denied" or said.is_paid_elsewhere(start, end)


def _is_told(sentence: Sentence, text: str, tools: Tools, *, listed: bool = False) -> bool:
    """Tell a sentence on what was, or on what a study or a strategy says of people, but no list."""
    if tools.phrases.verbs.tells_past(since_reason(sentence, text, tools)):
        return True
    text = text[tools.reason(text) :]
    main = tools.rules.wordings["subordinate"].sub("", RELATIVE.sub("", text))
    return not listed and bool(tools.rules.wordings["surveyed"].search(main))


def resumed(before: str, text: str, tools: Tools) -> str:
    """Return the sentence before one that goes on about those whom it speaks of, or about others like them.

    So "Heitä ovat myös", and "Myös naapurit hyötyvät" after others who benefit.
    """
    wordings = tools.rules.wordings
    others = wordings["benefits_too"].search(text) and wordings["indirect"].search(before)
    return before if others or wordings["anaphora"].search(text) else ""


def role_resumed(role: str, before: str, tools: Tools) -> str:
    """Return the role of those of whom a sentence goes on; others may be reached through them."""
    if tools.rules.wordings["through_people"].search(before):
        return "intermediaries"
    return role if role != "intermediaries" else ""


def _become(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell what those who are trained become from who they are."""
    before = said.text[: sentence.words[group.first].start - sentence.start]
    return bool(tools.rules.wordings["become"].search(before))


def _part(passage: Passage, tools: Tools, claims: Claims, part: Thing, told: Told) -> None:
    for sentence in passage.sentences:
        said = tools.said(passage, sentence)
        # Numbers tell in a plan how many are taken in ("valitaan vuosittain 40 opiskelijaa").
        done = any(tools.phrases.verbs.is_passive(w) for w in sentence.words)
        aside = tools.is_elsewhere if done else tools.is_background
        if aside(passage, sentence) or _is_told(sentence, passage.text_of(sentence), tools):
            continue
        named = beneficiaries(sentence, said, tools, helped=True, told=told)
        for group in planned(named, sentence, said.text, tools):
            if _become(group, sentence, said, tools):
                continue
            rule = tools.rules["groups.part-new" if group.new else "groups.part"]
            assert_group(claims, rule, part, group, passage, sentence, said)


def owner_in(role: str, described: Described) -> Thing:
    """Return who works with a group: a coordination project only with those who work with others."""
    return described.itself if role == "intermediaries" else described.policy


def _prose(passage: Passage, tools: Tools, claims: Claims, described: Described, told: Told) -> None:
    before = ""
    for sentence in passage.sentences:
        said = tools.said(passage, sentence)
        rules = tools.rules.wordings
        aim, before = is_aim(said.text, before, tools), said.text
        aside = tools.is_background(passage, sentence) or _is_told(sentence, said.text, tools)
        if aside and not aim:
            continue
        purpose = bool(rules["purpose"].search(said.text))
        done = any(tools.phrases.verbs.is_passive(w) for w in sentence.words)
        given = has_lemma(sentence.words, tools.rules.words["giving_verbs"])
        plan = (purpose or done) and not aside
        named = [*beneficiaries(sentence, said, tools, addressed=given, told=told)] if plan else []
        named = [g for g in named if purpose or _receives(g, sentence, said, tools)]
        known = {g.first for g in named}
        named += [g for g in (aimed_at(sentence, tools, told) if aim else ()) if g.first not in known]
        for group in planned(named, sentence, said.text, tools):
            if _become(group, sentence, said, tools):
                continue
            owner = owner_in(said_role(group, sentence, said), described)
            rule = tools.rules["groups.prose-new" if group.new else "groups.prose"]
            assert_group(claims, rule, owner, group, passage, sentence, said)


def _receives(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell those to whom something is given, or who are enabled to do something."""
    last = sentence.words[group.last - 1]
    after = last.end - sentence.start
    return bool(case_of(last) & _RECEIVING or tools.rules.wordings["enabled"].match(said.text, after))


def said_role(group: Named, sentence: Sentence, said: Wording) -> str:
    """Return the role that a sentence gives to a group, by default the one that such people usually have."""
    start, end = (place - sentence.start for place in span_of(sentence, group.first, group.last))
    if own := said.bracketed(end):
        return own
    if said.is_mediated(start, end):
        return "intermediaries"
    if said.is_indirect(start, end):
        return "indirect"
    return "participants" if said.is_direct(start, end) else group.role


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
    stance = "denied" if said.is_paid_elsewhere(start, end) else said.stance(start, end)
    if stance == "unclear":
        return
    role = said_role(group, sentence, said)
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
