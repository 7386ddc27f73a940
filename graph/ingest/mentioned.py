"""Mentioned: methods that a sentence only names, as its topic, as somebody's or as what there is already."""

from __future__ import annotations

from graph.ingest.cases import is_perfect
from graph.ingest.clauses import HAVE, Clauses
from graph.ingest.paper import Paper, Tools
from graph.ingest.parts import label_of
from graph.ingest.passages import Passage, Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma
from graph.ingest.subheadings import number_end
from graph.ingest.worked import is_instructive

Words = tuple[Word, ...]
_JOINTS = (",", "ja", "sekä", "tai")
_OWNER = frozenset({"gen"})
_BEFORE = frozenset({"kohti", "ennen", "ilman", "vailla", "osana"})
#: What nouns for what people do themselves may have: a possessive ending tells whose it is.
_OWN = ("opinnot", "opinto", "koulutus", "kuntoutus", "hoito", "työ")
_NEAR = 4
_BESIDE = frozenset({"rinnalla", "ohella", "ohessa", "lisäksi", "tueksi", "tukena", "sijaan", "sijasta"})
_STOPS = (".", ":")
_GONE_TO = frozenset({"ill", "ela", "ine", "par"})
_IN = frozenset({"ine", "ade"})
#: Beginnings of participles of being, in any form but the nominative of one, which a clause can end with.
_BEING = ("oleva", "olevi", "ollei", "olleen")
_PLACES = frozenset({"ine", "ill", "ade", "ela"})
_SUBORDINATE = ("relative", "that")


