"""Worked with: whether a clause says of a method that it is used, given, arranged or taken part in."""

from __future__ import annotations

from graph.ingest.cases import is_perfect
from graph.ingest.clauses import NO_VERBS, is_past_passive
from graph.ingest.nominals import Nominal, Nominals
from graph.ingest.participles import participle
from graph.ingest.passages import Word
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules

_TOLD = frozenset({"nom", "par"})
_OBJECT = frozenset({"nom", "par", "gen"})
_APART = frozenset(";:()–")
_CLAUSES = ("relative", "that")
_PASSIVE = (
    "taan",
    "tään",
    "daan",
    "dään",
    "laan",
    "lään",
    "naan",
    "nään",
    "raan",
    "rään",
    "tiin",
    "tu",
    "ty",
)
#: Ends of passives and third persons of one in the present.
_PRESENT = ("aan", "ään", "aa", "ää", "ee", "ii", "oo", "uu", "yy", "öö")
#: Verbs that tell in the present what belongs to what was made.
_REACHING = frozenset({"tavoittaa", "käyttää", "hyödyntää"})
_CALLING = frozenset({"kutsua"})
#: Inessives of what goes on all the time, in which nothing in particular is done.
_STATES = ("hoidossa", "tuessa", "arvioinnissa", "vertailussa", "viestinnässä", "johtamisessa")
#: Ends of illatives, which instructives of many ("työpajoin", "koulutuksin") are like.
_INTO = ("iin", "hin", "siin")


