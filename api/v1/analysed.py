"""What analyses and reasons answer with, as types; the OpenAPI document is generated from them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.v1.models import Answer, Bounded, Evidence, Model, Paged, Parameter, Thing


class Analysis(Model):
    """An analysis of the catalogue: what it asks, how it is defined, and how it is read."""

    name: str
    need: str
    title: str
    question: str
    definition: str
    reading: str
    reference: str
    queries: list[str] = Field(
        description="Questions of the catalogue: what SPARQL can say of it, the nearest first."
    )
    parameters: list[Parameter]


class Analyses(Answer):
    """The analyses of the catalogue."""

    analyses: list[Analysis]


class Drawn(Model):
    """A thing that is drawn; words have no code of their own."""

    code: str
    label: str
    lang: str


class Spot(Model):
    """A cell of a matrix, by the places of its row and column."""

    row: int
    column: int
    state: str
    amount: int


class Matrix(Model):
    """States of things against things; a cell that is not given is empty."""

    type: Literal["matrix"]
    rows: list[Drawn]
    columns: list[Drawn]
    spots: list[Spot]


class Length(Model):
    """A part of a bar."""

    of: Drawn
    amount: float


class Bar(Model):
    """A length, and what it is made of."""

    of: Drawn
    parts: list[Length]


class Bars(Model):
    """Lengths of one unit."""

    type: Literal["bars"]
    unit: Drawn
    bars: list[Bar]


class Stream(Model):
    """A link between things of two layers, by their codes."""

    source: str
    target: str
    amount: int
    state: str


class Flow(Model):
    """Layers of things, and links between them."""

    type: Literal["flow"]
    layers: list[list[Drawn]]
    links: list[Stream]


class Node(Model):
    """A thing of a network, its weight, and the number of its community."""

    of: Drawn
    weight: float
    community: int


class Tie(Model):
    """A link of a network, by the codes of its ends."""

    source: str
    target: str
    weight: float


class Web(Model):
    """Things and how closely they are linked."""

    type: Literal["web"]
    nodes: list[Node]
    links: list[Tie]


class Analysed(Paged):
    """What an analysis found; a cell is a value, a thing, a state or a text with its language."""

    name: str
    title: str
    question: str
    parameters: dict[str, str]
    states: dict[str, int]
    columns: list[str]
    heads: dict[str, str] = Field(description="The words of each column.")
    rows: list[dict[str, Any]]
    remarks: list[str]
    definition: str
    reading: str
    reference: str
    queries: list[str]
    quality: list[str] = Field(description="How good the release itself is, in words.")
    query_hash: str = Field(description="The same for the same analysis with the same parameters.")
    result_hash: str = Field(description="The same for the same rows and remarks.")
    permanent: str = Field(description="Where the same is always given, as long as the release is kept.")
    picture: Matrix | Bars | Flow | Web | None = Field(description="What a drawing of it shows.")


class Named(Model):
    """A state and its name."""

    state: str
    label: str


class Proof(Model):
    """One link of a chain: how it stands, by which rule if one inferred it, and the words it rests on."""

    subject: Thing
    relation: Thing
    object: Thing
    standing: str
    rule: str | None
    evidence: list[Evidence]


class Missing(Model):
    """What is missing of a thing, and what would close the gap."""

    missing: str
    of: Thing
    text: str
    closed_by: str = Field(alias="closedBy")


class Answerable(Model):
    """Who is named as answerable, and how."""

    who: Thing
    relation: Thing


class Wanted(Model):
    """A link that would answer the question."""

    subject: Thing
    relation: Thing
    object: Thing


class Gap(Model):
    """What keeps a cell from being stated, and who could supply it."""

    missing: list[Missing]
    answerable: list[Answerable]
    read: list[Thing]
    links: list[Wanted]


class Why(Bounded):
    """Why a cell is in its state: the chain of statements behind it, or what it lacks."""

    question: str
    coverer: Thing
    covered: Thing
    state: Named
    holds: list[str]
    through: list[Thing]
    count: int
    out_of: int = Field(alias="outOf")
    rung: int
    steps: list[Proof]
    declared: list[Thing]
    gap: Gap | None = Field(description="Null where a document settles the question.")
