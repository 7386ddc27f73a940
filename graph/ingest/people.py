"""People: which of the groups that a sentence names it means, and in which role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.clauses import is_clause
from graph.ingest.company import in_company, in_need, may_be_either
from graph.ingest.each import is_counted
from graph.ingest.naming import MEANT, Named, apart, known_groups, people_in, whole_name
from graph.ingest.owned import is_asked_about, is_owner, is_partner
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import Phrase, case_of, lemma

_LISTED = frozenset({"nom", "par", "ill", "all"})
#: Of whom a target group is made, or on whom attention is.
_FORMING = frozenset({"ela", "ine", "ade"})
_SKILLED = frozenset({"ade"})
_SERVED = "participants"
_HAVING = frozenset({"on", "oli", "ei", "olisi"})
_EXAMPLES = frozenset({"esimerkiksi", "mm", "muun", "vaikkapa"})
_MORE = frozenset({"useampi", "useammat", "enemmistö", "valtaosa", "suurin"})
_NOTING = frozenset({"huomioida", "huomata", "huomattava", "muistaa", "tiedostaa"})
_ONE_DOES = frozenset({"saa", "voi", "on", "pääsee"})
#: After whom it is told who are counted among them ("yksinyrittäjiin luetaan").
_COUNTED_IN = frozenset({"luetaan", "lasketaan"})
#: After those who take part as others do ("opettajien lisäksi kuraattorit").
BESIDES = frozenset({"lisäksi", "ohella"})
_NOT_OF_WORKERS = frozenset({"ade", "gen"})


def role_of(group: Named, sentence: Sentence, tools: Tools) -> str:
    """Return a group's role in a list of target groups: only relatives are reached through another group."""
    word = sentence.words[group.last - 1]
    relational = tools.phrases.is_relational(word) and not _is_told_of(group, sentence, tools)
    return "participants" if group.role == "indirect" and not relational else group.role