class Worked:
    """Tells by the case of a noun and by the verb of its clause whether something is worked with."""

    def __init__(self, rules: Rules, phrases: Phrases, nominals: Nominals) -> None:
        self._phrases = phrases
        self._nominals = nominals
        self._by_case = {
            case: _forms(rules.words[f"worked_{case}"])
            for case in ("obj", "ill", "ela", "ine", "sub", "held")
        }
        self._giving = _forms(rules.words["giving"])
        self._meant = self._giving | _forms(rules.words["meant_for"])
        self._joining = _forms(rules.words["joined_by"])
        self._verbs = frozenset().union(*self._by_case.values(), self._meant)
        self._no_work = _forms(rules.words["agreeing_verbs"])
        self._done = tuple(sorted(rules.words["worked_participles"]))

    def is_with(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell whether the clause of a noun phrase says that it is worked with what the phrase names."""
        first, last = words.index(nominal.words[0]), words.index(nominal.head)
        cases = self._nominals.cases(nominal.head)
        if any(w.text.casefold().startswith(self._done) for w in nominal.words[:-1]):
            return True
        if "ade" in cases or self.is_instructive(nominal.head):
            return self._verb(words, first, last) is not None
        at = self._verb(words, first, last)
        if at is None:
            return bool(cases & _TOLD) and self._is_verbless(words, first)
        verb = words[at]
        if cases & _TOLD and at < first and not verb.lemmas.isdisjoint(self._by_case["sub"]):
            return True
        if cases & _OBJECT and not verb.lemmas.isdisjoint(self._by_case["obj"]):
            return self._is_object(words, at, nominal, cases)
        if "all" in cases and not verb.lemmas.isdisjoint(self._by_case["ill"]):
            return True
        again = len(nominal.words) == 1 and self._nominals.is_bare(nominal.head)
        if "ine" in cases and again and not self._phrases.is_plural(nominal.head):
            # "Opetuksessa yhdistettiin" only takes up what was named before.
            return False
        if "ine" in cases and verb.text.casefold().endswith(_PASSIVE):
            return verb.lemmas.isdisjoint(self._no_work) and not nominal.head.text.endswith(_STATES)
        return any(
            case in cases and not verb.lemmas.isdisjoint(self._by_case[case])
            for case in ("ill", "ela", "ine")
        )

    def is_held(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell the subject of a verb that says it was held, went on or ended ("ryhmät kokoontuivat")."""
        if "nom" not in self._nominals.cases(nominal.head):
            return False
        if self._nominals.is_bare(nominal.head):
            return False
        at = self._verb(words, words.index(nominal.words[0]), words.index(nominal.head))
        return at is not None and not words[at].lemmas.isdisjoint(self._by_case["held"])

    def is_of_now(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell by a verb in the present how things are today, unless people are given something.

        What a report's projects did is past.
        """
        first = words.index(nominal.words[0])
        at = self._verb(words, first, words.index(nominal.head))
        relative = any(self._phrases.bound(words, i) == "relative" for i in range(first))
        if at is None or relative or not self._phrases.is_finite(words[at]):
            # What was made is described in relative clauses.
            return False
        verb = words[at]
        done = self._phrases.verbs.is_past(verb) or is_past_passive(verb) or is_perfect(verb.text)
        telling = self._giving | self._by_case["sub"] | _REACHING
        return not done and verb.text.casefold().endswith(_PRESENT) and verb.lemmas.isdisjoint(telling)

    def is_instructive(self, word: Word) -> bool:
        """Tell by what many things something is done ("työpajoin"), not what one thing owns ("kurssin")."""
        return is_instructive(word) and self._nominals.is_known(word)

    def verb_of(self, words: tuple[Word, ...], nominal: Nominal) -> int | None:
        """Return the place of the verb that a noun phrase most likely belongs to."""
        return self._verb(words, words.index(nominal.words[0]), words.index(nominal.head))

    def is_given(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell what is given or arranged for people from what is made ("järjesti viestintäkoulutusta")."""
        at = self._verb(words, words.index(nominal.words[0]), words.index(nominal.head))
        given = at is not None and not words[at].lemmas.isdisjoint(self._giving)
        return given and "par" in self._nominals.cases(nominal.head) and self.is_with(words, nominal)

    def is_meant_for(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell what a clause in the passive says is given or planned for somebody."""
        first, last = words.index(nominal.words[0]), words.index(nominal.head)
        at = self._verb(words, first, last)
        if at is None or not self._nominals.cases(nominal.head) & _TOLD:
            return False
        begin = next((i for i in range(min(at, first), -1, -1) if words[i].is_mark), 0)
        passive = words[at].text.casefold().endswith((*_PASSIVE, "tava", "tävä"))
        given = passive and not words[at].lemmas.isdisjoint(self._meant)
        return given and any("all" in self._nominals.cases(w) for w in words[begin : max(at, first)])

    def is_joined(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell what those whom a main clause is about take part in themselves ("pääsevät neuvontaan")."""
        first, last = words.index(nominal.words[0]), words.index(nominal.head)
        at = self._verb(words, first, last)
        joining = at is not None and not words[at].lemmas.isdisjoint(self._joining)
        return joining and "ill" in self._nominals.cases(nominal.head)

    def is_offered(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell what a main clause says that people are offered, called to or helped by."""
        first, last = words.index(nominal.words[0]), words.index(nominal.head)
        if self.is_meant_for(words, nominal):
            return True
        if any(self._phrases.bound(words, i) in _CLAUSES for i in range(first)):
            return False
        if self.is_joined(words, nominal):
            return True
        at = self._verb(words, first, last)
        if at is None or not self.is_with(words, nominal):
            return False
        by = "ade" in self._nominals.cases(nominal.head) or self.is_instructive(nominal.head)
        helped = by and words[at].text.casefold().endswith(_PASSIVE)
        return helped or not words[at].lemmas.isdisjoint(self._giving | _CALLING)

    def _is_object(self, words: tuple[Word, ...], at: int, nominal: Nominal, cases: frozenset[str]) -> bool:
        """Tell the object of a verb from its subject, and from whose something is."""
        if "par" in cases:
            return True
        if "nom" in cases:
            return words[at].text.casefold().endswith(_PASSIVE) or self._is_bare_infinitive(words[at])
        # The accusative of one looks like a genitive; of many, a genitive is an owner.
        last = words.index(nominal.head)
        opens = at == last + 1 and words[at].text.casefold().endswith(("i", "ivat", "ivät"))
        return (at < last or opens) and not self._phrases.is_plural(nominal.head)

    def _is_bare_infinitive(self, word: Word) -> bool:
        """Tell an infinitive whose object is in the nominative ("voidaan rakentaa etävastaanotto")."""
        return word.text.casefold() in self._by_case["obj"] and not self._phrases.is_finite(word)

    def _is_verbless(self, words: tuple[Word, ...], first: int) -> bool:
        """Tell what is told without a verb but in subordinate clauses ("Lappi: etäryhmät, koska ...")."""
        begin = next((i + 1 for i in range(first - 1, -1, -1) if words[i].text in _APART), 0)
        aside = False
        for i in range(begin, len(words)):
            if words[i].text in _APART and i > first:
                return True
            aside = (aside and words[i].text != ",") or self._phrases.bound(words, i) in _CLAUSES
            if not aside and self._is_verb(words, i):
                return False
        return True

    def _verb(self, words: tuple[Word, ...], first: int, last: int) -> int | None:
        """Return the verb that a phrase most likely belongs to: in its clause, the one before it first."""
        before, crossed = self._before(words, first)
        after = self._after(words, last)
        if before is None or (crossed and after is not None):
            return after
        return before

    def _before(self, words: tuple[Word, ...], first: int) -> tuple[int | None, bool]:
        crossed = False
        for at in range(first - 1, -1, -1):
            if self._is_verb(words, at):
                return at, crossed
            if words[at].text in _APART or self._phrases.bound(words, at) in _CLAUSES:
                return None, crossed
            crossed = crossed or words[at].text == ","
        return None, crossed

    def _after(self, words: tuple[Word, ...], last: int) -> int | None:
        for at in range(last + 1, len(words)):
            if self._is_verb(words, at):
                return self._main(words, at)
            if words[at].text in _APART or self._phrases.bound(words, at) in _CLAUSES:
                return None
        return None

    def _main(self, words: tuple[Word, ...], at: int) -> int:
        """Return the participle that an auxiliary goes with ("on toteutettu")."""
        following = range(at + 1, min(at + 4, len(words)))
        if not words[at].lemmas.isdisjoint(self._verbs - {"olla"}):
            return at
        return next((i for i in following if self._is_verb(words, i)), at)

    def _is_verb(self, words: tuple[Word, ...], at: int) -> bool:
        word = words[at]
        if word.is_mark or word.text.casefold() in NO_VERBS:
            return False
        if self._phrases.bound(words, at) == "verb":
            return True
        infinitive = self._phrases.verbs.is_infinitive(word) or word.text.casefold() in self._verbs
        return infinitive and not word.lemmas.isdisjoint(self._verbs)


def is_instructive(word: Word) -> bool:
    """Tell a form that says by many things of a kind how something is done ("haastatteluin")."""
    text = word.text.casefold()
    plural = text.endswith("in") and not text.endswith(_INTO)
    return plural and not any(text == lemma + "n" for lemma in word.lemmas)


def _forms(verbs: frozenset[str]) -> frozenset[str]:
    """Return verbs with their active past participles, by which the dictionary knows some forms."""
    participles = {participle(verb) for verb in verbs}
    return verbs | participles | {f"{one[:-2]}eet" for one in participles}
