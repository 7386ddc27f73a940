"""Gains: those whom the good of what is done reaches in the end, told by the verb of their clause.

Whom a theme is for takes part, is trained or helped; of others it is said that they gain by it ("hyötyvät"),
or that it is reflected on them or to their good ("heijastuu lapsiin", "koituu asukkaiden hyväksi").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of

_REACHED = "indirect"
_SUBJECT = frozenset({"nom", "par"})
_OBJECT = frozenset({"par"})
_TOWARDS = frozenset({"ill", "all"})
_GIVEN = frozenset({"all"})
_OWNED = frozenset({"gen"})
#: Verbs and nouns by which a sentence can tell that somebody gains.
_KINDS = ("benefiting_verbs", "helpful_verbs", "reflecting_verbs", "reaching_verbs")
_VERBS = (*_KINDS, "sharing_verbs")
#: Where another main clause or one on why begins, or a relative one.
_PART = re.compile(
    r";|,\s+(?:kun|koska|sillä|jotta|vaikka|joskin|mutta|vaan|joten)\b|,\s+ja(?=[^,;]*\s\w+(?:taan|tään|vat|vät)\b)"
)


def tells_gains(sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a sentence may say that somebody gains."""
    rules = tools.rules.words

    def tells(words: tuple[Word, ...]) -> bool:
        told = any(has_lemma(words, rules[kind]) for kind in _KINDS)
        return told or any(w.text.casefold() in rules["gained"] for w in words)

    return sentence.once("gains", tells)


def gainers(named: Sequence[Named], sentence: Sentence, text: str, tools: Tools) -> list[Named]:
    """Return the groups; those who gain by their clause, or whom its good reaches, are indirect."""
    if not (named and tells_gains(sentence, tools)):
        return list(named)
    return list(_told(named, sentence, text, tools))


def _told(named: Sequence[Named], sentence: Sentence, text: str, tools: Tools) -> Iterator[Named]:
    words, rules = sentence.words, tools.rules.words
    ends = [sentence.start + m.start() for m in _PART.finditer(text)]

    def part(word: Word) -> int:
        return sum(end < word.start for end in ends)

    finite = [w for w in words if tools.phrases.is_finite(w) and not tools.phrases.verbs.is_passive(w)]
    verbs = {kind: {part(w) for w in finite if w.lemmas & rules[kind]} for kind in _VERBS}
    good = {part(w) for w in words if w.text.casefold() in rules["gained"]}
    got = {part(w) for w in words if w.lemmas & rules["getting_verbs"]}
    brought = good & {part(w) for w in words if w.lemmas & rules["bringing_verbs"]}
    gaining = verbs["benefiting_verbs"] | (good & got)
    for group in named:
        head = words[group.last - 1]
        cases, own = case_of(head), part(head)
        after = words[group.last :] if cases & _OWNED else ()
        gains = (
            (own in gaining - verbs["sharing_verbs"] and cases & _SUBJECT)
            or (own in verbs["helpful_verbs"] and cases & _OBJECT)
            or (own in brought and (cases == _GIVEN or _is_of_owners(after, "goods", tools)))
            or (
                own in verbs["reflecting_verbs"]
                and (cases & _TOWARDS or _is_of_owners(after, "goods", tools))
            )
            or (own in verbs["reaching_verbs"] and _is_of_owners(after, "lives", tools))
        )
        yield replace(group, role=_REACHED) if gains else group


def _is_of_owners(after: Sequence[Word], nouns: str, tools: Tools) -> bool:
    """Tell owners in a list before one of some nouns ("vanhusten ja lasten hyväksi", "omaisten elämässä")."""
    for word in after:
        if word.lemmas & tools.rules.words[nouns]:
            return True
        if not (word.is_mark or case_of(word) & _OWNED or word.text in tools.rules.words["conjunctions"]):
            return False
    return False
