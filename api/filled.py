"""Forms of review as decisions that programs send: what was filled in, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from api.docket import Docket
from graph.curation.placing import placed
from graph.curation.quotes import fold
from graph.errors import InvalidDecision, NotFound
from graph.identifiers import mint

_NAMES = ("label-fi", "label-sv", "label-en", "broader")
#: Boxes of a split: their names begin so, and end with the place of a mention.
_BOX = "at-"
#: What a form may say of each action; a field that the curator left as it was is not sent on.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "accept": ("link", *_NAMES),
    "reject": ("link",),
    "edit": ("link", "relation", "object", "label", "polarity"),
    "merge": ("thing", "into"),
    "split": ("link", "into", "label"),
    "add": (),
    "undo": ("decision",),
}


def decided(role: str, action: str, given: Mapping[str, str], docket: Docket) -> dict[str, object]:
    """Return a decision as programs send it; raises NotFound, InvalidDecision."""
    body: dict[str, object] = {n: given[n].strip() for n in FIELDS[action] if given.get(n, "").strip()}
    if action == "edit":
        body = _changed(body, docket)
    if action in ("accept", "reject"):
        body["links"] = [body.pop("link", "")]
    if action == "split":
        body["mentions"] = _boxes(given)
    if action == "add":
        body["assertion"] = _added(given, docket)
    return {**body, "role": role, "reason": given.get("reason", "")}


def _changed(body: Mapping[str, object], docket: Docket) -> dict[str, object]:
    """Return what an edit changes: the name that another object had would else be given to this one."""
    said = next((held.assertion for held in docket.links if held.assertion.code == body.get("link")), None)
    return {name: value for name, value in body.items() if getattr(said, name, None) != value}


def _boxes(given: Mapping[str, str]) -> list[int]:
    """Return the places of the mentions that are chosen; in a form, none chosen is not all of them."""
    places = [name.removeprefix(_BOX) for name in given if name.startswith(_BOX)]
    chosen = sorted(int(place) for place in places if place.isdecimal())
    if not chosen:
        raise InvalidDecision("choose the mentions that go to another")
    return chosen


def _added(given: Mapping[str, str], docket: Docket) -> dict[str, object]:
    """Return the link that a form describes, on the words of the document's text."""
    document, code, label = (given.get(name, "").strip() for name in ("document", "object", "label"))
    version = docket.version(document)
    if version is None:
        raise NotFound("document", document)
    if not (code or label):
        raise InvalidDecision("say what the mentions are of: a code, or a label of a new candidate")
    near = given.get("near", "")
    found = placed(
        given.get("words", ""), docket.text(document), version, int(near) if near.isdecimal() else 0
    )
    kind, known = docket.known(code) if code else ("", "")
    kind = kind or given.get("kind", "")
    return {
        "document": document,
        "relation": given.get("relation", ""),
        "subject": given.get("subject", "").strip(),
        "object": code or mint(kind, document, fold(label), "add"),
        "kind": kind,
        "label": label or known or found.words,
        "candidate": not code or code.startswith("x"),
        "polarity": given.get("polarity", "affirmed"),
        "mention": found.words,
        "start": found.start,
        "end": found.end,
        "section": found.section,
    }
