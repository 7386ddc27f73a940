"""Verbs: which words of a Finnish sentence are finite verbs, and which participles stand for nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from graph.ingest.cases import PERFECTS_OF_MANY, cases_of, is_perfect
from graph.ingest.governed import are_two, has_object_before, supports
from graph.ingest.members import clause_start, goes_on_list, has_verb_before
from graph.ingest.participles import ENDS, PASTS, has_form, is_passive_of
from graph.ingest.passages import Word

#: What the forms told by ending and infinitive end with; most words do not.
_FINITE = ("aan", "ään", "tiin", "aa", "ää", "ee", "i", "oo", "uu", "yy", "öö")
_PASSIVE = re.compile(r"(?:[tdlnrs](?:aan|ään)|t?tiin)$")
_THIRD = re.compile(r"(?:aa|ää|ee|ii|oo|uu|yy|öö)$")
#: Infinitives whose third person ends in a long a ("lisätä": "lisää").
_CONTRACTED = re.compile(r"[aeiouyäö]t[aä]$")
_LONG_INFINITIVE = re.compile(r"\w{4,}(?:aa|ää)$")
_INFINITIVE = re.compile(r"(?:[aeiouyäö][aä]|[dt][aä]|ll[aä]|nn[aä]|rr[aä]|st[aä])$")
#: Endings of members of a list, which no verb after a negation has.
_MEMBER = re.compile(r"(?:t|[ij][aä]|it[aä]|ille|iin|ihin)$")
_THIRD_INFINITIVE = re.compile(r"m[aä](?:[aä]n|ss[aä]|st[aä]|ll[aä]|tta|ttä)$")
#: What verbs of several people end with.
_MANY = ("vat", "vät")
#: What also verbs end with after which something else tells whether they are some.
_POSSIBLE = (*_MANY, *PERFECTS_OF_MANY)
#: Participles of verbs that are done to nothing: what becomes so by itself ("uupunut", "työllistyvä").
_INTRANSITIVE = re.compile(r"(?<!puh)(?<!kys)(?<!lähest)(?<!pyy)[uy](?:v[aä]|n[uy]t)$")
#: Ends of infinitives whose present and past third persons plural are alike ("etsivät", "raportoivat").
_ALIKE = ("ia", "iä", "ida", "idä")
#: What opens a pair ("sekä nuoret että työtä etsivät").
_BOTH = ("sekä", "niin")
_THEM = frozenset({"heidät", "meidät", "teidät"})
_AS = frozenset({"ess"})
#: What people are, not what they act as ("asiakkaina olevat lapset").
_BEING = "olevat"
_WOULD = ("isi", "isivat", "isivät")
#: Shorter words in -i may be nouns ("tuki", "toimi").
_PLAIN_PAST = 6
_REMEMBERED = 100_000
_MAIN_CLAUSE = 5


class Verbs:
    """Tells verbs by the rules' word lists, their endings and their lemmas."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._words = words
        #: What the form of a word tells by itself, by its text and analyses.
        self._finite = lru_cache(_REMEMBERED)(self._has_finite_form)
        self._past = lru_cache(_REMEMBERED)(self._has_past_form)
        self._possible = lru_cache(_REMEMBERED)(self._can_be_one)
        self._participles = lru_cache(_REMEMBERED)(self._has_form_of_participle)
        self._no_participles = tuple(words["no_participles"])

    def is_one(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell whether a word is the verb of its clause, or a part of it."""
        before = words[i - 1].text.casefold() if i > 0 else ""
        negated = before in self._words["negations"]
        if not (negated or self._possible(words[i].text, words[i].analyses)):
            return False
        if self._is_before_verb(words, i):
            return False
        if words[i].text.endswith(("ivat", "ivät")) and (
            self.is_past(words[i]) or self.is_conditional(words[i])
        ):
            return True
        if supports(words, i, self.is_finite):
            return True
        if self._is_perfect(words, i) or self._has_subject(words, i):
            return True
        if negated:
            named = words[i].text.endswith("t") and not words[i].text.endswith(PERFECTS_OF_MANY)
            return not (named or (before in ("eikä", "eivätkä") and _MEMBER.search(words[i].text)))
        return self.is_finite(words[i]) and not self._modifies(words, i) and not self._is_noun(words, i)

    def _is_before_verb(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the first of two such words, the second being the verb ("opintonsa päättävät saavat")."""
        if i == 0 or i + 1 >= len(words) or not words[i].text.endswith(("vat", "vät")):
            return False
        following = words[i + 1].text
        if following != words[i].text and following in self._words["finite"] and following.endswith(_MANY):
            return True
        before = words[i - 1].text.casefold()
        subject = before.endswith("t") or before in self._words["relatives"]
        return not subject and self.is_passive(words[i + 1])

    def _can_be_one(self, text: str, analyses: frozenset[str]) -> bool:
        """Tell by the word alone whether it can be a verb without a negation before it."""
        ends = text.endswith(_POSSIBLE) or is_perfect(text)
        return ends or text == "tuki" or self._finite(text, analyses)

    def is_finite(self, word: Word) -> bool:
        """Tell whether a word is a finite verb: a listed one, or by its ending and an infinitive's lemma."""
        return self._finite(word.text, word.analyses)

    def is_past(self, word: Word) -> bool:
        """Tell a verb in the past tense from one whose present is alike and from a noun ("tuki")."""
        return self._past(word.text, word.analyses)

    def _has_past_form(self, written: str, analyses: frozenset[str]) -> bool:
        text = written.casefold()
        if text in self._words["past"]:
            return True
        if text.endswith(("ivat", "ivät")):
            lemmas = [a for a in analyses if a != text and _INFINITIVE.search(a)]
            if text.endswith(_WOULD) and not any(text[:-4] in (a[:-2], a[:-2] + "s") for a in lemmas):
                # "Pysyisivät" would be, "julkaisivat" and "levisivät" were.
                return False
            return bool(lemmas) and not any(a.endswith(_ALIKE) for a in lemmas)
        if written[:1].isupper() or text in self._words["finite"] or len(text) < _PLAIN_PAST:
            return False
        ends = text.endswith(("i", "tiin")) and not text.endswith(("ii", "ksi"))
        return ends and self._finite(written, analyses)

    def is_conditional(self, word: Word) -> bool:
        """Tell what would be ("sopisi") from the past of verbs like "julkaista" and from numbers."""
        text = word.text.casefold()
        if not text.endswith(_WOULD) or text in self._words["finite"]:
            return text in self._words["supposing"]
        lemmas = [a for a in word.analyses if a != text and _INFINITIVE.search(a)]
        past = any(text in (a[:-2] + "i", a[:-2] + "ivat", a[:-2] + "ivät") for a in lemmas)
        return bool(lemmas) and not past

    def tells_past(self, words: tuple[Word, ...]) -> bool:
        """Tell whether a main clause has a verb in the past tense; what a relative clause tells is apart."""
        aside = False
        for word in words:
            aside = not word.is_mark and (aside or word.text.casefold() in self._words["relatives"])
            if not aside and self.is_past(word):
                return True
        return False

    def is_passive(self, word: Word) -> bool:
        """Tell whether a word is a verb in the present passive ("rakennetaan")."""
        return word.text.endswith(("aan", "ään")) and self.is_finite(word)

    def is_participle(self, word: Word) -> bool:
        """Tell whether a word is a participle, which can have complements before it."""
        return not word.is_mark and self._participles(word.text, word.analyses)

    def _has_form_of_participle(self, text: str, analyses: frozenset[str]) -> bool:
        return has_form(text.casefold(), analyses, self._no_participles)

    def is_infinitive(self, word: Word) -> bool:
        """Tell a case of the third infinitive ("tukemaan", "kehittämällä") from a noun's."""
        text = word.text.casefold()
        noun = any(a != text and a.endswith(("ma", "mä")) for a in word.analyses)
        return bool(_THIRD_INFINITIVE.search(text)) and not noun

    def takes_object(self, participle: Word) -> bool:
        """Tell whether what a participle says can be done to something ("suorittava", not "uupunut")."""
        lemmas = [a for a in participle.analyses if a.endswith(ENDS)]
        bare = any(a.endswith(tuple(self._words["intransitives"])) for a in lemmas)
        return bool(lemmas) and not bare and not any(_INTRANSITIVE.search(a) for a in lemmas)

    def _is_perfect(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the participle of a perfect tense ("on valmentanut") from one that modifies a noun."""
        if words[i].text.endswith(PERFECTS_OF_MANY):
            return self._is_told_of_subject(words, i)
        if not is_perfect(words[i].text):
            return False
        before = [w.text.casefold() for w in words[max(0, i - _MAIN_CLAUSE) : i]]
        own = before[before.index("että") :] if "että" in before else before
        return not self._words["auxiliaries"].isdisjoint(own)

    def _is_told_of_subject(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the verb of "nuoret ovat kokeneet" from the noun of "kohderyhmänä ovat kokeneet"."""
        following = words[i + 1] if i + 1 < len(words) else None
        if has_object_before(words, i):
            return True
        if following and following.text.endswith("t") and not following.is_mark:
            return False
        for at in range(i - 1, max(0, i - _MAIN_CLAUSE), -1):
            if words[at].text.casefold() in self._words["auxiliaries"]:
                subject = words[at - 1].text.casefold()
                told = self._words["relatives"] - self._words["listing_relatives"]
                return subject.endswith("t") or subject in told
        return False

    def _has_subject(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the verb of "hankkeet laativat" from the participle of "vaikeasti työllistyvät"."""
        word = words[i]
        if i == 0 or not word.text.endswith(("vat", "vät")):
            return False
        before = words[i - 1]
        said = before.text.casefold()
        told_as = said in self._words["as_whom"] and word.text.casefold() != _BEING
        if told_as or said in self._words["relatives"] or said in self._words["subjects"]:
            return True
        if self._is_told_as(words, i) or self._closes_relative(words, i):
            return True
        if self._modifies(words, i):
            return False
        return (before.text.endswith(("t", "nsa", "nsä")) and not before.is_mark) or are_two(words, i)

    def _closes_relative(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the verb at the end of a relative clause without another ("joissa he muutenkin käyvät")."""
        if i + 1 < len(words) and not words[i + 1].is_mark:
            return False
        clause = list(takewhile(lambda w: not w.is_mark, reversed(words[:i])))
        opened = bool(clause) and clause[-1].text.casefold() in self._words["relatives"]
        return opened and not any(self.is_finite(w) for w in clause)

    def _is_told_as(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the verb of a clause that opens with as whom its subjects act ("Ohjaajina toimivat")."""
        before = words[clause_start(words, i, self._words) : i]
        opening = [cases_of(w.text, w.analyses) for w in before if w.text not in self._words["relatives"]]
        acts = words[i].text.casefold() != _BEING and {c for c in opening if c != {"gen"}} == {_AS}
        if not (acts or self._opens(words, i)):
            return False
        clause = takewhile(lambda w: not w.is_mark, words[i + 1 :])
        return not any(self.is_finite(w) and w.text != "mukaan" for w in clause)

    def _opens(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the first verb of a whole sentence, which its subjects follow ("Katveeseen jäävät isät")."""
        told = i + 1 < len(words) and words[i + 1].text in self._words["before_those"]
        told = told or words[i].text in self._words["serving"]
        if not (told or words[i].text in self._words["before_subjects"]) or words[-1].text != ".":
            return False
        begin = max((at + 1 for at in range(i) if words[at].text == ";"), default=0)
        opening = words[begin:i]
        if i + 1 >= len(words) or words[i + 1].is_mark or any(self.is_passive(w) for w in opening[1:]):
            return False
        whole = bool(opening) and (begin > 0 or opening[0].text[:1].isupper())
        return whole and not any(w.is_mark or w.text.endswith("t") for w in opening)

    def _is_noun(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell those who do something in a list after its verb ("kuuluvat alalla työskentelevät, nuoret")."""
        text = words[i].text.casefold()
        if not text.endswith(("vat", "vät")):
            return False
        following = words[i + 1].text if i + 1 < len(words) else ""
        if i > 0 and following in self._words["always_finite"] and following != text:
            return True
        # "Osallistujia ovat alalla työskentelevät itse."
        at_end = i + 2 if following == "itse" else i + 1
        if at_end < len(words) and not self._parts(words[at_end]):
            return False
        joints = ("että", "kuin") if any(w.text in _BOTH for w in words[:i]) else ()
        parted = (at for at in range(i - 1, -1, -1) if self._parts(words[at]) or words[at].text in joints)
        first = next(parted, -1) + 1
        if any(self.is_one(words, at) for at in range(first, i) if words[at].text.endswith(_MANY)):
            return True
        if text in self._words["always_finite"]:
            # A clause has one verb: "tavoitetaan toimintaan osallistuvat".
            return any(self.is_passive(w) for w in words[first:i])
        before = [w.text.casefold() for w in words[:i]]
        own = before[first:]
        relative = own[:1] == ["kuten"] or self._words["relatives"].isdisjoint(own)
        verbs = self._words["always_finite"] | self._words["finite"]
        subject = any(word.endswith("t") for word in own if word not in verbs)
        # An item of a list may only name those who do something ("tilapäistä suojelua saavat").
        item = words[0].text[:1].islower()
        told = not following or item or any(w.text == ":" or self.is_finite(w) for w in words[:i])
        return bool(own) and not subject and relative and told

    def _parts(self, word: Word) -> bool:
        return word.is_mark or word.text.casefold() in self._words["conjunctions"]

    def _modifies(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the participle of "alueilla asuvat nuoret" from the verb of "nuoret asuvat"."""
        text = words[i].text.casefold()
        if not text.endswith(("vat", "vät")) or i + 1 >= len(words) or text.endswith(PASTS):
            return False
        if text in self._words["always_finite"] and not (
            has_verb_before(words, i, self._words, self.is_passive)
            or goes_on_list(words, i, self._words, self.is_past)
        ):
            return False
        following = words[i + 1]
        if i > 0 and words[i - 1].text.endswith(_MANY) and text in self._words["finite"]:
            # "Asuntoon siirtyvät saavat välttämättömät tavarat".
            return False
        nominal = following.text.endswith("t") and following.text not in self._words["fillers"] | _THEM
        return nominal and not following.is_mark and not self.is_finite(following)

    def _has_finite_form(self, text: str, analyses: frozenset[str]) -> bool:
        text = text.casefold()
        if text in self._words["finite"] or text.endswith(PASTS):
            return True
        if not text.endswith(_FINITE):
            return False
        lemmas = [a for a in analyses if not a.endswith("~") and a != text and _INFINITIVE.search(a)]
        if _PASSIVE.search(text):
            return any(is_passive_of(text, a) for a in lemmas)
        if _LONG_INFINITIVE.search(text) and analyses == {text}:
            return True
        if text.endswith(("aa", "ää")):
            return any(_CONTRACTED.search(a) for a in lemmas)
        if text.endswith("i"):
            return not text.endswith("mpi") and len(lemmas) == len([a for a in analyses if a != text]) > 0
        return bool(_THIRD.search(text)) and any(len(a) > 3 for a in lemmas)