def _is_told_of(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell relatives of whom is said how they are themselves ("perheenjäsenet, jotka ovat velkaantuneet")."""
    words = sentence.words
    if any(tools.phrases.verbs.is_participle(w) for w in words[group.first : group.last - 1]):
        return True
    following = [w.text for w in words[group.last : group.last + 2]]
    return following in ([",", "jotka"], [",", "joiden"])


def is_meant(group: Named, sentence: Sentence, tools: Tools, *, strict: bool = False) -> bool:
    """Tell a group that is meant from a place ("kunnissa") and from whom another group works with.

    In a ``strict`` place, such as a list of target groups, what a relative clause names is not meant either.
    """
    words = sentence.words[group.first : group.last]
    if is_owner(group, sentence, tools, of_services=not strict) or is_asked_about(group, sentence):
        return False
    if is_partner(group, sentence, tools):
        return False
    if is_clause(words, tools):
        return True
    if any(w.text in BESIDES for w in sentence.words[group.last : group.last + 1]):
        # By a bare word a sentence opens with those who were named before.
        return group.first > 0 or group.last > 1
    if _are_more(group, sentence):
        return True
    unmeant = _NOT_OF_WORKERS if group.role == "intermediaries" else frozenset[str]()
    if not _case(words, tools) - unmeant & MEANT:
        return False
    phrase = next((p for p in tools.phrases_of(sentence) if p.first < group.last <= p.last), None)
    if phrase is None:
        return True
    if strict and any(p.aside and p.first <= group.first < p.last for p in tools.phrases_of(sentence)):
        return False
    after = sentence.words[group.last : group.last + 2]
    following = " ".join(w.text for w in after)
    besides = strict and tools.rules.wordings["topical"].match(following)
    if besides or tools.rules.wordings["among"].match(following):
        return False
    qualified = (w for w in sentence.words[group.last : phrase.last] if not tools.phrases.is_adjective(w))
    modified = next(qualified, None)
    owned = modified is not None and "gen" in case_of(words[-1]) and tools.phrases.names_people(modified)
    return not owned


def _are_more(group: Named, sentence: Sentence) -> bool:
    """Tell those of whom more than before are to do something ("irtisanotuista yhä useampi jatkaa")."""
    among = "ela" in case_of(sentence.words[group.last - 1])
    noted = has_lemma(sentence.words[: group.first], _NOTING)
    return among and not noted and any(w.text in _MORE for w in sentence.words[group.last : group.last + 2])


def _is_said(phrase: Phrase, sentence: Sentence) -> bool:
    """Tell what others are said to be, before their verb ("tärkeimpiä ovat")."""
    following = sentence.words[phrase.last].text if phrase.last < len(sentence.words) else ""
    return following == "ovat" and phrase.cases == {"par"}


def _has_examples(group: Named, sentence: Sentence) -> bool:
    """Tell those of whom examples are given ("Erityistä tukea tarvitsevia ovat esimerkiksi lesket")."""
    after = [w.text for w in sentence.words[group.last : group.last + 3]]
    return group.last - group.first > 1 and after[:1] == ["ovat"] and not _EXAMPLES.isdisjoint(after[1:])


def _has_something(group: Named, sentence: Sentence) -> bool:
    """Tell those of whom is said what they have or lack ("nuorilla on huolia"), and what others are."""
    following = sentence.words[group.last].text if group.last < len(sentence.words) else ""
    case = case_of(sentence.words[group.last - 1])
    if (following == "tarkoitetaan" and "ade" in case) or (following in _COUNTED_IN and "ill" in case):
        return True
    if _has_examples(group, sentence):
        return False
    if case == {"par"} and following == ",":
        # "Muita ohjaajia, joiden kautta nuoret tavoitetaan, ovat": what those after it are said to be.
        after = [w.text for w in sentence.words[group.last + 1 :]]
        following = (
            after[after.index(",") + 1] if after and after[0].startswith("jo") and "," in after[:-1] else ""
        )
    return (following in _HAVING and "ade" in case) or (following == "ovat" and case == {"par"})


def _case(words: tuple[Word, ...], tools: Tools) -> frozenset[str]:
    """Return the cases of a mention's head, which places may follow ("ammattilaiset kunnissa")."""
    found = [case_of(w) for w in words if not w.is_mark]
    plural = any(w.text.endswith("t") and not w.open for w in words)
    while len(found) > 1 and found[-1] <= tools.rules.words["places"] and plural:
        found.pop()
    return found[-1]


def listed_groups(
    sentence: Sentence,
    tools: Tools,
    regions: list[tuple[int, int]],
    through: Sequence[tuple[int, int]] = (),
    raised: Sequence[tuple[int, int]] = (),
    formed: Sequence[tuple[int, int]] = (),
) -> list[Named]:
    """Find the groups of a sentence of a target-group section.

    In the ``regions`` of the sentence's text that list target groups, every plural noun phrase is one unless
    its head is no possible group; elsewhere only what a label knows or whose head is people. In the regions
    that list those ``through`` whom others are reached, a singular can be one too ("kuntien neuvonta"); in
    those that list whose skills are ``raised``, they stand in the adessive, and of whom the target group is
    ``formed``, in the elative.
    """
    people = [g for g in people_in(sentence, tools) if not _has_something(g, sentence)]
    people = [g for g in people if is_counted(g.first, sentence) or not is_anybody(g, sentence, tools)]
    found = [g for g in people if is_meant(g, sentence, tools, strict=True)]
    found += [g for g in people if g not in found and _has_skills(g, sentence, raised)]
    found += [g for g in people if g not in found and _stands(g, _FORMING, sentence, formed)]
    members = [p for p in tools.phrases_of(sentence) if _listed(p.head, sentence, regions)]
    members = [p for p in members if not _is_said(p, sentence)]
    for phrase in members:
        among = _LISTED | {"ade"} if _listed(phrase.head, sentence, raised) else _LISTED
        one = _listed(phrase.head, sentence, through)
        found += _member(phrase, sentence, tools, among, one=one)
    workers = (g for g in people_in(sentence, tools) if g not in found)
    through_them = [g for g in workers if works_with(g, sentence, tools, strict=True)]
    found += [*_before(through_them, sentence, tools), *_after(through_them, sentence, tools), *through_them]
    # Whose list they stand in tells the role of relatives, too, as of everybody whom the action is for.
    named = [replace(g, role=_SERVED if g.role == "indirect" else g.role) for g in apart(found)]
    taught = [_taught(g, sentence, tools, raised) for g in in_company(named, sentence, tools)]
    return list(in_need(taught, sentence, tools))


def _before(workers: Sequence[Named], sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Yield the strangers in a list of those with whom work is done ("neuvoloiden, koulujen kanssa")."""
    phrases = tools.phrases_of(sentence)
    for worker in workers:
        at = next((i for i, p in enumerate(phrases) if p.first < worker.last <= p.last), 0)
        while at > 0 and phrases[at].before in ("comma", "and"):
            at -= 1
            stranger = phrases[at]
            many = _is_collective(sentence.words[stranger.head], tools)
            if stranger.aside or not (stranger.plural or many) or "gen" not in stranger.cases:
                break
            for group in _member(stranger, sentence, tools, frozenset({"gen"}), one=many):
                yield replace(group, role="intermediaries")


def _after(workers: Sequence[Named], sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Yield those whose name tells no role at the end of such a list ("neuvojien ja kauppiaiden kanssa")."""
    wordings, words = tools.rules.wordings, sentence.words
    for group in people_in(sentence, tools):
        joined = any(w.last + 1 == group.first and words[w.last].text in (",", "ja", "sekä") for w in workers)
        through = group.last < len(words) and wordings["through"].fullmatch(words[group.last].text)
        if joined and through and tools.phrases.is_either(words[group.last - 1]):
            yield replace(group, role="intermediaries")


def _has_skills(group: Named, sentence: Sentence, raised: Sequence[tuple[int, int]]) -> bool:
    """Tell a group in whom skills are raised ("osaamista lisätään neuvojilla")."""
    return _stands(group, _SKILLED, sentence, raised)


def _stands(
    group: Named, among: frozenset[str], sentence: Sentence, regions: Sequence[tuple[int, int]]
) -> bool:
    """Tell a group that stands in some case in some regions of a sentence."""
    head = group.last - 1
    return _listed(head, sentence, regions) and not among.isdisjoint(case_of(sentence.words[head]))


def _taught(group: Named, sentence: Sentence, tools: Tools, raised: Sequence[tuple[int, int]]) -> Named:
    """Return a group whose name tells no role as intermediaries where its skills are raised."""
    text = " ".join(w.text for w in sentence.words)
    own = tools.rules.wordings["own_skills"].search(text) or tools.rules.wordings["about_clients"].search(
        text
    )
    raising = _has_skills(group, sentence, raised)
    worker = raising and tools.phrases.role(sentence.words[group.last - 1 : group.last]) == "intermediaries"
    taught = worker or ((own or raising) and may_be_either(group, sentence, tools))
    return replace(group, role="intermediaries") if taught else group


def _listed(at: int, sentence: Sentence, regions: Sequence[tuple[int, int]]) -> bool:
    place = sentence.words[at].start - sentence.start
    return any(start <= place < end for start, end in regions)


def _member(
    phrase: Phrase, sentence: Sentence, tools: Tools, among: frozenset[str], *, one: bool
) -> Iterator[Named]:
    """Yield the new group that a member of a list names, nothing where it is none or no stranger."""
    head = phrase.head
    named = people_in(sentence, tools)
    collective = _is_collective(sentence.words[head], tools)
    owner = sentence.words[head - 1] if head > phrase.first else None
    of_many = owner is not None and "gen" in case_of(owner) and tools.phrases.is_organisation(owner)
    many = collective and (of_many or tools.phrases.names_people(sentence.words[head]))
    wanted = phrase.plural or (many and phrase.cases <= among) or (one and phrase.cases in ({"nom"}, among))
    if phrase.aside or not wanted or not phrase.cases & among or sentence.words[head].open:
        return
    before = sentence.words[phrase.first : head]
    if any(w.text.endswith(("maan", "mään")) and tools.phrases.verbs.is_infinitive(w) for w in before):
        # Theirs is what is to be done: "rohkaistaan tarjoamaan paikkoja".
        return
    thing = tools.phrases.is_thing(sentence.words[head]) and not (one and collective)
    if any(g.first <= head < g.last for g in named) or thing:
        return
    group = whole_name(head, list(known_groups(sentence, tools)), sentence, tools)
    word = sentence.words[head]
    nobody = tools.phrases.is_cue(word) or (tools.phrases.is_generic(word) and not group.role)
    if not nobody:
        yield replace(group, role=group.role or "participants")


def is_anybody(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell a singular that stands for any person ("nuoren tilanne"); a participle tells which is meant."""
    words = sentence.words[group.first : group.last]
    single = not any(tools.phrases.is_plural(w) or w.text.endswith(("nsa", "nsä")) for w in words)
    agent = words[-1].text.endswith(("ja", "jä")) and words[-1].text.casefold() in words[-1].lemmas
    single = single or (agent and any(w.text in _ONE_DOES for w in sentence.words[group.last :][:1]))
    return (
        single
        and not _is_collective(words[-1], tools)
        and not any(tools.phrases.verbs.is_participle(w) for w in words)
    )


def _is_collective(word: Word, tools: Tools) -> bool:
    """Tell a singular that names many ("henkilökunta")."""
    return lemma(word).endswith(tuple(tools.rules.words["collectives"]))


def is_used(sentence: Sentence, tools: Tools) -> bool:
    """Tell a sentence on what is made use of ("ohjaajien osaamista hyödynnetään")."""
    verbs = (w for w in sentence.words if tools.phrases.verbs.is_passive(w))
    return all(not w.lemmas.isdisjoint(tools.rules.words["using"]) for w in verbs) and has_lemma(
        sentence.words, tools.rules.words["using"]
    )


def works_with(
    group: Named, sentence: Sentence, tools: Tools, *, strict: bool = False, through: bool = True
) -> bool:
    """Tell those whose skills are raised or ``through`` whom others are reached, in a list of such or alone.

    Without ``through``, only those of whose skills it speaks.

    The list is in the genitive before its noun or postposition ("ohjaajien ja neuvojien osaamista").
    """
    if group.role != "intermediaries" or "gen" not in case_of(sentence.words[group.last - 1]):
        return False
    if strict and any(p.aside and p.first < group.last <= p.last for p in tools.phrases_of(sentence)):
        return False
    wordings = tools.rules.wordings
    for word in sentence.words[group.last :]:
        if tools.phrases.is_finite(word):
            return False
        if not (word.is_mark or "gen" in case_of(word) or not tools.phrases.is_nominal(word)):
            told = bool(wordings["raised_noun" if through else "skill"].match(word.text))
            if (told and not is_used(sentence, tools)) or (
                through and wordings["through"].fullmatch(word.text)
            ):
                return True
            if not tools.phrases.is_adjective(word):
                return False
    return False
