"""Reached: whom the clauses of a report say took part, were taught, met or given something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.accompanied import met_with, through
from graph.ingest.circumstances import acts_as_worker, is_along, is_event, is_put_first
from graph.ingest.clauses import Clauses
from graph.ingest.doers import among, doers
from graph.ingest.doings import Doings
from graph.ingest.employers import is_employer_served
from graph.ingest.naming import Named, people_in
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.people import BESIDES, is_anybody, is_meant, role_of
from graph.ingest.phrases import case_of
from graph.ingest.shares import sharing
from graph.ingest.side_gains import is_besides, is_by_it, is_said_to_gain, is_shown

Words = tuple[Word, ...]
_UNDERGONE = re.compile(r"(?:tiin|t[uy])$")
_PASSIVE = ("tiin", "tu", "ty")
_SUBJECT = frozenset({"nom", "par"})
_BESIDE = frozenset({"nom"})
_ALONG = frozenset({"mukaan", "mukana", "tiensä"})
#: What a sentence without a verb begins with that says who took part ("Mukana 35 puuseppää.").
_WITHOUT_VERB = frozenset(
    {"Mukana", "Mukaan", "Osallistujina", "Testaajina", "Kohteena", "Kohderyhmänä", "Asiakkaina"}
)
#: Where people are brought, so that they meet.
_TOGETHER = frozenset({"yhteen", "koolle", "ääreen", "äärelle"})
_BY_WHICH = frozenset({"jolla", "joilla"})
_OF_WHICH = frozenset({"jonka", "joiden"})
_MEANS = frozenset({"avulla", "perusteella", "pohjalta", "ansiosta", "tuella"})
_OFFERED = frozenset({"tarjolla", "avoinna", "saatavilla"})
_OF_THEM = frozenset({"joista", "heistä"})
_DIRECTIONS = frozenset({"ill", "all"})
_MANY_OF = ("osa", "moni", "puolet", "enemmistö", "valtaosa", "pääosa")
#: What a sentence begins with that goes on about those of the one before.
_ANAPHORA = frozenset({"Heihin", "Heitä", "Näihin", "Näitä", "Niihin", "Niitä", "Joukossa", "Joukkoon"})
_SAYING = frozenset({"being_verbs", "belonging_verbs"})


class Reached:
    """Reads the people whom a sentence's clauses tell of as reached."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._clauses = Clauses(tools)
        self._doings = Doings(tools)

    def of(self, sentence: Sentence, lead: str = "", *, done: bool = False) -> Iterator[Named]:
        """Iterate over the groups, in the roles that their names or their clauses give them.

        ``lead`` is the sentence or the label before one that only lists who they are; by ``done``, those who
        did something in a project are reached, too.
        """
        found = list(self._told(sentence, lead))
        yield from found
        told = {g.first for g in found}
        every = people_in(sentence, self._tools)
        if not every:
            return
        clauses = self._clauses.of(sentence)
        more = list(among(every, sentence, clauses, self._doings, self._tools))
        if done:
            meant = [g for g in every if self._is_meant(g, sentence)]
            more += doers(meant, sentence, clauses, self._doings, self._tools)
        yield from (g for g in more if g.first not in told)

    def _told(self, sentence: Sentence, lead: str) -> Iterator[Named]:
        words, tools = sentence.words, self._tools
        if any(tools.phrases.verbs.is_conditional(w) for w in words):
            return
        people = [g for g in people_in(sentence, tools) if not self._only_says(g, sentence)]
        clauses = self._clauses.of(sentence)
        met = [*met_with(people, sentence, clauses, self._doings, tools), *through(people, sentence)]
        meant = [g for g in people if self._is_meant(g, sentence)]
        yield from (g for g in meant if lead and self._is_gainer(g, sentence, lead))
        listed = self._list_start(words, lead)
        yield from sharing(people, sentence)
        trained = [g for g in people if self._is_trained_into(g, people, sentence)]
        for group in (*met, *trained):
            yield replace(group, role=role_of(group, sentence, tools))
        # What they are trained to become is no other group.
        meant = [g for g in meant if not any(t.last == g.first for t in trained)]
        for clause in self._clauses.of(sentence):
            for group in meant:
                inside = clause[0] <= group.last - 1 < clause[1] and group not in met
                if inside and (role := self._role(group, sentence, clause)):
                    yield replace(group, role=role)
        for group in meant if listed is not None else ():
            nominal = case_of(words[group.last - 1]) & _SUBJECT
            if group.first >= (listed or 0) and nominal:
                yield replace(group, role=role_of(group, sentence, tools))

    def _is_meant(self, group: Named, sentence: Sentence) -> bool:
        """Tell people from a place, and from a verb whose form a participle has, too ("rahoittivat")."""
        head = sentence.words[group.last - 1]
        if self._tools.phrases.verbs.is_past(head):
            return False
        shown = case_of(head) == {"ine"} and any("näkyä" in w.lemmas for w in sentence.words)
        shown = shown or is_shown(head, sentence.words, self._tools)
        told = shown or case_of(head) == {"ela"} or self._is_acted_on(sentence.words, group.last - 1)
        return told or is_meant(group, sentence, self._tools)

    def _only_says(self, group: Named, sentence: Sentence) -> bool:
        """Tell who is named only by a word for taking part ("suurimmat ryhmät"), and anybody."""
        head = sentence.words[group.last - 1]
        if not head.lemmas.isdisjoint(self._tools.rules.words["announcing_people"]):
            # Whose representatives they are tells who they were.
            owner = sentence.words[group.last - 2] if group.last - group.first > 1 else head
            return not ("edustaja" in head.lemmas and "gen" in case_of(owner))
        return is_anybody(group, sentence, self._tools) and not self._is_many(group, sentence)

    def _is_gainer(self, group: Named, sentence: Sentence, lead: str) -> bool:
        """Tell people with whom an item of a list of gains opens."""
        head = sentence.words[group.last - 1]
        person = not self._tools.phrases.is_organisation(head)
        opens = group.first == 0 and group.last > 1 and case_of(head) == {"nom"}
        return opens and person and bool(self._tools.rules.wordings["gain_list"].search(lead))

    def _list_start(self, words: Words, lead: str) -> int | None:
        """Return where a list begins that a label or the sentence before says is of participants."""
        tools = self._tools
        if lead and tools.rules.wordings["who_they_are"].search(lead):
            return 0
        if not any(tools.phrases.is_finite(w) for w in words) and words[0].text in _WITHOUT_VERB:
            return 0
        colon = next((i for i, w in enumerate(words) if w.text == ":"), None)
        if colon is None or any(tools.phrases.is_finite(w) for w in words[:colon]):
            return None
        return colon if self._tells_who(words[:colon]) else None

    def _role(self, group: Named, sentence: Sentence, clause: tuple[int, int, int, int]) -> str:
        """Return the role of a group that stands in its clause as its verb has those who are reached."""
        words, tools, head = sentence.words, self._tools, group.last - 1
        first, last, start, main = clause
        verb = words[main]
        if not tools.phrases.is_organisation(words[head]) and self._is_enabled(group, words, clause):
            return group.role
        going_on = start == main and not self._doings.is_past(words, (start, main))
        going_on = going_on and not self._doings.is_intended(words, main, first)
        if going_on:
            resumed = words[0].text in _ANAPHORA and case_of(words[head]) & _SUBJECT
            return role_of(group, sentence, tools) if resumed and self._doings.of(verb) & _SAYING else ""
        if "nom" in case_of(words[head]) and is_said_to_gain(words[first:last]):
            return "indirect"
        acts = self._doings.of_clause(words, (start, main), (first, last))
        if is_shown(words[head], words[first:last], tools):
            return "indirect"
        if self._is_acted_on(words, head) or self.is_turned_to(words, head):
            return role_of(group, sentence, tools)
        return self._role_of_verb(group, sentence, clause, acts)

    def _role_of_verb(
        self, group: Named, sentence: Sentence, clause: tuple[int, int, int, int], acts: set[str]
    ) -> str:
        words, tools, head = sentence.words, self._tools, group.last - 1
        first, last, _, main = clause
        verb, around, cases = words[main], words[first:last], case_of(words[head])
        if words[group.last].text in BESIDES:
            # "Opettajien lisäksi" stands as those beside whom they are named do.
            cases = _BESIDE
        if tools.phrases.is_organisation(words[head]) and not is_employer_served(words, clause, head, acts):
            gains = "benefiting_verbs" in acts and "nom" in cases and is_besides(words[head], around, tools)
            return "indirect" if gains else ""
        of_them = "being_verbs" in acts and self._is_of_them(words, (first, last))
        if "teaching_verbs" in acts and self._teaches(group, words, main):
            return group.role
        said = cases & _SUBJECT and (of_them or is_put_first(around, tools))
        open_to = any(w.text in _OFFERED or "hyöty" in w.lemmas for w in around) and "being_verbs" in acts
        said = said or (cases == {"all"} and open_to)
        said = said or (verb.text.endswith("tiin") and cases & _SUBJECT and is_along(around))
        if not said and not self._is_of_verb(cases, verb, acts, around, after=head > main):
            return ""
        besides = "benefiting_verbs" in acts and is_besides(words[head], words[first:head], tools)
        if besides or is_by_it(verb, around) or "radiating_verbs" in acts:
            return "indirect"
        if "toimia" in verb.lemmas and acts_as_worker(around, tools):
            return "intermediaries"
        largest = any(w.text.casefold().startswith("suuri") for w in around)
        if "being_verbs" in acts and largest:
            return "participants"
        return role_of(group, sentence, tools)

    def _is_of_verb(
        self, cases: frozenset[str], verb: Word, acts: set[str], around: Words, *, after: bool
    ) -> bool:
        undergone = bool(_UNDERGONE.search(verb.text))
        if acts & {"teaching_verbs", "meeting_verbs"}:
            if cases == {"ela"}:
                return undergone and any(w.text.casefold() in _MANY_OF for w in around)
            return "par" in cases or ("nom" in cases and (undergone or after))
        together = any(w.text.casefold() in _TOGETHER or "yhteinen" in w.lemmas for w in around)
        if "gathering_verbs" in acts and together:
            return "par" in cases or ("nom" in cases and (undergone or after))
        if "radiating_verbs" in acts:
            return bool(cases & _DIRECTIONS) or ("ine" in cases and "näkyä" in verb.lemmas)
        if "being_verbs" in acts and not undergone:
            stand_for = after and "edustaa" in verb.lemmas and cases == {"nom"}
            return stand_for or bool(cases & _SUBJECT and (self._tells_who(around) or is_event(around)))
        if "coming_verbs" in acts:
            into = any(w.text.casefold() in _ALONG or case_of(w) == {"ill"} for w in around)
            if into and cases & _SUBJECT:
                return True
        if acts & {"joining_verbs", "benefiting_verbs"} and not undergone:
            return bool(cases & _SUBJECT)
        if "turning_verbs" in acts:
            return cases == {"ill"}
        return "giving_verbs" in acts and cases == {"all"}

    def is_given_by_project(self, group: Named, sentence: Sentence) -> bool:
        """Tell those to whom an active verb's subject gives something, from those for whom it was given."""
        head, words = group.last - 1, sentence.words
        if case_of(words[head]) != {"all"} or not words[head].text.endswith("lle"):
            return False
        own = (main for first, last, _, main in self._clauses.of(sentence) if first <= head < last)
        return not any(words[main].text.endswith(_PASSIVE) for main in own)

    def takes_over(self, group: Named, sentence: Sentence) -> bool:
        """Tell organisations that take something over or are told of it ("vastuu siirtyi kaupungille")."""
        head, words = group.last - 1, sentence.words
        if case_of(words[head]) != {"all"} or not self._tools.phrases.is_organisation(words[head]):
            return False
        own = (main for first, last, _, main in self._clauses.of(sentence) if first <= head < last)
        return any("handing_verbs" in self._doings.of(words[main]) for main in own)

    def _is_enabled(self, group: Named, words: Words, clause: tuple[int, int, int, int]) -> bool:
        """Tell workers who can do something by what was made ("opas, jonka avulla kuraattorit voivat")."""
        first, _, _, main = clause
        opening = {w.text.casefold() for w in words[first : group.first]}
        means = bool(opening & _BY_WHICH) or (bool(opening & _OF_WHICH) and bool(opening & _MEANS))
        subject = case_of(words[group.last - 1]) == {"nom"} and group.role == "intermediaries"
        return means and subject and "enabling_verbs" in self._doings.of(words[main])

    def is_turned_to(self, words: Words, head: int) -> bool:
        """Tell those to whom a participle after them says a project turned ("nuoriin keskittynyt")."""
        following = words[head + 1] if head + 1 < len(words) else None
        if following is None or not self._tools.phrases.verbs.is_participle(following):
            return False
        return case_of(words[head]) <= _DIRECTIONS and "turning_verbs" in self._doings.of(following)

    def _is_trained_into(self, group: Named, people: list[Named], sentence: Sentence) -> bool:
        """Tell of whom others are made ("valmensi nuorista vertaisohjaajia")."""
        words = sentence.words
        made = next((g for g in people if g.first == group.last), None)
        if made is None or case_of(words[group.last - 1]) != {"ela"}:
            return False
        verbs = (words[main] for *_, main in self._clauses.of(sentence) if main < group.first)
        taught = any(self._doings.is_training(verb) for verb in verbs)
        return taught and case_of(words[made.last - 1]) == {"par"}

    def _is_acted_on(self, words: Words, head: int) -> bool:
        """Tell those of whom a noun says what was done to them ("työnantajien tavoittaminen onnistui")."""
        following = words[head + 1] if head + 1 < len(words) else None
        if following is None or following.lemmas.isdisjoint(self._doings.nouns):
            return False
        return case_of(following) == {"nom"} and "gen" in case_of(words[head])

    def _teaches(self, group: Named, words: Words, main: int) -> bool:
        """Tell other owners' workers who did the work ("neuvoloiden perhetyöntekijät ohjasivat ryhmiä")."""
        owner = words[group.first] if group.last - group.first > 1 else None
        owned = owner is not None and "gen" in case_of(owner) and "hank" not in owner.text.casefold()
        plural = words[main].text.endswith(("ivat", "ivät"))
        subject = plural and case_of(words[group.last - 1]) == {"nom"}
        return owned and subject and group.role == "intermediaries"

    def _is_of_them(self, words: Words, clause: tuple[int, int]) -> bool:
        """Tell a clause that says who those were that took part by the clause before it."""
        joining = any("joining_verbs" in self._doings.of(w) for w in words[: clause[0]])
        return joining and any(w.text.casefold() in _OF_THEM for w in words[slice(*clause)])

    def _is_many(self, group: Named, sentence: Sentence) -> bool:
        return group.first > 0 and sentence.words[group.first - 1].text[-1:].isdigit()

    def _tells_who(self, words: Words) -> bool:
        """Tell a clause that says who the participants were."""
        return has_lemma(words, self._tools.rules.words["taking_part"])
