"""What the JSON API answers with, as types; the OpenAPI document is generated from them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Direction = Literal["out", "in"]


class Model(BaseModel):
    """A JSON object with these members and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(BaseModel):
    """What went wrong, and what helps (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["limit: not a whole number from 1 to 200"])
    remedy: str = Field(examples=["See /api/v1/openapi.json for the parameters and what they take."])


class Thing(Model):
    """A thing or a term: its code, IRI, and name in the language that ``lang`` says; a code is in none."""

    code: str = Field(examples=["S20220"])
    iri: str = Field(examples=["https://w3id.org/kytkos/id/S20220"])
    label: str
    lang: str = Field(examples=["fi"])


class Name(Model):
    """A text and the language it truly is in; empty where it is a code or a number."""

    text: str
    lang: str


class Value(Model):
    """A value that is no thing."""

    value: str
    lang: str | None = None
    datatype: str | None = None


class Answer(Model):
    """What every answer says: the release it holds in."""

    release: str = Field(examples=["0123456789ab"])


class Bounded(Answer):
    """An answer that counts or lists, with what it is based on, in words."""

    scope: list[str]


class Paged(Bounded):
    """A page of an answer: how many items there are in all, and the cursor of the next page."""

    total: int
    next: str | None = Field(description="Send as `cursor` for the next page; null on the last one.")


class Mention(Model):
    """Where a document says it: code points of its text, and the words where they may be quoted."""

    document: Thing
    section: str
    start: int
    end: int
    words: str


class Statement(Model):
    """An assertion behind a link."""

    assertion: str
    status: str
    polarity: str
    band: str
    mentions: list[Mention]


class Link(Model):
    """One other end of a relation: its state, and what that rests on."""

    thing: Thing | None = None
    value: Value | None = None
    state: str
    role: str | None = Field(None, description="The role of a target group.")
    rung: int | None = Field(None, description="The rung of the policy ladder, 1 the lowest.")
    origins: list[str] = Field(description="Where the link is from: given, accepted, inferred or register.")
    statements: list[Statement]


class Tally(Model):
    """A relation in one direction: how many links it has, by state."""

    relation: Thing
    direction: Direction
    count: int
    states: dict[str, int]


class Relation(Tally):
    """A relation with its first links; the others are in the neighbourhood."""

    links: list[Link]


class Fact(Model):
    """Plain values of a thing."""

    relation: Thing
    values: list[Value]


class Resource(Bounded, Thing):
    """What is known of a thing."""

    labels: dict[str, Name] = Field(description="Its name for a reader of fi, sv and en, as truly shown.")
    names: list[Name] = Field(description="All its names.")
    kinds: list[Thing]
    facts: list[Fact]
    relations: list[Relation]


class Neighbour(Model):
    """A link of a thing."""

    relation: Thing
    direction: Direction
    link: Link


class Neighbourhood(Paged):
    """The links of a thing, and how many there are by relation."""

    of: Thing
    relations: list[Tally]
    links: list[Neighbour]


class Evidence(Mention):
    """Words that an assertion rests on."""

    assertion: str


class Step(Model):
    """One link of a path; without evidence it is a fact of the vocabulary, or a rule inferred it."""

    subject: Thing
    relation: Thing
    object: Thing
    rule: str | None
    evidence: list[Evidence]


class Path(Model):
    """Links that lead from one thing to another, in either direction each."""

    things: list[Thing]
    steps: list[Step]


class Paths(Bounded):
    """The shortest ways between two things over accepted links."""

    start: Thing = Field(alias="from")
    end: Thing = Field(alias="to")
    paths: list[Path]
    complete: bool = Field(description="Whether all paths of that length were looked for and are given.")


class Document(Thing):
    """A document that is known; what is not read says nothing in any answer."""

    read: bool
    standing: str


class Documents(Paged):
    """The documents that are known."""

    documents: list[Document]


class Said(Model):
    """One mention and the link it is evidence of."""

    assertion: str
    subject: Thing
    relation: Thing
    object: Thing | None = None
    value: Value | None = None
    state: str
    version: str
    section: str
    start: int
    end: int
    words: str


class Mentions(Paged):
    """What a document says, in the order of its text."""

    document: Thing
    mentions: list[Said]


class Parameter(Model):
    """A parameter of a question; without a default it must be given."""

    name: str
    type: str
    kinds: list[str]
    default: str | None
    meaning: str


class Question(Model):
    """A question of the catalogue."""

    name: str
    question: str
    need: str
    parameters: list[Parameter]


class Questions(Answer):
    """The questions of the catalogue."""

    questions: list[Question]


class Rows(Paged):
    """The answer to a question; a cell is a value, a thing, a state or a text with its language."""

    name: str
    question: str
    need: str
    parameters: dict[str, str]
    states: dict[str, int]
    columns: list[str]
    rows: list[dict[str, Any]]


class Release(Model):
    """A release that is kept; ``built`` is empty where only the one served is known."""

    id: str
    built: str
    current: bool
    counts: dict[str, int]


class Releases(Answer):
    """The releases that are kept, the latest first."""

    releases: list[Release]


class Period(Thing):
    """A programming period and how many of the projects told of are of it."""

    projects: int


class Scope(Bounded):
    """What every answer is based on, in words and in figures."""

    documents_known: int
    documents_read: int
    projects: int
    periods: list[Period]
    cut_off: str | None
