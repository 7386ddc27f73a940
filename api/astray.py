"""Decisions whose words are not found any more, each with the place that it may be meant for now."""

from __future__ import annotations

from dataclasses import dataclass

from api.docket import Candidate, Docket, Named, Passage
from api.site import Site
from graph.assertion import Assertion, Decision
from graph.curation.deciding import nearby, nearest
from graph.curation.quotes import alike
from graph.curation.states import Link
from sparql.labels import Label

#: Other links that are offered as the place of a decision.
MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class Astray:
    """A decision without evidence: what it was on, its words then, and the link they may be in now.

    ``then`` is the mention as a former version of the document has it; without that there is the quote alone.
    """

    decision: Decision
    subject: Named
    object: Named
    document: Named
    then: Passage | None
    now: Candidate | None
    others: tuple[Link, ...]


def astray(decision: Decision, docket: Docket, here: Site, language: str) -> Astray:
    """Return a decision that lost its evidence with all that is shown of it."""
    links = docket.state.verdicts.links
    found, near = _mention(decision, docket), nearest(decision, links)
    others = (link for link in nearby(decision, links) if link is not near)
    return Astray(
        decision,
        docket.named(decision.subject, here, language),
        named(decision, docket, here, language),
        docket.named(decision.document, here, language),
        docket.passage(*found) if found else None,
        docket.candidate(near, here, language) if near else None,
        tuple(others)[:MOST_OFFERED],
    )


def named(decision: Decision, docket: Docket, here: Site, language: str) -> Named:
    """Name what a decision's link leads to; where no link speaks of it, as the decision or its quote does."""
    known = docket.named(decision.object, here, language)
    given = str(decision.assertion.get("label", "")) or decision.quote
    is_nameless = known.label.text == decision.object
    return Named(known.code, Label(given), known.iri) if is_nameless and given else known


def _mention(decision: Decision, docket: Docket) -> tuple[Assertion, str] | None:
    """Return the mention that a decision was made on and the text it stands in, where a version has it."""
    said = [
        (alike(decision.quote, mention.mention), held.version, mention)
        for held in docket.former
        if held.version.document == decision.document
        for mention in held.assertions
        if mention.key == decision.key
    ]
    if not said:
        return None
    _, version, mention = max(said, key=lambda one: (one[0], one[1].number or 1))
    return mention, docket.text_of(version)
