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

_SERVED, _REACHED = "participants", "indirect"
_SUBJECT = frozenset({"nom", "par"})
_TOWARDS = frozenset({"ill", "all"})
_OWNED = frozenset({"gen"})
_KINDS = ("benefiting_verbs", "reflecting_verbs", "reaching_verbs", "gained")
#: Where another main clause or one on why begins, or a relative one.
_PART = re.compile(
    r";|,\s+(?:kun|koska|sillä|jotta|vaikka|joskin|mutta|vaan|joten)\b|,\s+ja(?=[^,;]*\s\w+(?:taan|tään|vat|vät)\b)"
)


def gainers(named: Sequence[Named], sentence: Sentence, text: str, tools: Tools) -> list[Named]:
    """Return the groups; those who gain by their clause, or whom its good reaches, are indirect."""
    words, rules = sentence.words, tools.rules.words
    if not any(has_lemma(words, rules[kind]) for kind in _KINDS):
        return list(named)
    return list(_told(named, sentence, text, tools))


def _told(named: Sequence[Named], sentence: Sentence, text: str, tools: Tools) -> Iterator[Named]:
    words, rules = sentence.words, tools.rules.words
    ends = [sentence.start + m.start() for m in _PART.finditer(text)]

    def part(word: Word) -> int:
        return sum(end < word.start for end in ends)

    finite = [w for w in words if tools.phrases.is_finite(w) and not tools.phrases.verbs.is_passive(w)]
    gained = {part(w) for w in finite if w.lemmas & rules["benefiting_verbs"]}
    goods = {part(w) for w in words if w.lemmas & rules["gained"]}
    gained |= goods & {part(w) for w in finite if w.lemmas & rules["getting_verbs"]}
    reflected = {part(w) for w in finite if w.lemmas & rules["reflecting_verbs"]}
    reached = {part(w) for w in finite if w.lemmas & rules["reaching_verbs"]}
    for group in named:
        head = words[group.last - 1]
        cases, own = case_of(head), part(head)
        gains = own in gained and cases & _SUBJECT
        after = words[group.last :] if cases & _OWNED else ()
        towards = own in reflected and (cases & _TOWARDS or _is_of_owners(after, "goods", tools))
        towards = towards or (own in reached and _is_of_owners(after, "lives", tools))
        yield replace(group, role=_REACHED) if group.role == _SERVED and (gains or towards) else group


def _is_of_owners(after: Sequence[Word], nouns: str, tools: Tools) -> bool:
    """Tell owners in a list before one of some nouns ("vanhusten ja lasten hyväksi", "omaisten elämässä")."""
    for word in after:
        if word.lemmas & tools.rules.words[nouns]:
            return True
        if not (word.is_mark or case_of(word) & _OWNED or word.text in tools.rules.words["conjunctions"]):
            return False
    return False
