"""Side gains: who gains by what was done for others, as a report's clauses tell it."""

from __future__ import annotations

from graph.ingest.paper import Tools
from graph.ingest.participles import with_participles
from graph.ingest.passages import Word, has_lemma
from graph.ingest.phrases import case_of

Words = tuple[Word, ...]
_BESIDES = frozenset({"myös", "taustalla", "lopulta", "välillisesti", "epäsuorasti"})
#: What takes up what was done, by which others got something ("alihankkijat saivat siitä asiakkaita").
_BY_IT = frozenset({"siitä", "tästä", "samalla", "näin"})
#: The verb of getting, and its participle.
GETTING = with_participles("saada")
_EFFECTS = frozenset({"vaikutus", "hyöty"})


def is_besides(head: Word, before: Words, tools: Tools) -> bool:
    """Tell those who benefit though the action is not for them: relatives, and whoever "also" does."""
    near = (*tools.rules.words["kin"], *tools.rules.words["companions"])
    kin = any(lemma.endswith(near) for lemma in head.lemmas)
    return kin or any(w.text.casefold() in _BESIDES or "muu" in w.lemmas for w in before)


def is_said_to_gain(words: Words) -> bool:
    """Tell a clause on who say that they gained ("ovat kertoneet hyötyneensä")."""
    return any(w.text.startswith("hyötyneen") for w in words)


def is_by_it(verb: Word, around: Words) -> bool:
    """Tell a clause on who got something by what was done before."""
    return not verb.lemmas.isdisjoint(GETTING) and any(w.text.casefold() in _BY_IT for w in around)


def is_shown(head: Word, words: Words, tools: Tools) -> bool:
    """Tell those with whom it shows: relatives in the inessive, where a sentence tells of effects."""
    if case_of(head) != {"ine"}:
        return False
    kin = not head.lemmas.isdisjoint(tools.rules.words["kin"])
    return kin and has_lemma(words, _EFFECTS)
