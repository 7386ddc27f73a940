"""Registers in a release: each row an evidence node, what it states plain triples that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.identifiers import NS, digest, resource
from graph.release import inference
from graph.release.linking import Linking
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.table import Amount, Record, TableVersion
from graph.terms import DCT, ORG, RDF, RDFS, ROW_RELATIONS, SKOS, XSD

SCHEMA = "http://schema.org/"
_NUTS = "http://data.europa.eu/nuts/code/"
_TYPE, _SOURCE = NamedNode(RDF + "type"), NamedNode(DCT + "source")
_LABEL = NamedNode(SKOS + "prefLabel")
_BATCH = 20_000
#: What a row says of itself, by the names of the mapping's fields: the term, and its datatype.
_SAID = {
    "start": (SCHEMA + "startDate", "date"),
    "end": (SCHEMA + "endDate", "date"),
    "status": (NS + "registerStatus", ""),
    "intervention": (NS + "intervention", ""),
    "rate": (NS + "unionRate", "decimal"),
}
_UNITS = ("project", "sub-project", "group-project", "call")

#: What follows of a row: of each rule its triples.
Follows = dict[str, list[Triple]]


@dataclass(frozen=True, slots=True)
class Register:
    """A register's standing version with its file, and the relations that it is trusted for."""

    version: TableVersion
    records: Iterable[Record]
    trusted: frozenset[str]


def hold(dataset: Dataset, registers: Iterable[Register], merged: Mapping[str, str]) -> None:
    """Add what the registers state to a release of which everything else is stated and inferred.

    Rows make no coverage: that of their projects stays unknown. Their names, parts and periods follow by the
    same rules as everywhere, said here row by row.
    """
    linking = Linking(dataset, merged)
    rules = {rule.rule: rule for rule in inference.rules()}
    for register in registers:
        dataset.add(layout.ENTITIES, described(register.version, register.trusted))
        reading = _Rows(register, linking)
        quads: list[Quad] = []
        follows: Follows = {}
        for record in register.records:
            quads.extend(reading.quads(record, follows))
            if len(quads) > _BATCH:
                dataset.extend(quads)
                quads.clear()
        dataset.extend(quads)
        for rule, triples in follows.items():
            inference.hold(dataset, rules[rule], triples)


def described(version: TableVersion, trusted: frozenset[str]) -> Iterator[Triple]:
    """Say what was imported, how, how much of it, and whether the editors trust it."""
    this = _id(version.code)
    yield Triple(this, _TYPE, _own("RegisterVersion"))
    yield Triple(this, _LABEL, Literal(version.title, language=version.language))
    yield Triple(this, _own("register"), Literal(version.title))
    yield Triple(this, _own("decisionState"), _own(f"status-{'accepted' if trusted else 'proposed'}"))
    for name in ("sha256", "mapping", "unit"):
        yield Triple(this, _own(name), Literal(getattr(version, name)))
    if version.period:
        yield Triple(this, _own("period"), _id(version.period))
    yield Triple(this, _own("importedOn"), _typed(version.imported, "date"))
    if version.as_of:
        yield Triple(this, _own("asOf"), Literal(version.as_of))
    if version.source:
        yield Triple(this, _SOURCE, NamedNode(version.source))
    for state, count in version.rows.items():
        yield Triple(this, _own(f"rows{state.capitalize()}"), _typed(str(count), "integer"))
    for column in version.columns:
        yield Triple(this, _own("hasColumn"), Literal(column))


def superseded(version: TableVersion, by: TableVersion) -> Iterator[Triple]:
    """Say what a version is that a later one stands for."""
    yield from described(version, frozenset())
    yield Triple(_id(version.code), NamedNode(DCT + "isReplacedBy"), _id(by.code))


