"""The registers: what owners of data declare, entered with its source, and reviewed as links are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.assertion import Decision
from graph.curation.ledger import State, standing
from graph.errors import InvalidDecision, InvalidIdentifier
from graph.identifiers import NS, digest
from graph.store.node import node
from graph.terms import REGISTERS, RELATIONS
from graph.text.anchor import CHARACTERS, WORDS

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SOURCE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
#: What a person calls each register, and what it says.
CALLED = {"complete": "completeRelation", "elsewhere": "handledBy", "justified": "between"}
#: Relations that a list can be declared complete for besides those that links have.
_ALSO = ("answersTo",)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One statement of a register: its ``relation`` says which (see graph.terms.REGISTERS).

    ``subject`` is what it is about; ``object`` the relation whose values are all there (``kyt:targets``), who
    handles it elsewhere, or the other of two that overlap. ``owner`` is the code of the organisation whose
    statement it is, ``source`` an address or a document's code, ``words`` the few of it that say so.
    """

    relation: str
    subject: str
    object: str
    owner: str
    as_of: str
    source: str
    words: str = ""

    @property
    def code(self) -> str:
        """The statement's own code, the same whoever declares it again."""
        return "y" + digest("declared", self.relation, self.subject, self.object)


@dataclass(frozen=True, slots=True)
class Declared:
    """A statement with the state that the decisions give it, and the decisions on it that stand."""

    declaration: Declaration
    state: State
    decisions: tuple[Decision, ...]


def declared(decisions: Iterable[Decision]) -> tuple[Declared, ...]:
    """Return the statements of the registers in the order in which they were first declared.

    A statement declared again takes the place of the former one and waits for a decision again.
    """
    found: dict[tuple[str, str, str], Declared] = {}
    for decision in standing(decisions):
        key = (decision.relation, decision.subject, decision.object)
        if decision.relation not in REGISTERS:
            continue
        if decision.action == "declare":
            found[key] = Declared(declaration(decision), "proposed", (decision,))
        elif key in found:
            state: State = "accepted" if decision.action == "accept" else "rejected"
            taken = (*found[key].decisions, decision)
            found[key] = replace(found[key], state=state, decisions=taken)
    return tuple(found.values())


def ordered(said: Declaration) -> Declaration:
    """Name the two things of an overlap in the order of their codes, since neither comes first."""
    if said.relation != "between" or said.subject <= said.object:
        return said
    return replace(said, subject=said.object, object=said.subject)


def check(said: Declaration) -> None:
    """Demand a statement that can be published; raises InvalidDecision."""
    if said.relation not in REGISTERS:
        raise InvalidDecision(f"unknown register {said.relation!r}; there are: {', '.join(REGISTERS)}")
    try:
        for code in (said.subject, said.object, said.owner):
            node(code)
    except InvalidIdentifier as problem:
        raise InvalidDecision(f"not a code: {problem}") from None
    if said.relation == "completeRelation" and said.object not in listable():
        raise InvalidDecision(f"no list of {said.object!r}; there are: {', '.join(listable())}")
    if said.subject == said.object:
        raise InvalidDecision("a statement is about two different things")
    if not _DAY.fullmatch(said.as_of):
        raise InvalidDecision("say as of which day: yyyy, yyyy-mm or yyyy-mm-dd")
    if not _SOURCE.fullmatch(said.source) and not _is_code(said.source):
        raise InvalidDecision("the source must be an address (https://…) or a document's code")
    if len(said.words) > CHARACTERS or len(said.words.split()) > WORDS:
        raise InvalidDecision(f"the words are more than {WORDS} or {CHARACTERS} characters")


def listable() -> tuple[str, ...]:
    """Return the relations of which a list can be declared complete, as a workspace writes them."""
    own = (name for name, relation in RELATIONS.items() if relation.iri == NS + name)
    return tuple(f"kyt:{name}" for name in (*own, *_ALSO))


def is_address(source: str) -> bool:
    """Say whether a source is an address on the web, and not a document's code."""
    return bool(_SOURCE.fullmatch(source))


def _is_code(source: str) -> bool:
    try:
        node(source)
    except InvalidIdentifier:
        return False
    return not source.startswith(('"', "kyt:"))


def declaration(decision: Decision) -> Declaration:
    """Return the statement that a decision enters in a register."""
    told = decision.assertion
    return Declaration(
        decision.relation,
        decision.subject,
        decision.object,
        str(told["owner"]),
        str(told["asOf"]),
        str(told["source"]),
        decision.quote,
    )
