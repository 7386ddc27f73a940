"""Means: the methods that no scheme knows in a theme or report, and what deeds of teaching are called."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.general import General
from graph.ingest.made import Made
from graph.ingest.mentioned import Mentioned
from graph.ingest.nominals import Nominal, nominals
from graph.ingest.paper import Paper, Tools
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import Phrase, lemma
from graph.ingest.speech import Turn
from graph.ingest.taught import taught
from graph.ingest.worked import Worked

Span = tuple[int, int]
#: Where a theme tells what it does and little else, and where it tells that among other things.
_DOING = ("content", "cooperation")
_TELLING = ("added-value", "indicators")
#: Where it tells whom it is for, and by the way what they are offered.
_PEOPLE = "target-groups"
_REPORTED = ("results", "summary", "regional")
_ROLES = frozenset({"nom", "par", "ade", "ess"})
_MARKS = frozenset(",;:()")
_MEANT = frozenset({"nom"})
_TRIED = frozenset({"par"})
_BEFORE = frozenset({"ennen", "ilman"})
_APART = frozenset(";:.(")
_CLAUSES = ("relative", "that", "verb")
_WORK = ("työ", "toiminta")
_LONG = 9
#: Nouns that say nothing of how something is done but as a part of a compound.
_ONLY_COMPOUNDS = frozenset({"toiminta", "päivä", "tuk", "paja", "oppiminen"})
#: Support as what something else gives ("hankkeen tuella").
_BY_SUPPORT = ("tuella", "tuellaan")


class Means:
    """Finds the methods that are named by their kind, and those told by verbs."""

    def __init__(self, tools: Tools, claims: Claims) -> None:
        self._tools = tools
        self._claims = claims
        self._nominals = nominals(tools.phrases, tuple(sorted(tools.rules.words["means_heads"])))
        self._worked = Worked(tools.rules, tools.phrases, self._nominals)
        no_means = sorted(tools.rules.words["no_means"])
        # The stem that is left of a partitive that the dictionary lacks ("starttitukea").
        self._no_means = (*no_means, *(name[:-1] for name in no_means if name.endswith("tuki")))
        self._worked_by = tuple(sorted(tools.rules.words["worked_by"]))
        self._outreach = tuple(sorted(tools.rules.words["outreach"]))
        self._general = General(tools, self._nominals)
        self._trials = tools.rules.words["trial_verbs"]
        self._no_trial = tuple(sorted(tools.rules.words["no_trial"]))
        self._taught = taught(
            tools.phrases, tools.rules.words["method_verbs"], tools.rules.words["conjunctions"]
        )
        self._mentioned = Mentioned(tools)

    def extract(
        self, paper: Paper, subject: Thing, parts: Parts, turns: list[Turn], made: list[Made]
    ) -> None:
        """Assert the methods of a theme and its parts, or of a report's package and projects.

        What a report says was ``made`` is no method.
        """
        if paper.form == "report":
            self._of_report(paper, subject, turns, made)
            return
        lead = ""
        for passage in paper.within(*_DOING, *_TELLING, _PEOPLE):
            owner = parts.get(passage.start, subject)
            for sentence in () if self._leaves_out(passage, lead) else passage.sentences:
                if not self._tools.is_elsewhere(passage, sentence):
                    self._verbs(owner, passage, sentence, (0, len(passage.text)))
                    for nominal in self._methods(passage, sentence, lead):
                        if not self._is_only(paper, passage, sentence, nominal):
                            self._name(owner, passage, sentence, nominal)
            lead = _lead(passage, lead)

    def _leaves_out(self, passage: Passage, lead: str) -> bool:
        """Tell an item of a list whose lead says what is not done, or a paragraph that opens with that."""
        told = lead if passage.kind == "list-item" else passage.text
        return bool(self._tools.rules.wordings["none_of"].search(told))

    def _of_report(self, paper: Paper, subject: Thing, turns: list[Turn], made: list[Made]) -> None:
        """Assert what a report names or tells by verbs, of the project that it speaks of or the package."""
        spoken: dict[Span, list[Turn]] = {}
        lead = ""
        for turn in turns:
            spoken.setdefault((turn.passage.start, turn.sentence.start), []).append(turn)
        for passage in paper.within(*_REPORTED):
            results = [m.span for m in made if m.passage is passage]
            for sentence in passage.sentences:
                own = spoken.get((passage.start, sentence.start), [])
                if not own:
                    self._verbs(subject, passage, sentence, (0, len(passage.text)))
                for turn in own:
                    self._verbs(turn.project, passage, sentence, (turn.start, turn.end))
                for nominal in self._methods(passage, sentence, lead):
                    at = nominal.words[0].start - sentence.start
                    owner = next((t.project for t in own if t.start <= at < t.end), subject)
                    if self._is_only(paper, passage, sentence, nominal):
                        continue
                    if not _overlaps(results, nominal) or self._worked.is_given(sentence.words, nominal):
                        self._name(owner, passage, sentence, nominal)
            lead = _lead(passage, lead)

    def _is_only(self, paper: Paper, passage: Passage, sentence: Sentence, nominal: Nominal) -> bool:
        words = sentence.words
        first, last = words.index(nominal.words[0]), words.index(nominal.head) + 1
        return self._mentioned.is_only(paper, passage, sentence, first, last)

    def _name(self, owner: Thing, passage: Passage, sentence: Sentence, nominal: Nominal) -> None:
        """Assert a method by its name: the scheme's, where it knows what the phrase ends in."""
        label = passage.text[nominal.words[0].start : nominal.head.end]
        things = [
            thing
            for mention, found in self._tools.named("methods", ("Method",), sentence)
            if sentence.words[mention.last - 1] is nominal.head
            for thing in found
        ]
        for thing in things or [
            candidate("Method", label, identity=" ".join(lemma(w) for w in nominal.words))
        ]:
            self._assert(owner, thing, passage, sentence, nominal.words)

    def _verbs(self, owner: Thing, passage: Passage, sentence: Sentence, within: Span) -> None:
        """Assert what a stretch's verbs of teaching and coaching are methods of ("koulutetaan")."""
        for word, noun in self._taught.of(sentence.words):
            if within[0] <= word.start - sentence.start < within[1]:
                self._assert(owner, self._thing(noun), passage, sentence, (word,))

    def _thing(self, noun: str) -> Thing:
        concepts = self._tools.vocabulary.of_kind("Method")
        names = self._tools.vocabulary.names_of
        concept = next((c for c in concepts if noun in names(c.code)), None)
        return known(concept, "Method") if concept else candidate("Method", noun, identity=noun)

    def _methods(self, passage: Passage, sentence: Sentence, lead: str) -> Iterator[Nominal]:
        """Find the methods that a sentence names: by their kind, or after a word for method."""
        words = sentence.words
        listed = self._listed(passage, sentence, lead) if passage.section != _PEOPLE else (0, 0)
        told = (Nominal((w,), _MEANT) for w in words if self._worked.is_instructive(w))
        phrases: list[Phrase] = []
        if listed[0] != listed[1]:
            phrases = self._tools.phrases_of(sentence)
        elif kinds := [i for i, word in enumerate(words) if self._may_be_kind(word)]:
            phrases = [
                p for p in self._tools.phrases_of(sentence) if any(p.first <= i < p.last for i in kinds)
            ]
        for nominal in (*map(self._carried, self._nominals.within(words, phrases)), *told):
            span = nominal.words[0].start, nominal.head.end
            if self._tools.rules.wordings["in_name"].match(passage.text, span[1]):
                continue
            if listed[0] <= span[0] < listed[1] and nominal.cases & _ROLES:
                if self._general.names(nominal):
                    yield nominal
            elif self._is_kind(nominal) and self._is_method(passage, sentence, nominal):
                yield nominal
        yield from self._tried(passage, sentence)

    def _tried(self, passage: Passage, sentence: Sentence) -> Iterator[Nominal]:
        """Find what is tried out: a way of working, unless it is a thing or people."""
        words, phrases = sentence.words, self._tools.phrases
        verbs = {i for i, w in enumerate(words) if not w.lemmas.isdisjoint(self._trials)}
        if passage.section not in _DOING or not any(phrases.bound(words, i) == "verb" for i in verbs):
            return
        for nominal in self._nominals.within(words, self._tools.phrases_of(sentence)):
            if nominal.cases != _TRIED or self._nominals.is_known(nominal.head):
                continue
            verb = self._worked.verb_of(words, nominal)
            thing = any(a.endswith(self._no_trial) for a in nominal.head.lemmas)
            thing = thing or phrases.is_plural(nominal.head) or phrases.names_people(nominal.head)
            thing = thing or any(w.text in _BEFORE for w in words[verb or 0 : words.index(nominal.words[0])])
            if verb in verbs and not thing and self._general.names(nominal):
                yield nominal

    def _may_be_kind(self, word: Word) -> bool:
        return self._nominals.is_known(word) or self._is_outreach(word)

    def _is_outreach(self, word: Word) -> bool:
        """Tell an attribute of work that seeks people out, or is done by something."""
        out = word.text.casefold().startswith(self._outreach)
        return out or any(a.endswith(self._worked_by) for a in word.lemmas)

    def _is_kind(self, nominal: Nominal) -> bool:
        """Tell by its name what can be a method: by its last part, or work with an attribute of how."""
        lemmas = nominal.head.lemmas
        if any(a.endswith(self._no_means) for a in lemmas) or self._is_by_support(nominal):
            return False
        if self._nominals.is_known(nominal.head) and lemmas.isdisjoint(_ONLY_COMPOUNDS):
            return True
        out = any(self._is_outreach(w) for w in nominal.words[:-1])
        return out and lemma(nominal.head).endswith(_WORK)

    def _is_by_support(self, nominal: Nominal) -> bool:
        """Tell the support that something else is from a support of some kind."""
        owned = len(nominal.words) == 1 or "gen" in self._nominals.cases(nominal.words[-2])
        return nominal.head.text.casefold() in _BY_SUPPORT and owned

    def _is_method(self, passage: Passage, sentence: Sentence, nominal: Nominal) -> bool:
        span = nominal.words[0].start, nominal.head.end
        if self._is_by_means(sentence.words, nominal):
            return True
        mentions = self._tools.mentions("methods", sentence)
        known = any(
            sentence.words[m.first].start < span[1] and span[0] < sentence.words[m.last - 1].end
            for m in mentions
        )
        whole = passage.section in _DOING
        if whole and known:
            return False
        meant = self._worked.is_meant_for(sentence.words, nominal)
        long = known or meant or len(nominal.words) > 1 or len(nominal.head.text) >= _LONG
        long = long or self._worked.is_given(sentence.words, nominal)
        if not long or (self._general.is_light(nominal) and not known and not meant):
            return False
        if passage.section == _PEOPLE:
            return passage.kind != "list-item" and self._worked.is_offered(sentence.words, nominal)
        if passage.section in _REPORTED and self._worked.is_of_now(sentence.words, nominal):
            return False
        if passage.section not in _DOING and self._worked.is_held(sentence.words, nominal):
            return True
        return (whole and bool(nominal.cases & _ROLES)) or self._worked.is_with(sentence.words, nominal)

    def _listed(self, passage: Passage, sentence: Sentence, lead: str) -> Span:
        """Return the stretch of a sentence that lists methods, after a word for method or in its list."""
        cue = self._tools.rules.wordings["methods_listed"]
        found = cue.search(passage.text_of(sentence))
        if passage.kind == "list-item" and cue.search(lead):
            start = sentence.start
        elif found:
            start = sentence.start + found.end()
        else:
            return 0, 0
        words = sentence.words
        ends = (w.start for i, w in enumerate(words) if w.start >= start and self._ends_list(words, i))
        return start, next(ends, sentence.end)

    def _ends_list(self, words: tuple[Word, ...], i: int) -> bool:
        return words[i].text in _APART or self._tools.phrases.bound(words, i) in _CLAUSES

    def _is_by_means(self, words: tuple[Word, ...], nominal: Nominal) -> bool:
        """Tell genitives before a word for means, also all but the last of a list of them."""
        at = words.index(nominal.head) + 1
        if "gen" not in self._nominals.cases(nominal.head):
            return False
        means = self._tools.rules.words["means_words"]
        while at < len(words) and words[at].text.casefold() not in means:
            joint = words[at].text in (",", "ja", "sekä")
            if not (joint or "gen" in self._nominals.cases(words[at]) or words[at].open):
                return False
            at += 1
        return at < len(words)

    def _carried(self, nominal: Nominal) -> Nominal:
        """Return the method that a noun only carries ("sovittelun mallit"), or the phrase itself."""
        carrier = self._tools.rules.wordings["carrier"].search(lemma(nominal.head))
        owner = nominal.words[-2] if carrier and len(nominal.words) > 1 else None
        owned = owner and "gen" in self._nominals.cases(owner) and self._nominals.is_known(owner)
        return Nominal(nominal.words[:-1], _MEANT) if owned else nominal

    def _assert(
        self, owner: Thing, thing: Thing, passage: Passage, sentence: Sentence, words: tuple[Word, ...]
    ) -> None:
        span = words[0].start, words[-1].end
        said, place = (
            self._tools.said(passage, sentence),
            (span[0] - sentence.start, span[1] - sentence.start),
        )
        others = self._tools.rules.wordings["others_work"].search(passage.text_of(sentence))
        left = said.is_paid_elsewhere(*place) or said.is_negated(*place)
        if others or left or self._is_negated(sentence.words, words[0]):
            return
        if said.stance(*place) == "affirmed":
            self._claims.add(self._tools.rules["methods.means"], owner.code, thing, passage, span)

    def _is_negated(self, words: tuple[Word, ...], word: Word) -> bool:
        """Tell what stands between the same marks as a negation, whatever that negates."""
        at = words.index(word)
        first = next((i + 1 for i in range(at, -1, -1) if words[i].text in _MARKS), 0)
        last = next((i for i in range(at, len(words)) if words[i].text in _MARKS), len(words))
        negations = self._tools.rules.words["negations"]
        return any(w.text.casefold() in negations for w in words[first:last])


def _lead(passage: Passage, lead: str) -> str:
    """Return what leads in the list that goes on after a passage: the words before its colon."""
    if passage.kind == "list-item":
        return lead
    text = passage.text.rstrip()
    return text if text.endswith(":") else ""


def _overlaps(spans: list[Span], nominal: Nominal) -> bool:
    return any(start < nominal.head.end and nominal.words[0].start < end for start, end in spans)
