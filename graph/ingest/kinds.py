"""Kinds: what the head of a phrase tells of it: people served, professionals, organisations, or things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from graph.ingest.cases import cases_of, likely_lemma
from graph.ingest.passages import Word
from graph.ingest.rules import Rules
from graph.ingest.verbs import Verbs

_REMEMBERED = 100_000
#: Cases of what somebody acts as or becomes.
_AS = frozenset({"ess", "tra"})
#: Ends of participles in their basic form.
PARTICIPLES = ("va", "vä", "nut", "nyt", "ttu", "tty")
_ADJECTIVES = (*PARTICIPLES, "ton", "tön", "tu", "ty")
#: Singular forms of the passive's past participle ("tehdyn").
_UNDERGONE = re.compile(r"(?:\w{3,}[aeiouyäö]t|hd)[uy]n$")
#: Past participles of verbs of becoming ("siirtynyt").
_BECOME = re.compile(r"\w{3,}[uy]n[uy]t$")
#: Nouns that look like participles ("laatuvastaava", "vastavalmistunut").
_NOUN = re.compile(r"(?:\w{4,}vastaava|^vasta\w{4,}[nt][uy]t?)$")
#: Compounds of "tekijä" that are things: people have a genitive before it ("työntekijä", "laatutekijä").
_FACTOR = re.compile(r"\w{3,}(?<!n)tekijä$")
#: Ends of infinitives whose stem an agent's plural begins with, and of such plurals.
_VERBS = ("ua", "yä", "oa", "öä")
_MANY_AGENTS = ("jat", "jät", "jia", "jiä", "jien", "jille", "jiin")
#: Trades by which "tekijä" names people ("käsityöalan tekijät").
_OF_TRADES = ("alan", "alojen", "ammattien", "elinkeinojen")
#: Agent nouns ("sytyttäjä").
_AGENT = re.compile(r"\w{4,}(?<!r)(?<!p)(?<!m)(?<!h)(?:[aeiouy]ja|[äeiöy]jä)$")


class Kinds:
    """Tells kinds of people by the rules' lists of heads and of qualities."""

    def __init__(self, rules: Rules) -> None:
        self._words = rules.words
        self._heads = {name: tuple(sorted(words)) for name, words in rules.words.items()}
        self._wholes = {
            name: frozenset(w[1:] for w in words if w[:1] == "=") for name, words in rules.words.items()
        }
        self._professional = rules.wordings["professional"].plain
        self._responsible = rules.wordings["responsible"].plain
        self.verbs = Verbs(rules.words)
        #: What the form of a word tells by itself, by its text and analyses.
        self._people = lru_cache(_REMEMBERED)(self._has_name_of_people)
        self._qualities = lru_cache(_REMEMBERED)(self._has_form_of_quality)
        self._ends = lru_cache(_REMEMBERED)(self._has_end)
        self._roles = lru_cache(_REMEMBERED)(self._role_of_one)

    def names_people(self, word: Word) -> bool:
        """Tell whether a word by itself is a person, a professional or an organisation; no participle is."""
        return self._people(word.text, word.analyses)

    def _has_name_of_people(self, text: str, analyses: frozenset[str]) -> bool:
        word, lemma = Word(text, 0, len(text), analyses), likely_lemma(text, analyses)
        noun = lemma.endswith(self._heads["nouns_in_inen"]) or ("vasta" in lemma and _NOUN.search(lemma))
        participle = lemma.endswith(PARTICIPLES) and not noun
        return self._ends(word.lemmas, "lone_participles") or (not participle and bool(self.role((word,))))

    def is_generic(self, word: Word) -> bool:
        """Tell whether a word only says that people are meant ("henkilöt", "ryhmät")."""
        return not word.lemmas.isdisjoint(self._words["generic_heads"])

    def is_thing(self, word: Word) -> bool:
        """Tell whether a word is a service, a project, a need or another thing that is no group."""
        return self._is_no_group(word.lemmas)

    def _is_no_group(self, lemmas: frozenset[str]) -> bool:
        return self._ends(lemmas, "not_groups") or any(
            _FACTOR.search(a) for a in lemmas if a.endswith("tekijä")
        )

    def is_relational(self, word: Word) -> bool:
        """Tell whether a word names people by their tie to others ("läheiset")."""
        return self._ends(word.lemmas, "relational_heads")

    def is_organisation(self, word: Word) -> bool:
        """Tell whether a word is a kind of organisation."""
        lemmas = word.lemmas
        nobody = self._ends(lemmas, "not_groups") or self._ends(lemmas, "crowds")
        return self._ends(lemmas, "organisation_heads") and not nobody

    def is_cue(self, word: Word) -> bool:
        """Tell whether a word only announces groups or points at some ("kohderyhmät", "seuraavat")."""
        return self._ends(word.lemmas, "announcing_heads")

    def is_quality(self, word: Word) -> bool:
        """Tell a participle or adjective, which can qualify a noun, from a noun."""
        return self._qualities(word.text, word.analyses)

    def _has_form_of_quality(self, text: str, analyses: frozenset[str]) -> bool:
        undergone = bool(_UNDERGONE.search(text.casefold()))
        participle = undergone or self.verbs.is_participle(Word(text, 0, len(text), analyses))
        return participle or _is_adjective(likely_lemma(text, analyses))

    def is_adjective(self, word: Word) -> bool:
        """Tell whether a word is a participle or a common kind of adjective.

        The partitive of one in -inen ("aktiivista") looks like a noun's plural ("aktiiveista" does not).
        """
        kind = word.text.endswith(("ista", "istä")) and any(a.endswith("inen") for a in word.analyses)
        if kind and not self._ends(word.lemmas, "nouns_in_inen"):
            return True
        return _is_adjective(_lemma(word)) and not self.role((word,))

    def role(self, words: Sequence[Word]) -> str:
        """Return the role that the people a phrase names usually have, or the empty string for no people."""
        return self._roles(words[0].text, words[0].analyses) if len(words) == 1 else self._role(words)

    def _role_of_one(self, text: str, analyses: frozenset[str]) -> str:
        return self._role((Word(text, 0, len(text), analyses),))

    def _role(self, words: Sequence[Word]) -> str:
        head = words[-1]
        lemmas = head.lemmas
        spoken = " ".join(w.text for w in words).casefold()
        if self._responsible.search(spoken):
            return "intermediaries"
        if belonging := self._belonging(words):
            return belonging
        if self._ends(lemmas, "announcing_heads"):
            return ""
        if acting := self._acting(words):
            return acting
        if self._ends(lemmas, "carer_heads") or self.is_served(words):
            return "participants"
        if self._professional.search(spoken):
            return "participants" if self._is_told_of(words[:-1]) else "intermediaries"
        if "tekijä" in lemmas and len(words) > 1 and words[-2].text.endswith(_OF_TRADES):
            return "participants"
        if self._is_no_group(lemmas) or (len(words) == 1 and self.is_generic(head)):
            return ""
        if self._ends(lemmas, "professional_heads") or self._ends(lemmas, "organisation_heads"):
            return "intermediaries"
        person = (
            self._ends(lemmas, "person_heads")
            or self._ends(lemmas, "lone_participles")
            or self._is_agent(head)
        )
        return "participants" if person or self._told(words, "human_qualities") else ""

    def _acting(self, words: Sequence[Word]) -> str:
        """Return the role of what people are said to act as or be fit for ("mentoreina toimivat lesket")."""
        for before, word in pairwise(words):
            employer = self._ends(before.lemmas, "leaders") or self._ends(before.lemmas, "organisation_heads")
            acting = word.lemmas & self._words["acting"] and not employer
            if acting and cases_of(before.text, before.analyses) <= _AS:
                return self.role((before,))
        return ""

    def _belonging(self, words: Sequence[Word]) -> str:
        """Return the role of workers who are told by what they belong to ("henkilöstöön kuuluvat")."""
        if len(words) == 1 or not words[-1].text.startswith("kuuluv"):
            return ""
        role = self.role((words[-2],))
        return role if role == "intermediaries" and not self.is_organisation(words[-2]) else ""

    def _is_agent(self, head: Word) -> bool:
        noun = _lemma(head)
        return is_agent(head) or (noun.endswith(("ja", "jä")) and bool(_AGENT.search(noun)))

    def is_served(self, words: Sequence[Word]) -> bool:
        """Tell people, whatever their work is, of whom a quality before the head says how they are.

        It says what they lack, or what has become of them: participles of verbs of becoming do so.
        """
        if len(words) == 1:
            return False
        if self._told(words, "served_qualities"):
            return True
        become = any(self._has_become(w) for w in self._agreeing(words)) or self._is_somewhere(words)
        person = bool(become) and bool(self.is_generic(words[-1]) or self.role(words[-1:]))
        return person and not self._ends(words[-1].lemmas, "organisation_heads")

    def _has_become(self, word: Word) -> bool:
        """Tell "siirtyneet" from "kouluttautuneet", which says that somebody is fit for a task."""
        lemmas = word.lemmas
        return any(_BECOME.search(lemma) for lemma in lemmas) and not self._ends(lemmas, "prepared_qualities")

    def _is_somewhere(self, words: Sequence[Word]) -> bool:
        """Tell workers in a situation ("sairauslomalla olleet"), not those who take part or answer for it."""
        for before, word in pairwise(words[:-1]):
            if word.lemmas & self._words["being"]:
                return not before.lemmas & self._words["engaged"]
        return False

    def _told(self, words: Sequence[Word], qualities: str) -> bool:
        """Tell whether a quality before a head, in the head's case, is one of those listed."""
        return len(words) > 1 and any(self._ends(w.lemmas, qualities) for w in self._agreeing(words))

    def _agreeing(self, words: Sequence[Word]) -> Iterator[Word]:
        """Iterate over the words before a head that stand in its case."""
        wanted = cases_of(words[-1].text, words[-1].analyses) - {"gen"}
        return (w for w in words[:-1] if cases_of(w.text, w.analyses) & wanted)

    def _is_told_of(self, attributes: Sequence[Word]) -> bool:
        """Tell workers whom an adjective says what those served are called ("maahanmuuttajataustaiset")."""
        told = (w.lemmas for w in attributes if self.is_quality(w))
        return any(self._ends(lemmas, "person_heads") for lemmas in told)

    def is_surely_served(self, head: Word) -> bool:
        """Tell whether a name with this head is of people served, whatever list it stands in."""
        lemmas = head.lemmas
        served = self._ends(lemmas, "person_heads") or self._ends(lemmas, "carer_heads")
        return served and not self.is_either(head)

    def is_carer(self, head: Word) -> bool:
        """Tell whether a name with this head is of people who care for their own."""
        return self._ends(head.lemmas, "carer_heads")

    def is_either(self, head: Word) -> bool:
        """Tell whether a name with this head is of those served in one list, of workers in another."""
        return self._ends(head.lemmas, "either_heads")

    def _has_end(self, lemmas: frozenset[str], name: str) -> bool:
        """Tell whether a lemma ends in a listed word, or is one that is listed as whole."""
        heads, wholes = self._heads[name], self._wholes[name]
        for lemma in lemmas:  # noqa: SIM110 - any() with a generator takes twice as long
            if lemma.endswith(heads) or lemma in wholes:
                return True
        return False


def _is_adjective(lemma: str) -> bool:
    return lemma.endswith(_ADJECTIVES) or (lemma.endswith("inen") and not lemma.endswith("minen"))


def _lemma(word: Word) -> str:
    return likely_lemma(word.text, word.analyses)


def is_agent(word: Word) -> bool:
    """Tell those who do something by the verb, where no dictionary has the noun ("toipua": "toipujat")."""
    if not word.text.endswith(_MANY_AGENTS):
        return False
    stems = tuple(a[:-1] + "j" for a in word.analyses if a.endswith(_VERBS))
    return bool(stems) and word.text.casefold().startswith(stems)
