"""Left: whom a sentence leaves to others, where it names them or where it takes them up later."""

from __future__ import annotations

from graph.ingest.cases import INFINITIVES
from graph.ingest.others import Others
from graph.ingest.passages import Word, has_lemma
from graph.ingest.phrases import Phrases, case_of
from graph.ingest.rules import Rules
from graph.ingest.segments import Segment, segments
from graph.value import value

Words = tuple[Word, ...]
Span = tuple[int, int]
_JOINING = frozenset({"ja", "sekä", "tai", "eikä", "eivätkä", "ei", "eivät"})
_SUBORDINATE = frozenset(
    {"jos", "kun", "mikäli", "että", "jotta", "ellei", "elleivät", "jollei", "jolleivät"}
)
_CONCESSIONS = frozenset({"vaikka", "joskin", "joskaan"})
_CONTRASTS = frozenset({"mutta", "muttei", "mutteivät", "joten", "siksi", "minkä"})
#: How many words after a negation its verb can stand.
_REACH = 6
#: In how many parts and words of the next sentence people are taken up.
_FIRST_PARTS = 2
_OPENING = 4
#: Ends of passives after a negation.
_NEGATED = ("eta", "etä", "ata", "ätä", "oida", "öidä", "ella", "ellä")
_NO_NOUN = ("~", *INFINITIVES)
_PASSIVES = ("ta", "tä", "ttu", "tty", "tu", "ty", "da", "dä", "la", "lä")
_DIRECTED = frozenset({"ill", "all", "par"})
_CLITICS = ("kään", "kaan", "kin")


@value(frozen=True, slots=True)
class Left:
    """Places of what others serve, and of what a later part of the sentence says is not served here.

    ``cuts`` are where parts with a verb of their own begin after a conjunction that joins, or after a colon;
    ``negated`` is what stands before the negation of its part.
    """

    to_others: tuple[Span, ...] = ()
    taken_up: tuple[Span, ...] = ()
    cuts: tuple[int, ...] = ()
    negated: tuple[Span, ...] = ()


NOTHING = Left()


