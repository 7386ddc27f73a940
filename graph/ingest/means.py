"""Means: the methods that no scheme knows in a theme, and what deeds of teaching and coaching are called."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.made import Made
from graph.ingest.nominals import Nominal, Nominals
from graph.ingest.paper import Paper, Tools
from graph.ingest.parts import Parts
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import lemma
from graph.ingest.speech import Turn

Span = tuple[int, int]
#: Where a theme says what it does.
_SECTIONS = ("content", "cooperation")
_REPORTED = ("results", "summary", "regional")
_ROLES = frozenset({"nom", "par", "ade", "ess"})
#: Where a report says in what people took part, or from what they got help.
_ATTENDED = _ROLES | {"ill", "ine", "ela"}
_MARKS = frozenset(",;:()")
_MEANT = frozenset({"nom"})
_LONG = 9


class Means:
    """Finds in a theme the methods that are named as such, and in any document those told by verbs."""

    def __init__(self, tools: Tools, claims: Claims) -> None:
        self._tools = tools
        self._claims = claims
        self._nominals = Nominals(tools.phrases, tuple(sorted(tools.rules.words["means_heads"])))
        self._attended = Nominals(tools.phrases, tuple(sorted(tools.rules.words["reported_heads"])))
        self._nouns = dict(pair.split("=") for pair in tools.rules.words["method_verbs"])

    def extract(
        self, paper: Paper, subject: Thing, parts: Parts, turns: list[Turn], made: list[Made]
    ) -> None:
        """Assert the methods of a theme and its parts, or of a report's package and projects.

        What a report says was ``made`` is no method.
        """
        if paper.form == "report":
            self._of_report(paper, subject, turns, made)
        for passage in paper.within(*_SECTIONS) if paper.form == "theme" else ():
            owner = parts.get(passage.start, subject)
            for sentence in passage.sentences:
                if not self._tools.is_background(passage, sentence):
                    self._told(owner, passage, sentence, (0, len(passage.text)))
                    for nominal in self._named(passage, sentence, self._nominals, _ROLES):
                        self._name(owner, passage, sentence, nominal)

    def _name(self, owner: Thing, passage: Passage, sentence: Sentence, nominal: Nominal) -> None:
        label = passage.text[nominal.words[0].start : nominal.head.end]
        thing = candidate("Method", label, identity=" ".join(lemma(w) for w in nominal.words))
        self._assert(owner, thing, passage, sentence, nominal.words)

    def _of_report(self, paper: Paper, subject: Thing, turns: list[Turn], made: list[Made]) -> None:
        """Assert what a report names or tells by verbs, of the project that it speaks of or the package."""
        spoken: dict[tuple[int, int], list[Turn]] = {}
        for turn in turns:
            spoken.setdefault((turn.passage.start, turn.sentence.start), []).append(turn)
        for passage in paper.within(*_REPORTED):
            results = [m.span for m in made if m.passage is passage]
            for sentence in passage.sentences:
                own = spoken.get((passage.start, sentence.start), [])
                if not own:
                    self._told(subject, passage, sentence, (0, len(passage.text)))
                for turn in own:
                    self._told(turn.project, passage, sentence, (turn.start, turn.end))
                for nominal in self._reported(passage, sentence, results):
                    at = nominal.words[0].start - sentence.start
                    owner = next((t.project for t in own if t.start <= at < t.end), subject)
                    self._name(owner, passage, sentence, nominal)

    def _told(self, owner: Thing, passage: Passage, sentence: Sentence, within: Span) -> None:
        """Assert what a stretch's verbs of teaching and coaching are methods of ("koulutetaan")."""
        for i, word in enumerate(sentence.words):
            noun = self._noun(sentence.words, i)
            if noun and within[0] <= word.start - sentence.start < within[1]:
                self._assert(owner, self._thing(noun), passage, sentence, (word,))

    def _noun(self, words: tuple[Word, ...], i: int) -> str | None:
        text = words[i].text.casefold()
        noun = next((n for stem, n in self._nouns.items() if text.startswith(stem)), None)
        if (
            noun is None
            or words[i].is_mark
            or not self._tools.rules.wordings["method_verb_form"].search(text)
        ):
            return None
        perfect = text.endswith(("tu", "ty", "ut", "yt"))
        before = {w.text.casefold() for w in words[:i]}
        return noun if not perfect or not before.isdisjoint(self._tools.rules.words["auxiliaries"]) else None

    def _thing(self, noun: str) -> Thing:
        concepts = self._tools.vocabulary.of_kind("Method")
        names = self._tools.vocabulary.names_of
        concept = next((c for c in concepts if noun in names(c.code)), None)
        return known(concept, "Method") if concept else candidate("Method", noun, identity=noun)

    def _reported(self, passage: Passage, sentence: Sentence, results: list[Span]) -> Iterator[Nominal]:
        """Find the methods that a report names, apart from results and what ought to be or would be."""
        if any(self._tools.phrases.verbs.is_conditional(w) or _is_due(w) for w in sentence.words):
            return
        for nominal in self._named(passage, sentence, self._attended, _ATTENDED):
            span = nominal.words[0].start, nominal.head.end
            if not any(s < span[1] and span[0] < e for s, e in results):
                yield nominal

    def _named(
        self, passage: Passage, sentence: Sentence, nominals: Nominals, roles: frozenset[str]
    ) -> Iterator[Nominal]:
        mentions = self._tools.mentions("methods", sentence)
        taken = [(sentence.words[m.first].start, sentence.words[m.last - 1].end) for m in mentions]
        wordings = self._tools.rules.wordings
        for nominal in nominals.of(sentence.words):
            nominal = self._carried(nominal, nominals)
            span = nominal.words[0].start, nominal.head.end
            if wordings["in_name"].match(passage.text, span[1]):
                continue
            means = bool(wordings["by_means"].match(passage.text, span[1]))
            if not (nominal.cases & roles or means) or any(s < span[1] and span[0] < e for s, e in taken):
                continue
            long = len(nominal.words) > 1 or len(nominal.head.text) >= _LONG
            light = wordings["no_method"].search(passage.text[slice(*span)])
            if long and not light and nominals.is_known(nominal.head):
                yield nominal

    def _carried(self, nominal: Nominal, nominals: Nominals) -> Nominal:
        """Return the method that a noun only carries ("sovittelun mallit"), or the phrase itself."""
        carrier = self._tools.rules.wordings["carrier"].search(lemma(nominal.head))
        owner = nominal.words[-2] if carrier and len(nominal.words) > 1 else None
        owned = owner and "gen" in nominals.cases(owner) and nominals.is_known(owner)
        return Nominal(nominal.words[:-1], _MEANT) if owned else nominal

    def _assert(
        self, owner: Thing, thing: Thing, passage: Passage, sentence: Sentence, words: tuple[Word, ...]
    ) -> None:
        span = words[0].start, words[-1].end
        said = self._tools.said(passage, sentence)
        if self._is_negated(sentence.words, sentence.words.index(words[0])):
            return
        if said.stance(span[0] - sentence.start, span[1] - sentence.start) == "affirmed":
            self._claims.add(self._tools.rules["methods.means"], owner.code, thing, passage, span)

    def _is_negated(self, words: tuple[Word, ...], at: int) -> bool:
        """Tell what stands between the same marks as a negation, whatever that negates."""
        first = next((i + 1 for i in range(at, -1, -1) if words[i].text in _MARKS), 0)
        last = next((i for i in range(at, len(words)) if words[i].text in _MARKS), len(words))
        negations = self._tools.rules.words["negations"]
        return any(w.text.casefold() in negations for w in words[first:last])


def _is_due(word: Word) -> bool:
    """Tell what is to be done ("kehitettävä")."""
    return word.text.endswith(("ttava", "ttävä", "tava", "tävä"))
