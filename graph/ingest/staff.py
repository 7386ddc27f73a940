"""Staff: in which role a theme names workers: as those it is for, or as those who work with others.

Most themes are for others, whom workers reach. A theme is for workers where its name is theirs ("Hoitajien
osaaminen"), or where the first whom its section of target groups names are workers, or people at work in some
branch; then workers take part themselves, but those who teach them, lead them or speak for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from graph.ingest.company import in_one_list, is_unsure
from graph.ingest.naming import Named
from graph.ingest.paper import Tools, span_of
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma
from graph.ingest.regions import RELATIVE
from graph.ingest.wording import Wording

_WORKER, _SERVED, _REACHED = _ROLES = ("intermediaries", "participants", "indirect")
_BRANCH = frozenset({"ine", "ade", "gen", "par"})
_AMONG = frozenset({"ela"})
_OF_MANY = ("vat", "vät")
#: What opens a question in a sentence ("riippumatta siitä, onko").
_ASKING = ("nko", "nkö", "vatko", "vätkö")
#: Of work itself is said how it is done ("osa-aikatyötä tekevät"), of other things what the work is.
_ANY_WORK = "työ"


@dataclass
class Told:
    """What a theme said of roles: of people by the head of their name, and whether it is for workers."""

    roles: dict[str, str] = field(default_factory=dict)
    of_workers: bool = False

    def role(self, head: str) -> str:
        """Return the role in which people whose name has this head were named, if in one only."""
        return self.roles.get(head, "")

    def add(self, head: str, role: str) -> None:
        """Remember a role; a head that is named in two roles tells none."""
        self.roles[head] = role if self.roles.get(head, role) == role else ""


class Staff:
    """Tells the roles of workers, sentence by sentence, from what the theme said before."""

    def __init__(self, tools: Tools, told: Told) -> None:
        self._tools = tools
        #: What was said so far.
        self.told = told
        self._decided = False
        #: Whether the paragraph speaks of workers who take part, and whether of those who work with them.
        self._here = self._turned = False
        #: The role that a label or a question before gives to those who are named after it.
        self._label = ""

    def of_name(self, named: Sequence[Named], sentence: Sentence) -> None:
        """Take the groups that a theme's name has in the genitive ("Opettajien jaksaminen")."""
        for group in named:
            if not self._is_worker(group, sentence.words[group.last - 1]):
                continue
            for word in sentence.words[group.first : group.last]:
                if (
                    "gen" in case_of(word)
                    and self._is_many(word)
                    and self._tools.phrases.role((word,)) == _WORKER
                ):
                    self.told.of_workers = self._decided = True
                    self.told.add(lemma(word), _SERVED)

    def begin(self) -> None:
        """Begin a passage."""
        self._here = self._turned = False
        self._label = ""

    def in_roles(self, named: Sequence[Named], sentence: Sentence, said: Wording) -> list[Named]:
        """Return the groups of a sentence of the target-group section; workers in their role there."""
        rules = self._tools.rules.wordings
        counted = bool(rules["counted_in"].search(said.text))
        if not named or (said.is_denied and not counted):
            label = next((role for role in _ROLES if rules[f"label_{role}"].search(said.text)), "")
            self._label = label or self._label
            self._turned = self._turned or bool(rules["partnered"].search(said.text))
            return list(named)
        if self._label:
            return [replace(g, role=self._label) if self._is_labelled(g, sentence) else g for g in named]
        if not self._decided:
            self._decide(named, sentence, said)
        if counted:
            self._here, self._turned = True, False
        elif self._turns(named, sentence, said):
            self._here, self._turned = False, True
        dealing = self._turned and self._deals(named, sentence, said.text)
        among = self._is_open(said.text) or (bool(said.lead) and not said.mediated)
        self._here = self._here or (self.told.of_workers and not self._turned and among)
        found = [self._in_role(g, sentence, dealing=dealing) for g in named]
        self._here = self._here or any(self._takes_part(g, sentence, said) for g in named)
        return in_one_list(found, sentence, self._tools, dealing=dealing)

    def _is_open(self, text: str) -> bool:
        """Tell a sentence that says who are taken in."""
        return bool(self._tools.rules.wordings["taken_in"].search(text))

    def _is_labelled(self, group: Named, sentence: Sentence) -> bool:
        """Tell whom a label speaks of: workers are named among participants if no organisation."""
        return self._label != _SERVED or self._is_worker(group, sentence.words[group.last - 1])

    def _decide(self, named: Sequence[Named], sentence: Sentence, said: Wording) -> None:
        """Tell a theme for workers by the first groups that it names."""
        told = RELATIVE.search(said.text)
        end = sentence.start + (told.start() if told else len(said.text))
        named_before = [g for g in named if sentence.words[g.last - 1].start < end]
        works = bool(named_before) and all(self._works(g, sentence) for g in named_before)
        for_whom = self._tools.rules.wordings["for_whom"]
        led = for_whom.search(said.lead) or self._is_open(said.lead)
        announced = led or for_whom.search(said.text)
        self._decided = bool(announced) or not works
        heads = [lemma(sentence.words[g.last - 1]).endswith(above(self._tools)) for g in named]
        leads = heads[0] and not all(heads) and not self._is_direct(named[0], sentence, said)
        if works and announced and not (leads or said.mediated):
            self.told.of_workers = self._here = True

    def _works(self, group: Named, sentence: Sentence) -> bool:
        """Tell workers, and people by the branch in which they work ("hoiva-alalla työskentelevät")."""
        words, tools = sentence.words[group.first : group.last], self._tools
        head = words[-1]
        dealing = any(
            (w.lemmas & tools.rules.words["work_with_verbs"] and case_of(w) & case_of(head))
            or w.text in tools.rules.words["company"]
            for w in words[:-1]
        )
        if dealing or lemma(head).endswith(tools.rules.ends["carrying_out"]):
            return False
        if self._is_worker(group, head):
            return True
        branch = any(self._is_branch(w) for w in words[:-1])
        return branch and has_lemma(words, tools.rules.words["working"])

    def _is_branch(self, word: Word) -> bool:
        """Tell where people work, or what their work is."""
        cases, name = case_of(word), lemma(word)
        what = cases == {"par"} and name.endswith(_ANY_WORK)
        return bool(cases & _BRANCH) and name.endswith(self._tools.rules.ends["branches"]) and not what

    def _turns(self, named: Sequence[Named], sentence: Sentence, said: Wording) -> bool:
        """Tell a sentence on those who work with others, by its verb, what they are or who they are."""
        words, tools = sentence.words, self._tools
        if said.mediated or (said.text[:1].isupper() and self._is_among_workers(words[0])):
            return True
        by = tools.rules.ends["standing_by"]
        main = takewhile(lambda w: not w.text.endswith(_ASKING), words)
        if any("ess" in case_of(w) and lemma(w).endswith(by) for w in main):
            return True
        if all(tools.phrases.is_organisation(words[g.last - 1]) for g in named):
            return True
        return self._deals(named, sentence, said.text)

    def _is_among_workers(self, word: Word) -> bool:
        return case_of(word) == _AMONG and not word.lemmas.isdisjoint(
            self._tools.rules.words["workers_at_large"]
        )

    def _deals(self, named: Sequence[Named], sentence: Sentence, text: str) -> bool:
        """Tell a main clause whose verb says what workers do with others ("oppimista ohjaavat")."""
        dealing = self._tools.rules.words["work_with_verbs"]
        told = [m.span() for m in RELATIVE.finditer(text)]
        verb = self._tools.phrases.has_verb(sentence.words)
        inside = {i for g in named for i in range(g.first, g.last)} if verb else set[int]()
        for i, word in enumerate(sentence.words):
            like = i > 0 and "muu" in sentence.words[i - 1].lemmas
            if (
                not like
                and i not in inside
                and word.text.endswith(_OF_MANY)
                and not word.lemmas.isdisjoint(dealing)
            ):
                at = word.start - sentence.start
                if not any(s <= at < e for s, e in told):
                    return True
        return False

    def _in_role(self, group: Named, sentence: Sentence, *, dealing: bool) -> Named:
        head = sentence.words[group.last - 1]
        if not self._is_worker(group, head):
            unsure = dealing and "nom" in case_of(head) and is_unsure(group, sentence, self._tools)
            return replace(group, role=_WORKER) if unsure else group
        if sentence.words[group.first].lemmas & self._tools.rules.words["work_with_verbs"]:
            # "Heitä ohjaavat hoitajat": a verb, or one told of them before it.
            return group
        itself = any(w.text == "itse" for w in sentence.words[group.last : group.last + 1])
        if (self._here or itself) and "gen" not in case_of(head):
            return replace(group, role=_SERVED)
        if self.told.of_workers and not self._turned and is_served(head, self.told, self._tools):
            return replace(group, role=_SERVED)
        return group

    def _takes_part(self, group: Named, sentence: Sentence, said: Wording) -> bool:
        """Tell workers who are said to be those whom the theme is for."""
        return self._works(group, sentence) and self._is_direct(group, sentence, said)

    def _is_direct(self, group: Named, sentence: Sentence, said: Wording) -> bool:
        start, end = (place - sentence.start for place in span_of(sentence, group.first, group.last))
        after = sentence.words[group.last : group.last + 1]
        return said.is_direct(start, end) or any(w.text == "itse" for w in after)

    def _is_worker(self, group: Named, head: Word) -> bool:
        return group.role == _WORKER and is_person(head, self._tools)

    def _is_many(self, head: Word) -> bool:
        return self._tools.phrases.is_plural(head) or lemma(head).endswith(
            self._tools.rules.ends["collectives"]
        )


def is_person(head: Word, tools: Tools) -> bool:
    """Tell people from organisations and services."""
    return not (tools.phrases.is_organisation(head) or lemma(head).endswith(tools.rules.ends["services"]))


def is_served(head: Word, told: Told, tools: Tools) -> bool:
    """Tell workers who take part in a theme for workers from those who teach, lead or speak for them."""
    name, leading = lemma(head), above(tools)
    if not name.endswith(leading) and "gen" not in case_of(head):
        return True
    served = (k for k, role in told.roles.items() if role == _SERVED)
    return any(
        name.endswith(k) or k.endswith(name) for k in served if k.endswith(leading) == name.endswith(leading)
    )


def above(tools: Tools) -> tuple[str, ...]:
    """Return the ends of names of those who teach, lead or speak for others."""
    ends = tools.rules.ends
    return (*ends["go_betweens"], *ends["leaders"], *ends["educators"])