class _Rows:
    """Say in RDF what the rows of one register's version state."""

    def __init__(self, register: Register, linking: Linking) -> None:
        self._version = register.version
        self._linking = linking
        self._graphs = {
            name: NamedNode(_graph(register.version, name in register.trusted)) for name in ROW_RELATIONS
        }
        self._trusted = register.trusted

    def quads(self, record: Record, follows: Follows) -> Iterator[Quad]:
        """Yield what a row states, and note what follows from what is trusted; nothing of a refused one."""
        if record.state == "refused":
            return
        work = self._linking.work(record, self._version)
        row = "r" + digest(self._version.register, self._version.sha256, str(record.row))
        thing = _id(work)
        if self._linking.meet(work, NS + self._version.kind):
            yield from self._in("hasRecord", self._new(thing, record, follows))
        yield from self._in("hasRecord", [self._link(thing, "hasRecord", _id(row))])
        yield from self._in("hasRecord", self._row(_id(row), record))
        yield from self._wholes(thing, record, follows)
        yield from self._organisations(thing, record, follows)
        yield from self._places(thing, record)
        yield from self._money(thing, row, record)

    def _new(self, thing: NamedNode, record: Record, follows: Follows) -> Iterator[Triple]:
        yield Triple(thing, _TYPE, _own(self._version.kind))
        yield Triple(thing, NamedNode(DCT + "identifier"), Literal(record.code))
        names = {self._version.language: record.values.get("title", record.code)}
        if english := record.values.get("title-en"):
            names["en"] = english
        yield from self._named(thing, names, "hasRecord", follows)
        if self._version.period and self._linking.is_known(self._version.period):
            yield Triple(thing, _own("period"), _id(self._version.period))
            years = zip(("periodFirstYear", "periodLastYear"), self._version.period.split("-"), strict=False)
            said = [Triple(thing, _own(name), _typed(year, "integer")) for name, year in years]
            self._follow("years-of-period", "hasRecord", said, follows)

    def _row(self, row: NamedNode, record: Record) -> Iterator[Triple]:
        values = record.values
        yield Triple(row, _TYPE, _own("RegisterRecord"))
        yield Triple(row, _own("register"), Literal(self._version.title))
        yield Triple(row, _SOURCE, _id(self._version.code))
        yield Triple(row, _own("rowNumber"), _typed(str(record.row), "integer"))
        for name, (term, datatype) in _SAID.items():
            if name in values:
                held = _typed(values[name], datatype) if datatype else Literal(values[name])
                yield Triple(row, NamedNode(term), held)
        for name, term in (("title", DCT + "title"), ("summary", DCT + "description")):
            if name in values:
                yield Triple(row, NamedNode(term), Literal(values[name], language=self._version.language))
        if values.get("unit-code") in _UNITS:
            yield Triple(row, _own("unit"), Literal(values["unit-code"]))
        for note in record.notes:
            yield Triple(row, NamedNode(SKOS + "note"), Literal(note, language="en"))

    def _wholes(self, thing: NamedNode, record: Record, follows: Follows) -> Iterator[Quad]:
        fields = ("priority-code", "objective-code", "theme-code")
        wholes = [code for name in fields for code in record.values.get(name, "").split()]
        if group := record.values.get("group"):
            wholes.append(self._linking.whole(group, self._version))
        for code in dict.fromkeys(wholes):
            yield from self._in("isPartOf", [self._link(thing, "isPartOf", _id(code))])
            said = [Triple(_id(code), NamedNode(DCT + "hasPart"), thing)]
            self._follow("parts", "isPartOf", said, follows)

    def _organisations(self, thing: NamedNode, record: Record, follows: Follows) -> Iterator[Quad]:
        for relation, name, key in (
            ("hasImplementer", record.values.get("beneficiary", ""), record.values.get("beneficiary-id", "")),
            ("hasIntermediateBody", record.values.get("authority", ""), ""),
        ):
            if not name:
                continue
            code = self._linking.organisation(name, key)
            if self._linking.meet(code, ORG + "Organization"):
                said = [Triple(_id(code), _TYPE, NamedNode(ORG + "Organization"))]
                said += self._named(_id(code), {self._version.language: name}, relation, follows)
                yield from self._in(relation, said)
            yield from self._in(relation, [self._link(thing, relation, _id(code))])

    def _places(self, thing: NamedNode, record: Record) -> Iterator[Quad]:
        for code in record.values.get("region-code", "").split():
            yield from self._in("spatial", [self._link(thing, "spatial", NamedNode(_NUTS + code))])
        for code in record.values.get("fund-code", "").split():
            yield from self._in("fundedFrom", [self._link(thing, "fundedFrom", _id(code))])

    def _money(self, thing: NamedNode, row: str, record: Record) -> Iterator[Quad]:
        for place, held in enumerate(record.money, 1):
            if not held.amount.startswith("-"):
                sum_ = _id(f"{row}.{place}")
                yield from self._in("hasFunding", [self._link(thing, "hasFunding", sum_)])
                yield from self._in("hasFunding", self._sum(sum_, row, held))

    def _sum(self, sum_: NamedNode, row: str, held: Amount) -> Iterator[Triple]:
        yield Triple(sum_, _TYPE, _own("MonetaryAmount"))
        name = f"{held.column}: {held.amount} {held.currency}".strip()
        # No preferred name: nobody searches for the sums of rows, of which there are many.
        yield Triple(sum_, NamedNode(RDFS + "label"), Literal(name, language=self._version.language))
        yield Triple(sum_, _own("amount"), _typed(held.amount, "decimal"))
        yield Triple(sum_, _SOURCE, _id(row))
        if held.currency:
            yield Triple(sum_, _own("currency"), Literal(held.currency))
        for name, code in (("stage", held.stage), ("composition", held.composition)):
            if code:
                yield Triple(sum_, _own(name), _own(f"{name}-{code}"))
        if self._version.kind == "Project":
            yield Triple(sum_, _own("fundingScope"), _own("fundingScope-project"))

    def _named(
        self, thing: NamedNode, names: Mapping[str, str], relation: str, follows: Follows
    ) -> list[Triple]:
        """Name a thing, and note by which name each reader is shown it."""
        said = [Triple(thing, _LABEL, Literal(name, language=tag)) for tag, name in names.items()]
        order = [tag for tag in ("fi", "sv", "en") if tag in names]
        shown = ((tag, tag if tag in names else order[0]) for tag in ("fi", "sv", "en"))
        made = [
            Triple(thing, _own(f"label{tag.title()}"), Literal(names[of], language=of)) for tag, of in shown
        ]
        self._follow("shown-label", relation, made, follows)
        return said

    def _follow(self, rule: str, relation: str, made: list[Triple], follows: Follows) -> None:
        if relation in self._trusted:
            follows.setdefault(rule, []).extend(made)

    def _link(self, thing: NamedNode, relation: str, to: NamedNode) -> Triple:
        return Triple(thing, NamedNode(ROW_RELATIONS[relation]), to)

    def _in(self, relation: str, triples: Iterable[Triple]) -> Iterator[Quad]:
        graph = self._graphs[relation]
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _graph(version: TableVersion, is_trusted: bool) -> str:  # noqa: FBT001
    return layout.record(version.code) if is_trusted else layout.claimed(version.code)


def _id(code: str) -> NamedNode:
    return NamedNode(resource(code))


def _own(name: str) -> NamedNode:
    return NamedNode(NS + name)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))