class Mentioned:
    """Tells by the words around a method that nothing is done by it."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._clauses = Clauses(tools)
        words = tools.rules.words
        self._asking, self._apart = words["asking"], words["apart_participles"]
        self._destinations, self._stages = words["destinations"], tuple(sorted(words["stages"]))

    def is_only(self, paper: Paper, passage: Passage, sentence: Sentence, first: int, last: int) -> bool:
        """Tell whether the words ``first:last`` of a sentence name a method without telling its use."""
        words = sentence.words
        if self._is_asked(words, first, last) or self._is_owner(passage, words, last):
            return True
        if self._is_apart(words, first, last) or self._is_own(words[last - 1]):
            return True
        if self._is_destination(words, first, last) or self._is_state(words, last):
            return True
        if paper.form == "report":
            return False
        return (
            self._is_title(passage, sentence, last)
            or self._is_of_now(words)
            or self._is_of_before(sentence, first, last)
            or self._is_in_name(passage, sentence, first)
        )

    def _is_asked(self, words: Words, first: int, last: int) -> bool:
        """Tell what is only asked of what kind it should be ("millaista opetusta tarvitaan")."""
        return has_lemma(words[max(0, first - 1) : last], self._asking)

    def _is_owner(self, passage: Passage, words: Words, last: int) -> bool:
        """Tell a method that something after it is of ("kuntoutuksen asiakkaat"), and no way to do it."""
        if case_of(words[last - 1]) != _OWNER:
            return False
        if is_instructive(words[last - 1]):
            return False
        wordings = self._tools.rules.wordings
        if wordings["by_means"].match(passage.text, words[last - 1].end):
            return False
        at = last
        while at + 1 < len(words) and words[at].text in _JOINTS and "gen" in case_of(words[at + 1]):
            at += 2
        while at + 1 < len(words) and (
            case_of(words[at]) == _OWNER or self._tools.phrases.is_quality(words[at])
        ):
            at += 1
        following = words[at] if at < len(words) else None
        if following is not None and following.text == "kanssa":
            # Those who do such work are partners ("yhteistyössä etsivän nuorisotyön kanssa").
            return True
        if following is None or following.is_mark or self._tools.phrases.bound(words, at):
            return False
        by_means = wordings["by_means"].match(passage.text, words[at - 1].end)
        if by_means or following.text in self._tools.rules.words["means_words"] | _BESIDE:
            return False
        # An object can stand before the place where it is given ("annettiin neuvonnan junassa").
        kinds = self._tools.phrases
        people = kinds.names_people(following) and not kinds.is_organisation(following)
        placed = case_of(following) & _PLACES and not people
        if placed and not self._tools.phrases.is_plural(words[last - 1]):
            return False
        return not wordings["carrier"].search(lemma(following))

    def _is_apart(self, words: Words, first: int, last: int) -> bool:
        """Tell what is before, after or near something else ("koulutukseen hakeutuvat", "kohti hoitoa")."""
        before = words[first - 1].text.casefold() if first else ""
        following = words[last] if last < len(words) else None
        if before in _BEFORE:
            return True
        return following is not None and not following.lemmas.isdisjoint(self._apart)

    def _is_destination(self, words: Words, first: int, last: int) -> bool:
        """Tell studies or care that people go on to as they do to work ("työhön tai koulutukseen")."""
        head = words[last - 1]
        if not any(a.endswith(self._stages) for a in head.lemmas):
            return False
        while first > 1 and self._tools.phrases.is_quality(words[first - 1]):
            first -= 1
        beside = [words[i] for i in (first - 2, last + 1) if 0 <= i < len(words)]
        joints = [words[i].text for i in (first - 1, last) if 0 <= i < len(words)]
        joined = any(text in _JOINTS for text in joints)
        cases = case_of(head) & _GONE_TO
        return joined and any(
            not w.lemmas.isdisjoint(self._destinations) and case_of(w) & cases for w in beside
        )

    def _is_state(self, words: Words, last: int) -> bool:
        """Tell what people are in, by a participle of being ("korvaushoidossa oleville")."""
        if not case_of(words[last - 1]) & _IN or last >= len(words):
            return False
        at = last + 1 if words[last].text == "mukana" and last + 1 < len(words) else last
        return words[at].text.casefold().startswith(_BEING)

    def _is_own(self, head: Word) -> bool:
        """Tell somebody's own studies or care ("opintonsa keskeyttäneet")."""
        return head.text.endswith(("nsa", "nsä", "jaan", "jään")) and bool(head.lemmas & frozenset(_OWN))

    def _is_title(self, passage: Passage, sentence: Sentence, last: int) -> bool:
        """Tell a part's title that stands apart: what is done is told after it."""
        if passage.kind != "list-item" or passage.section != "content":
            return False
        named = label_of(passage, self._tools, number_end(passage))
        if named is None or sentence.words[last - 1].end > named[1]:
            return False
        after = passage.text[named[1] :].lstrip("*_ ")
        words = [w for s in passage.sentences for w in s.words if named[0] <= w.start < named[1]]
        apart = after[:1] in _STOPS and bool(after[1:].strip("*_ "))
        return apart and not self._tools.phrases.has_verb(tuple(words))

    def _is_of_now(self, words: Words) -> bool:
        """Tell a sentence on how things are today, which the theme is to change."""
        opening = " ".join(w.text for w in words[:_NEAR])
        return bool(self._tools.rules.wordings["nowadays"].match(opening))

    def _is_of_before(self, sentence: Sentence, first: int, last: int) -> bool:
        """Tell a clause in a past tense: a theme tells so of other times and of its own preparation."""
        words = sentence.words
        for begin, end, start, main in self._clauses.of(sentence):
            if begin <= first < end:
                verb, between = words[main], range(min(last, main), max(first, main))
                if any(self._tools.phrases.bound(words, i) in _SUBORDINATE for i in between):
                    return False
                perfect = start != main and words[start].text in HAVE and is_perfect(verb.text)
                return perfect or self._tools.phrases.verbs.is_past(verb)
        return False

    def _is_in_name(self, passage: Passage, sentence: Sentence, first: int) -> bool:
        """Tell a part of the name of the theme's coordination project."""
        text, at = passage.text_of(sentence), sentence.words[first].start - sentence.start
        return any(
            m.start("name") <= at < m.end()
            for m in self._tools.rules.wordings["coordinating_name"].finditer(text)
        )
