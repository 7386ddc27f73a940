"""Target groups."""

from __future__ import annotations

from graph.ingest.claims import Claims, Thing, known
from graph.ingest.paper import Paper, Tools
from graph.ingest.parts import Parts
from graph.terms import TARGETING


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing, parts: Parts) -> None:
    """Thin."""
    by_role = {role: relation for relation, role in TARGETING.items()}
    for passage in paper.passages:
        if passage.section != "target-groups" and passage.start not in parts:
            continue
        owner = parts.get(passage.start, subject)
        for sentence in passage.sentences:
            for mention in tools.linker.mentions(sentence.words):
                for concept in tools.concepts(mention, "TargetGroup"):
                    role = concept.fact("groupRole").removeprefix("kyt:role-") or "participants"
                    span = sentence.words[mention.first].start, sentence.words[mention.last - 1].end
                    claims.add(
                        tools.rules["groups.listed"],
                        owner.code,
                        known(concept),
                        passage,
                        span,
                        relation=by_role[role],
                        role=role,
                    )