class Leaving:
    """Tells part by part of a sentence whom it leaves to others."""

    def __init__(self, rules: Rules, phrases: Phrases) -> None:
        self._words = rules.words
        self._again = rules.wordings["target_again"]
        self._targets = rules.wordings["target_cue"]
        self._stems = tuple(sorted(rules.words["denying_stems"]))
        self._more = tuple(sorted(rules.words["people_stems"]))
        self._enough = tuple(sorted(rules.words["enough_stems"]))
        self._reached = tuple(sorted(rules.words["reached_stems"]))
        self._phrases = phrases
        self._others = Others(rules, phrases)

    def of(self, words: Words, start: int) -> Left:
        """Return whom a sentence that starts at a place leaves to others, by places in the sentence."""
        parts = segments(words, self._phrases)
        to_others: list[Span] = []
        taken_up, cuts, negated = [], [], []
        main: Segment | None = None
        before: Words = ()
        for part in parts:
            own = tuple(words[i] for i in part.places) if len(parts) > 1 else words
            if not own:
                continue
            if main is not None and self._is_cut(part, own, main, before):
                cuts.append(own[0].start - start)
            at = None if part.relative else self._others.negation(own)
            if at is not None:
                negated.append((own[0].start - start, own[at].start - start))
            served = self._others.serve(own)
            if to_others and part.opening in _CONTRASTS and self._negates(own, self._enough):
                to_others.pop()
            if served and not part.relative:
                to_others.append((own[0].start - start, own[-1].end - start))
            if main is not None and self._denies(part, own, before, served=served):
                taken_up.append((before[0].start - start, own[0].start - start))
            if not part.relative:
                main, before = part, own
        return Left(tuple(to_others), tuple(taken_up), tuple(cuts), tuple(negated))

    def _is_cut(self, part: Segment, own: Words, main: Segment, before: Words) -> bool:
        """Tell a part of which a negation in the part before it says nothing, or the other way round."""
        if part.relative:
            return False
        if part.opening == ":":
            return main.opening in _CONCESSIONS or self._is_aimed(own)
        if part.opening in _SUBORDINATE:
            return self._others.negation(before) is None
        return part.opening in _JOINING

    def _is_aimed(self, part: Words) -> bool:
        """Tell a part that says whom the action is for."""
        text = " ".join(w.text for w in part)
        return bool(self._targets.search(text) or self._again.search(text))

    def follow(self, words: Words) -> bool:
        """Tell a sentence that says of those of the sentence before it that they are not served here."""
        if not any(map(self._can_take_up, words)):
            return False
        parts = [p for p in segments(words, self._phrases) if not p.relative and p.places][:_FIRST_PARTS]
        parts = [p for n, p in enumerate(parts) if not n or p.opening in self._words["denying_openings"]]
        for part in parts:
            own = tuple(words[i] for i in part.places)
            if self._takes_up(own[:_OPENING]):
                return self._says_no(own) or self._others.serve(own) or self._gives_up(own)
            if any(self._phrases.names_people(w) for w in own):
                return False
        return False

    def _gives_up(self, own: Words) -> bool:
        return has_lemma(own, self._words["giving_up"]) and self._others.negation(own) is None

    def _says_no(self, own: Words) -> bool:
        negated = self._others.negation(own) is not None
        return negated and (self._negates(own, self._stems) or self._others.is_own(own))

    def _denies(self, part: Segment, own: Words, main: Words, *, served: bool) -> bool:
        """Tell a part that says of those before it that they are not served, or by others.

        A concession denies nothing, nor does what is told of those whom the main part serves.
        """
        people = self._takes_up(own)
        opens = part.opening in self._words["denying_openings"]
        if not part.relative and (people is None or not (opens or part.opening == "ja")):
            return False
        contrast = part.opening in _CONTRASTS
        if self._others.negation(own) is None:
            if people is not None and contrast and self._gives_up(own):
                return True
            return served and (contrast or not self._is_aimed(main))
        if part.relative:
            takes_up = part.opening in self._words["denying_relatives"]
            return takes_up and self._negates_of_theme(own, aimed=self._is_aimed(main))
        if not opens:
            return False
        if self._says_no(own) or (contrast and self._negates(own, self._reached)):
            return True
        return bool(people) and self._negates(own, self._more) and not self._is_aimed(main)

    def _negates_of_theme(self, own: Words, *, aimed: bool) -> bool:
        """Tell a relative clause by which the theme does not what it could ("joita teema ei koske")."""
        texts = [w.text.casefold() for w in own]
        at = self._others.negation(own) or 0
        passive = any(text.endswith(_PASSIVES) for text in texts[at + 1 : at + 1 + _REACH])
        theme = any("nom" in case_of(w) and self._others.is_own((w,)) for w in own)
        if theme or (passive and self._others.is_own(own)):
            return True
        return not aimed and self._negates(own, self._stems)

    def _negates(self, own: Words, stems: tuple[str, ...]) -> bool:
        """Tell a part that negates one of some verbs."""
        at = self._others.negation(own)
        if at is None:
            return False
        return any(w.text.casefold().startswith(stems) for w in own[at + 1 : at + 1 + _REACH])

    def _takes_up(self, own: Words) -> bool | None:
        """Tell whether a pronoun stands for people before it, or for anything; none if there is none."""
        for i, word in enumerate(own):
            if not self._can_take_up(word):
                continue
            if word.text.casefold().startswith(("h", "r")):
                return True
            if not self._points(own, i) and not any(self._is_topic(own, at) for at in range(i)):
                return False
        return None

    def _can_take_up(self, word: Word) -> bool:
        """Tell a pronoun, or a word like it, that can stand for those told of before."""
        text, known = word.text.casefold(), self._words["taking_up"]
        return text in known or any(
            text.endswith(clitic) and text.removesuffix(clitic) in known for clitic in _CLITICS
        )

    def _points(self, own: Words, i: int) -> bool:
        """Tell a pronoun before the noun that it points at."""
        following = own[i + 1] if i + 1 < len(own) else None
        if following is None or not self._phrases.is_nominal(following):
            return False
        text = following.text.casefold()
        negated = i > 0 and own[i - 1].text.casefold() in self._words["negations"]
        if negated and text.endswith(_NEGATED):
            return False
        if not any(a != text and not a.endswith(_NO_NOUN) for a in following.analyses):
            return False
        return not following.is_mark and bool(case_of(following) & case_of(own[i]))

    def _is_topic(self, own: Words, i: int) -> bool:
        """Tell a noun, not of the theme, of which a part speaks rather than of what a pronoun stands for."""
        if own[i].text.casefold().endswith(_NEGATED) and self._others.negation(own[:i]) is not None:
            return False
        nominal = not own[i].is_mark and self._phrases.is_nominal(own[i])
        return nominal and bool(case_of(own[i]) & _DIRECTED) and not self._others.is_own(own[i : i + 1])
