"""Others: what a sentence says is served by others than the theme, paid for by them or their duty."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from graph.ingest.duties import Duties
from graph.ingest.owners import Words, cases_in
from graph.ingest.passages import Word, after_hyphen, has_lemma
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules

#: From whom or what money and services come.
_SOURCE = frozenset({"ela", "ade", "abl"})
_PLACE = frozenset({"ine"})
_BY = frozenset({"ade"})
_BY_MONEY = ("lla", "llä")
_SEEN_TO = frozenset({"hoitua"})
_HAVE = frozenset({"on", "oli"})
_WITHIN = frozenset({"ine", "ade"})
_FROM = frozenset({"ela"})
_FROM_WHOM = frozenset({"ela", "abl"})
_NEAR = 4
_BEING = frozenset({"on", "ovat", "oli", "olivat"})
_GET = frozenset({"saa", "saavat", "sai", "saivat"})
_ELSEWHERE = frozenset({"toisaalla", "muualla", "muualta"})
_APART = "erikseen"
_OWN = frozenset({"oma", "omin"})
_SUBJECTS = frozenset({"joka", "jotka", "he", "ne", "se", "nämä", "tämä"})
_NO_NOUNS = ("fillers", "degrees", "particles", "conjunctions")
_BY_OWN = ("in", "laan", "lään", "lla", "llä", "rahaa", "rahoitusta")
_ITS = frozenset({"sen", "niiden", "tämän", "näiden"})
_STILL = frozenset({"edelleen", "yhä"})
_POSSESSED = ("nsa", "nsä")


class Others(Duties):
    """Tells by cases and verbs that a part of a sentence is another's business."""

    def __init__(self, rules: Rules, phrases: Phrases) -> None:
        super().__init__(rules, phrases)
        self._leaving = self._all("passing_verbs", "dropping_verbs", "leaving_verbs")
        self._active = self._all("paying_verbs", "office_verbs", "self_verbs")
        #: Without one of the words a part does not say so, and is not looked at.
        self._tests: tuple[tuple[frozenset[str], Callable[[Words], bool]], ...] = (
            (self._all("paying_verbs", "office_verbs", "dealing_verbs"), self._pay),
            (self._active, self._act),
            (self._all("duty_verbs", "directing_verbs"), self._have_duty),
            (_ELSEWHERE | {_APART}, self._are_elsewhere),
            (self._words["other_qualities"], self._are_of_others),
            (self._words["settled"], self._is_settled),
            (_BEING, self._are_there),
            (_GET, self._give),
            (self._words["apart_qualities"], self._are_apart),
            (_OWN, self._do_themselves),
            # What gets seen to, not by the theme, is seen to by others.
            (_SEEN_TO, bool),
        )

    def _all(self, *names: str) -> frozenset[str]:
        return frozenset[str]().union(*(self._words[name] for name in names))

    def serve(self, part: Words) -> bool:
        """Tell a part of a sentence by which others serve somebody, pay for it or have the duty."""
        if self.negation(part) is not None:
            return False
        said = frozenset(w.text.casefold() for w in part).union(*(w.lemmas for w in part))
        if not said.isdisjoint(self._leaving) and self._leave_out(part):
            return True
        told = any(not said.isdisjoint(words) and test(part) for words, test in self._tests)
        return (told or self._is_paid_by_money(part)) and not self.is_own(part)

    def _leave_out(self, part: Words) -> bool:
        """Tell that somebody is left out of the theme ("jäävät ulkopuolelle", "karsittiin teemasta")."""
        if self._has(part, "passing_verbs"):
            return True
        dropped = self._has(part, "dropping_verbs")
        if not (dropped or self._has(part, "leaving_verbs")):
            return False
        texts = [w.text.casefold() for w in part]
        if not self._words["leaving_places"].isdisjoint(texts):
            return True
        at = next((i for i, text in enumerate(texts) if text == "ulkopuolelle"), None)
        if at is None:
            return dropped and any("ela" in cases_in(w) and self._is(w, "dropped_from") for w in part)
        before = part[at - 1] if at else None
        bare = before is None or "gen" not in cases_in(before) or before.text.casefold() in _ITS
        return bare or self._is(part[at - 1], "dropped_from")

    def _pay(self, part: Words) -> bool:
        """Tell what is paid for, or dealt with, by another's money or programme."""
        pays = self._has(part, "paying_verbs")
        deals = pays or self._has(part, "office_verbs") or self._has(part, "dealing_verbs")
        return deals and any(self._is_source(part, i, pays=pays) for i in range(len(part)))

    def _is_source(self, part: Words, i: int, *, pays: bool) -> bool:
        word, cases = part[i], cases_in(part[i])
        by_way = i + 1 < len(part) and part[i + 1].text.casefold() in self._words["by_way"]
        if self._is_complement(part, i) or self._is(word, "taught_programmes"):
            return False
        if "ess" in cases and self._is(word, "whosever"):
            return self._has_owner(part, i)
        by_means = "gen" in cases and (by_way or word.text.endswith("in"))
        source = bool(cases & _SOURCE) or by_means
        if source and (self._is_money(word) or (pays and self._is_acronym(word))):
            return True
        if cases & _PLACE and self._is_money(word):
            return True
        if not source and not cases & _PLACE:
            return False
        if self._is(word, "arenas") and (pays or cases & _PLACE):
            paid = pays and cases == _FROM and i > 0 and "gen" in cases_in(part[i - 1])
            return paid or self._is_compound(word) or self._is_named(part, i) or self._has_owner(part, i)
        if not self._is(word, "whosever") or (cases == _FROM and not pays):
            return False
        named = self._is_other(part, i) or self._is_named(part, i)
        return named or (self._has_owner(part, i) and (source or self._is_of_its_own(part, i)))

    def _act(self, part: Words) -> bool:
        """Tell an object before an active verb and the office that serves it after that, or "itself"."""
        active = [i for i, word in enumerate(part) if self._is_active(word)]
        verbs = [i for i in range(len(part)) if self._phrases.bound(part, i) == "verb"] if active else []
        for v in active:
            if verbs and v not in verbs:
                continue
            word = part[v]
            subjects = [i for i, w in enumerate(part) if i != v and self._can_act(w)]
            if any(w.text.casefold() == "itse" for w in part) and word.lemmas & self._words["self_verbs"]:
                return any(
                    self._is_office(part, i) or not self._phrases.names_people(part[i]) for i in subjects
                )
            if any(self._is_programme(part, i) for i in subjects):
                return True
            told = any(w.text.casefold() in _SUBJECTS for w in part[:v])
            before = told or any(i < v and self._agrees(part[i], word) for i in subjects)
            topic = any(not w.is_mark for w in part[:v])
            if topic and not before and any(i > v and self._is_office(part, i) for i in subjects):
                return True
        return False

    def _can_act(self, word: Word) -> bool:
        """Tell a noun in the nominative."""
        text = word.text.casefold()
        if text.endswith(self._ends["offices"]):
            return True
        if word.is_mark or self._phrases.is_finite(word):
            return False
        adverb = any(text in self._words[name] for name in _NO_NOUNS) or text == "itse"
        return cases_in(word) == {"nom"} and not adverb and not text.endswith("sti")

    def _is_active(self, word: Word) -> bool:
        if word.lemmas.isdisjoint(self._active):
            return False
        text = word.text.casefold()
        finite = self._phrases.is_finite(word) or text.endswith(("vat", "vät"))
        return finite and not text.endswith(("aan", "ään", "tiin"))

    def _is_programme(self, part: Words, i: int) -> bool:
        """Tell another's fund or programme that serves somebody ("toinen teema palvelee lapsia")."""
        if i and after_hyphen(part[i - 1], part[i]):
            return False
        return self._is_fund(part[i]) or (self._is(part[i], "whosever") and self._is_other(part, i))

    def _agrees(self, subject: Word, verb: Word) -> bool:
        return subject.text.endswith("t") == verb.text.endswith(("vat", "vät"))

    def _is_paid_by_money(self, part: Words) -> bool:
        """Tell what is done by others' money, whatever the verb is ("kouluttautuu valtionavustuksella")."""
        return any(
            word.text.endswith(_BY_MONEY)
            and cases_in(word) == _BY
            and self._is_money(word)
            and not self._is_complement(part, i)
            for i, word in enumerate(part)
        )

    def _is_settled(self, part: Words) -> bool:
        """Tell what an office has in place already ("palvelut on järjestetty tukikeskuksissa")."""
        done = next((i for i, w in enumerate(part) if w.text.casefold() in self._words["settled"]), None)
        if not done or _HAVE.isdisjoint(w.text.casefold() for w in part[:done]):
            return False
        return any(cases_in(w) & _WITHIN and self._is_office(part, i) for i, w in enumerate(part))

    def _are_of_others(self, part: Words) -> bool:
        """Tell what is done in another's programme, whatever the verb is ("vaikutetaan muissa teemoissa")."""
        return any(
            bool(cases_in(word) & _WITHIN)
            and self._is(word, "whosever")
            and self._is_other(part, i)
            and not self._is_complement(part, i)
            for i, word in enumerate(part)
        )

    def _are_elsewhere(self, part: Words) -> bool:
        """Tell what is dealt with or got elsewhere."""
        adverbs = [w.text.casefold() for w in part]
        if _APART in adverbs:
            return any("säätää" in w.lemmas for w in part)
        places = [i for i, text in enumerate(adverbs) if text in _ELSEWHERE]
        free = [
            i for i in places if not (i + 1 < len(part) and self._phrases.verbs.is_participle(part[i + 1]))
        ]
        verbs = ("paying_verbs", "office_verbs", "dealing_verbs")
        return bool(free) and any(self._has(part, name) for name in verbs)

    def _are_there(self, part: Words) -> bool:
        """Tell what there is for people already, and those who are others' clients."""
        texts = [w.text.casefold() for w in part]
        if _BEING.isdisjoint(texts):
            return False
        if any(self._are_clients(part, i) or self._are_within(part, i) for i in range(len(part))):
            return True
        if self._words["already"].isdisjoint(texts):
            return False
        if not self._words["at_hand"].isdisjoint(texts):
            return not _STILL & set(texts)
        return any(
            text in self._words["clients"] and i > 0 and "gen" in cases_in(part[i - 1])
            for i, text in enumerate(texts)
        )

    def _are_within(self, part: Words, i: int) -> bool:
        """Tell within whose money or service people are ("ovat muun rahoituksen piirissä")."""
        if part[i].text.casefold() not in self._words["circles"] or not i or self._is_complement(part, i):
            return False
        money = self._is_money(part[i - 1])
        owned = self._is_office(part, i - 1) or self._has_owner(part, i)
        return money or owned or self._is_other(part, i - 1)

    def _are_clients(self, part: Words, i: int) -> bool:
        """Tell whose participants people are said to be ("ovat ministeriön ohjelman osallistujia")."""
        being = any(w.text.casefold() in _BEING for w in part[:i])
        if not being or part[i].text.endswith("t") or not cases_in(part[i]) & {"nom", "par"}:
            return False
        if not part[i].lemmas & self._words["participating"]:
            return False
        owners = tuple(w for w in part[max(0, i - _NEAR) : i] if not w.text.isdigit())
        regional = has_lemma(owners, self._words["regional"])
        owned = (
            bool(owners)
            and "gen" in cases_in(owners[-1])
            and not owners[-1].lemmas & self._words["own_business"]
        )
        return regional or (owned and (self._is_money(owners[-1]) or self._has_owner(part, i)))

    def _give(self, part: Words) -> bool:
        """Tell those who get what is theirs from an office ("saavat koulutuksensa liitolta")."""
        at = next((i for i, w in enumerate(part) if w.text.casefold() in _GET), None)
        if at is None:
            return False
        theirs = any(
            (w.text.endswith(_POSSESSED) and cases_in(w) & {"nom", "gen"})
            or ("par" in cases_in(w) and self._is(w, "given"))
            for w in part
        )
        sources = (i for i in range(at, len(part)) if cases_in(part[i]) & _FROM_WHOM)
        return theirs and any(self._is_office(part, i) and not self._is_complement(part, i) for i in sources)

    def _do_themselves(self, part: Words) -> bool:
        """Tell what people or firms do at their own cost ("omin varoin", "omalla kustannuksellaan")."""
        return any(
            ("oma" in one.lemmas or one.text == "omin")
            and self._is(other, "own_means")
            and other.text.endswith(_BY_OWN)
            for one, other in pairwise(part)
        )

    def _are_apart(self, part: Words) -> bool:
        """Tell that there is for people what is their own, or is being prepared ("oma teemansa")."""
        prepared = self._has(part, "preparing_verbs")
        there = prepared or any(w.text.casefold() in _BEING for w in part)
        qualities = self._words["apart_qualities"]
        return any(
            one.lemmas & (qualities if there or other.text.endswith(_POSSESSED) else qualities - _OWN)
            and self._is(other, "own_things")
            and ("nom" in cases_in(one) or (prepared and "par" in cases_in(one)))
            for i, one in enumerate(part)
            for other in part[i + 1 : i + 3]
        )
