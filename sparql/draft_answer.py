"""What is said of a checked draft, in words and as JSON: links, overlaps, what is new and what it misses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.assertion import Assertion
from graph.draft.draft import Covered, Draft, Missed, Overlap, Shared
from graph.identifiers import NS, resource
from graph.ingest.languages import LANGUAGES as READ
from graph.terms import RELATIONS
from graph.text.personal import MASK
from sparql.labels import Labels, local_name
from sparql.scope import Scope, sentences
from sparql.words import Language, words

Json = dict[str, Any]


class DraftAnswer:
    """Says in one language what was found of one draft; names of what the release lacks are the draft's."""

    def __init__(self, draft: Draft, scope: Scope, labels: Labels, language: Language) -> None:
        self._draft = draft
        self._scope = scope
        self._labels = labels
        self._language = language
        self._own = {
            resource(a.object): a for a in draft.reading.assertions if not a.object.startswith(('"', "kyt:"))
        }

    def tell(self, key: str, **parts: object) -> str:
        """Return words of this answer, filled in."""
        return str(words(self._language)["draft"][key]).format(**parts)

    @property
    def opening(self) -> list[str]:
        """What the answer is based on: how the draft was read, what that means, and the release's scope."""
        return [
            *self._read(),
            self.tell("honest"),
            self.tell("kept"),
            *sentences(self._scope, self._labels, self._language),
        ]

    def _read(self) -> Iterator[str]:
        reading = self._draft.reading
        spoken = {a.language for a in reading.assertions if a.language} | {reading.version.language}
        names = ", ".join(self.tell(code) for code in READ if code in spoken)
        yield self.tell("language", names=names, count=len(reading.text))
        if unread := len(reading.version.missing):
            yield self.tell("unread", count=unread)
        if MASK in reading.text:
            yield self.tell("masked")

    def as_json(self) -> bytes:
        """Write the answer as JSON; offsets are code points of its ``text``, personal data overwritten."""
        return json.dumps(self.told(), ensure_ascii=False, indent=1).encode()

    def told(self) -> Json:
        """Return the answer as its JSON has it."""
        held = self._draft
        return {
            "title": self.tell("title"),
            "release": held.release,
            "scope": self.opening,
            "language": held.reading.version.language,
            "text": held.reading.text,
            "links": [self._link(a) for a in held.reading.assertions],
            "overlaps": [self._overlap(o) for o in held.overlaps],
            "covered": [self._covered(c) for c in held.covered],
            "nearest": [self._thing(iri) for iri in held.nearest],
            "missed": [self._missed(m) for m in held.missed],
            "recommendations": [self._missed(m) for m in held.recommendations],
        }

    def as_text(self) -> str:
        """Write the answer for a terminal."""
        held = self._draft
        links = (f"{self._cited(a)} [{a.start}–{a.end}, {a.rule}]" for a in held.reading.assertions)
        overlaps = (f"{self._name(o.iri)} ({self._kind(o.kind)}): {self._why(o)}" for o in held.overlaps)
        covered = (f"{self._name(c.iri)} ({self.tell(c.sort)}): {self._today(c)}" for c in held.covered)
        near = self.tell("missed-lead", names="; ".join(map(self._name, held.nearest)))
        lines = [self.tell("title"), *(f"  {line}" for line in self.opening)]
        lines += self._part("links", "", links)
        lines += self._part("overlaps", self.tell("overlaps-lead"), overlaps)
        lines += self._part("covered", self.tell("covered-lead"), covered)
        lines += self._part("missed", near if held.nearest else "", map(self._lacking, held.missed))
        lines += self._part("recommendations", "", map(self._lacking, held.recommendations))
        return "\n".join(lines) + "\n"

    def _part(self, key: str, lead: str, told: Iterable[str]) -> list[str]:
        items = [f"  {number}. {line}" for number, line in enumerate(told, 1)]
        return [
            "",
            self.tell(key),
            *([lead] if lead and items else []),
            *(items or [self.tell(f"{key}-none")]),
        ]

    def _cited(self, link: Assertion) -> str:
        marks = [self.tell(link.role)] if link.role else []
        marks += [self.tell("is-denied")] if link.polarity == "denied" else []
        marks += [self.tell("is-hedged")] if link.qualifiers.get("hedged") else []
        marks += [self.tell("is-candidate")] if link.candidate else []
        quote = " ".join(self._draft.reading.text[link.start : link.end].split())
        said = f"{self._relation(link)} – {self._name(self._iri(link))}"
        marked = f" ({', '.join(marks)})" if marks else ""
        return f"{said}{marked}: “{quote}”"

    def _why(self, overlap: Overlap) -> str:
        return "; ".join(f"{self._name(s.iri)} ({self._met(s)})" for s in overlap.shared)

    def _met(self, shared: Shared) -> str:
        return self.tell(shared.how, own=self._name(shared.own))

    def _today(self, covered: Covered) -> str:
        if not covered.state:
            return self.tell("unknown-thing")
        themes = "; ".join(map(self._name, covered.themes))
        return self._state(covered.state) + (f" ({themes})" if themes else "")

    def _lacking(self, missed: Missed) -> str:
        instead = self.tell(missed.instead, own=self._name(missed.related) if missed.related else "")
        return f"{self._name(missed.iri)} ({self.tell(missed.sort)}): {instead}"

    def _link(self, link: Assertion) -> Json:
        return {
            "relation": {"iri": RELATIONS[link.relation].iri, "label": self._relation(link)},
            "subject": link.subject,
            "thing": self._thing(self._iri(link)),
            "kind": link.kind,
            "role": link.role,
            "polarity": link.polarity,
            "state": "proposed",
            "band": link.band,
            "hedged": bool(link.qualifiers.get("hedged")),
            "candidate": link.candidate,
            "rule": link.rule,
            "start": link.start,
            "end": link.end,
            "quote": self._draft.reading.text[link.start : link.end],
            "language": link.language,
        }

    def _overlap(self, overlap: Overlap) -> Json:
        return {
            **self._thing(overlap.iri),
            "kind": overlap.kind,
            "shared": [
                {
                    **self._thing(s.iri),
                    "sort": s.sort,
                    "how": s.how,
                    "own": self._thing(s.own),
                    "text": self._met(s),
                }
                for s in overlap.shared
            ],
        }

    def _covered(self, covered: Covered) -> Json:
        return {
            **self._thing(covered.iri),
            "sort": covered.sort,
            "state": covered.state or None,
            "text": self._today(covered),
            "themes": [self._thing(theme) for theme in covered.themes],
        }

    def _missed(self, missed: Missed) -> Json:
        return {
            **self._thing(missed.iri),
            "sort": missed.sort,
            "instead": missed.instead,
            "related": self._thing(missed.related) if missed.related else None,
            "text": self._lacking(missed),
            "themes": [self._thing(theme) for theme in missed.themes],
        }

    def _iri(self, link: Assertion) -> str:
        return (
            NS + link.object.removeprefix("kyt:") if link.object.startswith("kyt:") else resource(link.object)
        )

    def _thing(self, iri: str) -> Json:
        shown, code = self._labels.of(iri, self._language), local_name(iri)
        own = self._own.get(iri)
        if shown.language or own is None:
            return {"code": code, "iri": iri, "label": shown.text, "lang": shown.language}
        return {"code": code, "iri": iri, "label": own.label, "lang": own.language}

    def _name(self, iri: str) -> str:
        return str(self._thing(iri)["label"])

    def _relation(self, link: Assertion) -> str:
        return self._name(RELATIONS[link.relation].iri)

    def _kind(self, kind: str) -> str:
        return self._name(NS + kind)

    def _state(self, state: str) -> str:
        return self._name(f"{NS}state-{state}")
