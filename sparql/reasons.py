"""Why a cell is in its state, said in the reader's language: as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from graph.analysis.account import Account
from graph.analysis.explanation import Evidence, Step
from graph.analysis.gap import Gap
from graph.curation.declarations import is_address
from graph.export.figure import filled
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.terms import DCT, PROV
from sparql.labels import Labels, alphabetical, local_name
from sparql.scope import Scope, sentences
from sparql.words import Language, is_known_part, part, words

Json = dict[str, object]


class Reasons:
    """The accounts of one release in the words of one language."""

    def __init__(self, dataset: Dataset, labels: Labels, language: Language) -> None:
        self._dataset = dataset
        self._labels = labels
        self._language = language
        self._words: Mapping[str, str] = words(language)["why"]

    def tell(self, key: str, **values: object) -> str:
        """Return one of the words of reasons."""
        return filled(self._words[key], self._language, values)

    def question(self, held: Account) -> str:
        """Ask whether the coverer covers the thing."""
        ends = {"coverer": held.explanation.coverer, "covered": held.explanation.covered}
        return self.tell(held.sort, **{end: self._name(iri) for end, iri in ends.items()})

    def lead(self, held: Account) -> str:
        """Say what one more link would do."""
        return self.tell("links-lead-projects" if held.is_of_projects else "links-lead")

    def wanting(self, held: Account) -> str:
        """Name whom one more link would have to be from."""
        name = self._name(held.explanation.coverer)
        return self.tell("project-of", period=name) if held.is_of_projects else name

    def through(self, held: Account) -> list[str]:
        """Return what a cell is covered through, by name."""
        return sorted(held.cell.through, key=lambda iri: alphabetical(self._name(iri)))

    def also(self, held: Account) -> list[str]:
        """Return the states that hold besides the first."""
        return sorted(held.cell.holds - {held.cell.state})

    def as_json(self, held: Account, scope: Scope) -> bytes:
        """Write an account as one JSON object."""
        return json.dumps(self.as_object(held, scope), ensure_ascii=False, indent=1).encode()

    def as_object(self, held: Account, scope: Scope) -> Json:
        """Return an account as JSON has it."""
        cell, told = held.cell, held.explanation
        return {
            "question": self.question(held),
            "release": self._dataset.release,
            "scope": list(sentences(scope, self._labels, self._language)),
            "coverer": self._thing(told.coverer),
            "covered": self._thing(told.covered),
            "state": {"state": cell.state, "label": self._state(cell.state)},
            "holds": [cell.state, *self.also(held)],
            "through": [self._thing(iri) for iri in self.through(held)],
            "count": cell.count,
            "outOf": cell.out_of,
            "rung": cell.rung,
            "steps": [self._step(step) for step in told.steps],
            "declared": [self._thing(iri) for iri in held.declared],
            "gap": self._gap(held, held.gap) if held.gap else None,
        }

    def as_text(self, held: Account, scope: Scope) -> str:
        """Write an account for a terminal: question, scope, state, chain and what it lacks."""
        lines = [self.question(held)]
        lines += [f"  {line}" for line in sentences(scope, self._labels, self._language)]
        lines += ["", *self._head(held)]
        if held.explanation.steps:
            lines += ["", f"{self.tell('chain')}:"]
        for number, step in enumerate(held.explanation.steps, 1):
            lines += [
                f"  {number}. {self.sentence(step)}",
                *(f"     {self.cited(e)}" for e in step.evidence),
            ]
        if held.gap:
            lines += ["", f"{self.tell('whynot')}:", *(f"  {line}" for line in self._lacking(held, held.gap))]
        return "\n".join(lines) + "\n"

    def _head(self, held: Account) -> Iterator[str]:
        cell = held.cell
        meaning = self._labels.definition(f"{NS}state-{cell.state}", self._language)
        yield f"{self.tell('state')}: {self._state(cell.state)}" + (f" – {meaning.text}" if meaning else "")
        if also := self.also(held):
            yield f"{self.tell('also')}: {', '.join(map(self._state, also))}"
        if cell.through:
            more = (self.tell("unlisted", count=cell.unlisted),) if cell.unlisted else ()
            names = "; ".join((*map(self._name, self.through(held)), *more))
            yield self.tell("through", count=cell.count, of=cell.out_of, names=names)
        if cell.rung:
            yield self.tell("rung", rung=cell.rung)
        for statement in held.declared:
            yield f"{self.tell('declared')}: {self.statement(statement)} ({local_name(statement)})"

    def statement(self, iri: str) -> str:
        """Say whose statement of a register it is, as of which day, and by which source."""
        owners, days, sources = (
            self._values(iri, term) for term in (PROV + "wasAttributedTo", NS + "asOf", DCT + "source")
        )
        told = (*map(self._name, owners), *days, *(s if is_address(s) else self._name(s) for s in sources))
        return ", ".join(told)

    def sentence(self, step: Step) -> str:
        """Say one step, and what it stands on."""
        said = " – ".join(self._name(iri) for iri in (step.subject, step.relation, step.object))
        return f"{said} [{self._standing(step)}]"

    def _standing(self, step: Step) -> str:
        if step.evidence or step.standing != "stated":
            return self._state("direct" if step.standing == "stated" else step.standing)
        return self.tell("inferred", rule=step.rule) if step.rule else self.tell("given")

    def cited(self, held: Evidence) -> str:
        """Cite the words of a document, with their place."""
        place = [self._name(held.version), self._section(held.section)]
        place.append(self.tell("characters", start=held.start, end=held.end))
        words_said = f"“{held.quote}” – " if held.quote else ""
        return f"{words_said}{', '.join(filter(None, place))} ({local_name(held.assertion)})"

    def _lacking(self, held: Account, gap: Gap) -> Iterator[str]:
        for missing, thing in gap.missing:
            yield self.tell(missing, thing=self._name(thing))
            yield self.tell(f"{missing}-closer")
        if held.answerable:
            named = (f"{self._name(who)} ({self._name(relation)})" for who, relation in held.answerable)
            yield f"{self.tell('answerable')}: {', '.join(named)}"
        read = "; ".join(f"{self._name(v)} ({local_name(v)})" for v in gap.read)
        yield f"{self.tell('read')}: {read}" if read else self.tell("read-none")
        yield f"{self.tell('links')}: {self.lead(held)}"
        for relation in gap.relations:
            yield f"  {self.wanting(held)} – {self._name(relation)} – {self._name(gap.covered)}"
        # What is not in a complete list is not there, as far as the list holds.
        if held.cell.state != "absent":
            yield self.tell("no-is-no")

    def _step(self, step: Step) -> Json:
        return {
            "subject": self._thing(step.subject),
            "relation": self._thing(step.relation),
            "object": self._thing(step.object),
            "standing": step.standing,
            "rule": step.rule or None,
            "evidence": [self._evidence(held) for held in step.evidence],
        }

    def _evidence(self, held: Evidence) -> Json:
        return {
            "assertion": local_name(held.assertion),
            "document": self._thing(held.version),
            "section": self._section(held.section),
            "start": held.start,
            "end": held.end,
            "words": held.quote,
        }

    def _gap(self, held: Account, gap: Gap) -> Json:
        return {
            "missing": [
                {
                    "missing": missing,
                    "of": self._thing(thing),
                    "text": self.tell(missing, thing=self._name(thing)),
                    "closedBy": self.tell(f"{missing}-closer"),
                }
                for missing, thing in gap.missing
            ],
            "answerable": [
                {"who": self._thing(who), "relation": self._thing(relation)}
                for who, relation in held.answerable
            ],
            "read": [self._thing(version) for version in gap.read],
            "links": [
                {
                    "subject": self._thing(gap.coverer),
                    "relation": self._thing(relation),
                    "object": self._thing(gap.covered),
                }
                for relation in gap.relations
            ],
        }

    def _thing(self, iri: str) -> Json:
        shown = self._labels.of(iri, self._language)
        return {"code": local_name(iri), "iri": iri, "label": shown.text, "lang": shown.language}

    def _name(self, iri: str) -> str:
        return self._labels.of(iri, self._language).text

    def _state(self, state: str) -> str:
        return self._name(f"{NS}state-{state}")

    def _values(self, iri: str, term: str) -> list[str]:
        held = self._dataset.store.quads_for_pattern(NamedNode(iri), NamedNode(term), None, None)
        return sorted({str(getattr(quad.object, "value", "")) for quad in held})

    def _section(self, iri: str) -> str:
        if not iri:
            return ""
        key = next(iter(self._values(iri, NS + "sectionKey")), "")
        return part(self._language, key) if is_known_part(self._language, key) else self._name(iri)
