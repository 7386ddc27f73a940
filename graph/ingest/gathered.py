"""Gathered: of whom a theme says that something is made up of them, or begins or is held with them.

Each is told by the case of their name and by the verb of their clause: "ryhmät kootaan kuljettajista",
"keskustelu käydään lomautettujen kanssa", "perehdytetään välittäjät".
"""

from __future__ import annotations

from graph.ingest.clauses import Clauses
from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma
from graph.ingest.staff import above

_FROM = frozenset({"ela"})
_OBJECT = frozenset({"nom", "par"})
_BECOME = frozenset({"par", "tra"})
_BECOMES = frozenset({"tulee", "tehdään", "koulutetaan", "valmennetaan", "kasvatetaan"})
_TOWARDS = frozenset({"ill", "all"})
_WITH = "kanssa"
#: With those who are named so and no further, a workplace does something by itself.
_OWN_STAFF = frozenset({"henkilöstö", "työntekijä", "henkilökunta", "työyhteisö", "työväki"})
_NEAR = 6
_HELPERS = ("ohjaaja", "neuvoja", "valmentaja", "tukija", "välittäjä")
_TOGETHER = frozenset({"yhdessä", "yhteistyössä"})


def is_gathered(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those of whom groups are formed, or with whom something begins ("aloitetaan siivoojista")."""
    words = sentence.words
    if case_of(words[group.last - 1]) != _FROM:
        return False
    clause = _clause(group, sentence, tools)
    begun = has_lemma(clause, tools.rules.words["gathering_from"])
    return begun and not any(lemma(w).endswith(tools.rules.ends["gathered_things"]) for w in clause)


def is_met_with(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those with whom something is done or talked over, not jointly with partners."""
    words = sentence.words
    if [w.text for w in words[group.last : group.last + 1]] != [_WITH]:
        return False
    before = words[: group.first]
    done = any(tools.phrases.verbs.is_passive(w) for w in before)
    return done and not any(w.text.casefold() in _TOGETHER for w in before)


def is_product(group: Named, sentence: Sentence) -> bool:
    """Tell what those in the elative become ("asentajista tulee opettajia"), who are no others."""
    words = sentence.words
    if not case_of(words[group.last - 1]) & _BECOME:
        return False
    before = words[: group.first]
    verb = next((i for i, w in enumerate(before) if w.text in _BECOMES), None)
    return verb is not None and verb > 0 and case_of(before[verb - 1]) == _FROM


def is_workplace(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the organisations for which people are trained: of verbs of teaching, they are no object."""
    head = sentence.words[group.last - 1]
    if not (tools.phrases.is_organisation(head) and case_of(head) <= _TOWARDS):
        return False
    clause, words = _clause(group, sentence, tools), tools.rules.words
    return has_lemma(clause, words["teaching_verbs"]) and not has_lemma(clause, words["giving_verbs"])


def is_met_by_workers(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those whom workers learn to know or help ("tunnistetaan vammaiset", "kohdata lapsia")."""
    words = sentence.words
    if not case_of(words[group.last - 1]) & _OBJECT:
        return False
    meeting, verbs = tools.rules.words["meeting_clients"], tools.phrases.verbs
    return any(
        w.lemmas & meeting and (verbs.is_passive(w) or verbs.is_infinitive(w) or w.text in w.lemmas)
        for w in words[max(0, group.first - _NEAR) : group.first]
    )


def is_trade(head: Word, tools: Tools) -> bool:
    """Tell those who are named by their trade alone ("asentaja"), who are served as a rule."""
    if tools.phrases.role((head,)) != "participants" or tools.phrases.is_surely_served(head):
        return False
    return lemma(head).endswith(("ja", "jä")) and not tools.phrases.is_either(head)


def is_leading(word: Word, tools: Tools) -> bool:
    """Tell those who teach others, lead them or speak for them."""
    return lemma(word).endswith((*above(tools), *_HELPERS))


def is_own_staff(group: Named, sentence: Sentence) -> bool:
    """Tell the staff together with whom workplaces do something ("tehdään yhdessä henkilöstön kanssa")."""
    with_them = [w.text for w in sentence.words[group.last : group.last + 1]] == [_WITH]
    bare = group.last - group.first == 1
    return with_them and bare and not sentence.words[group.first].lemmas.isdisjoint(_OWN_STAFF)


def is_taught(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the object of a passive verb of teaching or helping ("perehdytetään välittäjät")."""
    words = sentence.words
    if not case_of(words[group.last - 1]) & _OBJECT:
        return False
    teaching = tools.rules.words["teaching_verbs"]
    return any(
        w.lemmas & teaching and tools.phrases.verbs.is_passive(w) for w in _clause(group, sentence, tools)
    )


def _clause(group: Named, sentence: Sentence, tools: Tools) -> tuple[Word, ...]:
    """Return the words of the clause that a group's head stands in."""
    for first, last, *_ in Clauses(tools).of(sentence):
        if first <= group.last - 1 < last:
            return sentence.words[first:last]
    return ()
