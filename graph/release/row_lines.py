"""Rows of registers as lines of a release: blocks of canonical N-Quads, one subject each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal

from graph.identifiers import ID, NS, digest, resource
from graph.ingest.lemmas import Lemmatiser
from graph.release import inference, lemmas
from graph.release.linking import Linking
from graph.release.portfolio import Portfolio
from graph.release.records import Register
from graph.store import layout
from graph.store.table import WHOLES, Amount, Record, TableVersion
from graph.terms import DCT, ORG, RDF, RDFS, ROW_RELATIONS, SKOS, XSD

SCHEMA = "http://schema.org/"
NUTS = "http://data.europa.eu/nuts/code/"
#: What a row says of itself, by the names of the mapping's fields: the term, and its datatype.
_SAID = {
    "start": (SCHEMA + "startDate", "date"),
    "end": (SCHEMA + "endDate", "date"),
    "status": (NS + "registerStatus", ""),
    "intervention": (NS + "intervention", ""),
    "rate": (NS + "unionRate", "decimal"),
    "participants": (NS + "participants", "integer"),
}
_TEXTS = {"title": DCT + "title", "summary": DCT + "description"}
_UNITS = ("project", "sub-project", "group-project", "call")
_SHOWN = ("fi", "sv", "en")


class RowLines:
    """Say what the rows of one register's version state, and what follows of what is trusted.

    Rows make no coverage: that of their projects stays unknown. Their names, parts and periods follow by the
    same rules as everywhere, said here row by row. What integer columns are made of is told to ``portfolio``.
    """

    def __init__(self, register: Register, linking: Linking, words: Lemmatiser, portfolio: Portfolio) -> None:
        self._version = version = register.version
        self._linking = linking
        self._words = words
        self._portfolio = portfolio.of(register)
        self._trusted = register.trusted
        self._proposals = register.proposals.beside(version)
        self._in = {name: f" <{_graph(version, name in register.trusted)}> .\n" for name in ROW_RELATIONS}
        self._by = {rule.rule: _inferred(rule.rule) for rule in (*inference.rules(), lemmas.rule())}
        self._kind = NS + version.kind
        self._register = _text(version.title)
        self._of_period = self._period()

    def blocks(self, record: Record) -> Iterator[bytes]:
        """Yield what a row states; nothing of a refused one. Raises InvalidIdentifier."""
        if record.state == "refused":
            return
        work = self._linking.work(record, self._version)
        row = "r" + digest(self._version.register, self._version.sha256, str(record.row))
        thing = f"<{resource(work)}> "
        self._portfolio.meet(work, record)
        lines: list[str] = []
        if self._linking.record(work) and "hasRecord" in self._trusted:
            lines += self._follow(
                "several-records", [f"{thing}<{NS}hasSeveralRecords> {_typed('true', 'boolean')}"]
            )
        if self._linking.meet(work, self._kind):
            lines += self._new(thing, work, record)
        lines.append(self._link(thing, "hasRecord", ID + row))
        wholes = self._wholes(record)
        organisations = list(self._organisations(record))
        lines += [self._link(thing, "isPartOf", ID + code) for code in wholes]
        lines += [self._link(thing, relation, ID + code) for relation, code, _ in organisations]
        regions = record.values.get("region-code", "").split()
        lines += [self._link(thing, "spatial", NUTS + code) for code in regions]
        funds = record.values.get("fund-code", "").split()
        lines += [self._link(thing, "fundedFrom", resource(code)) for code in funds]
        sums = [(f"{row}.{at}", held) for at, held in enumerate(record.money, 1) if held.amount[0] != "-"]
        lines += [self._link(thing, "hasFunding", ID + name) for name, _ in sums]
        read = list(self._proposals.of(record))
        lines += [f"{thing}<{link.relation}> <{link.object}> <{link.graph}> .\n" for link in read]
        self._portfolio.read(work, read)
        self._portfolio.links(work, wholes, regions)
        yield "".join(lines).encode()
        yield "".join(self._row(f"<{ID}{row}> ", record)).encode()
        for name, held in sums:
            yield "".join(self._sum(f"<{ID}{name}> ", row, held)).encode()
        for _, _, block in organisations:
            if block:
                yield block.encode()
        above = [ID + code for code in wholes] if "isPartOf" in self._trusted else []
        yield from self._parts(work, (*above, *(link.object for link in read if link.is_part)))

    def _parts(self, work: str, wholes: Iterable[str]) -> Iterator[bytes]:
        """Yield that each whole has the work as its part."""
        for whole in wholes:
            said = (f"<{whole}> <{DCT}hasPart> <{ID}{work}>",)
            yield "".join(self._follow("parts", said)).encode()

    def _period(self) -> tuple[str, tuple[str, ...]]:
        """Return the period of new things, and what follows of it, where the release knows the period."""
        period = self._version.period
        if not period or not self._linking.is_known(period):
            return "", ()
        years = zip(("periodFirstYear", "periodLastYear"), period.split("-"), strict=False)
        return period, tuple(f"<{NS}{name}> {_typed(year, 'integer')}" for name, year in years)

    def _new(self, thing: str, code: str, record: Record) -> Iterator[str]:
        end = self._in["hasRecord"]
        yield f"{thing}<{RDF}type> <{self._kind}>{end}"
        yield f"{thing}<{DCT}identifier> {_text(record.code)}{end}"
        names = {self._version.language: record.values.get("title", record.code)}
        if english := record.values.get("title-en"):
            names["en"] = english
        yield from self._named(thing, names, "hasRecord")
        period, years = self._of_period
        if period:
            yield f"{thing}<{NS}period> <{ID}{period}>{end}"
            self._portfolio.period(code, period)
            if "hasRecord" in self._trusted:
                yield from self._follow("years-of-period", [thing + said for said in years])

    def _named(self, thing: str, names: Mapping[str, str], relation: str) -> Iterator[str]:
        """Name a thing, and say by which name each reader is shown it and by which words it is found."""
        end, written = self._in[relation], {tag: _text(name, tag) for tag, name in names.items()}
        for name in written.values():
            yield f"{thing}<{SKOS}prefLabel> {name}{end}"
        if relation not in self._trusted:
            return
        first = next(tag for tag in _SHOWN if tag in names)
        shown = [f"{thing}<{NS}label{tag.title()}> {written.get(tag, written[first])}" for tag in _SHOWN]
        yield from self._follow("shown-label", shown)
        for tag, name in names.items():
            found = lemmas.of_name(name, tag, self._words)
            yield from self._follow(
                "lemma", [f"{thing}<{lemmas.LEMMA}> {_text(word, tag)}" for word in found]
            )

    def _row(self, row: str, record: Record) -> Iterator[str]:
        values, end = record.values, self._in["hasRecord"]
        yield (
            f"{row}<{RDF}type> <{NS}RegisterRecord>{end}{row}<{NS}register> {self._register}{end}"
            f"{row}<{DCT}source> <{ID}{self._version.code}>{end}"
            f"{row}<{NS}rowNumber> {_typed(str(record.row), 'integer')}{end}"
        )
        for name, (term, datatype) in _SAID.items():
            if name in values:
                held = _typed(values[name], datatype) if datatype else _text(values[name])
                yield f"{row}<{term}> {held}{end}"
        for name, term in _TEXTS.items():
            if name in values:
                yield f"{row}<{term}> {_text(values[name], self._version.language)}{end}"
        if values.get("unit-code") in _UNITS:
            yield f"{row}<{NS}unit> {_text(values['unit-code'])}{end}"
        for note in record.notes:
            yield f"{row}<{SKOS}note> {_text(note, 'en')}{end}"

    def _wholes(self, record: Record) -> tuple[str, ...]:
        wholes = [code for name in WHOLES for code in record.values.get(name, "").split()]
        if group := record.values.get("group"):
            wholes.append(self._linking.whole(group, self._version))
        for code in wholes:
            resource(code)
        return tuple(dict.fromkeys(wholes))

    def _organisations(self, record: Record) -> Iterator[tuple[str, str, str]]:
        """Yield whom a row names: the relation, the code, and what is said where nobody was met before."""
        for relation, name, key in (
            ("hasImplementer", record.values.get("beneficiary", ""), record.values.get("beneficiary-id", "")),
            ("hasIntermediateBody", record.values.get("authority", ""), ""),
        ):
            if not name:
                continue
            code = self._linking.organisation(name, key)
            said = ""
            if self._linking.meet(code, ORG + "Organization"):
                thing = f"<{ID}{code}> "
                said = f"{thing}<{RDF}type> <{ORG}Organization>{self._in[relation]}"
                said += "".join(self._named(thing, {self._version.language: name}, relation))
            yield relation, code, said

    def _sum(self, sum_: str, row: str, held: Amount) -> Iterator[str]:
        end = self._in["hasFunding"]
        name = f"{held.column}: {held.amount} {held.currency}".strip()
        # No preferred name: nobody searches for the sums of rows, of which there are many.
        yield (
            f"{sum_}<{RDF}type> <{NS}MonetaryAmount>{end}"
            f"{sum_}<{RDFS}label> {_text(name, self._version.language)}{end}"
            f"{sum_}<{NS}amount> {_typed(held.amount, 'decimal')}{end}{sum_}<{DCT}source> <{ID}{row}>{end}"
        )
        if held.currency:
            yield f"{sum_}<{NS}currency> {_text(held.currency)}{end}"
        for name, code in (("stage", held.stage), ("composition", held.composition)):
            if code:
                yield f"{sum_}<{NS}{name}> <{NS}{name}-{code}>{end}"
        if self._version.kind == "Project":
            yield f"{sum_}<{NS}fundingScope> <{NS}fundingScope-project>{end}"

    def _link(self, thing: str, relation: str, to: str) -> str:
        return f"{thing}<{ROW_RELATIONS[relation]}> <{to}>{self._in[relation]}"

    def _follow(self, rule: str, said: Iterable[str]) -> Iterator[str]:
        for end in self._by[rule]:
            for line in said:
                yield line + end


def _inferred(rule: str) -> tuple[str, str]:
    return f" <{layout.INFERRED}> .\n", f" <{layout.rule(rule)}> .\n"


def _graph(version: TableVersion, is_trusted: bool) -> str:  # noqa: FBT001
    return layout.record(version.code) if is_trusted else layout.claimed(version.code)


def _text(text: str, language: str = "") -> str:
    return str(Literal(text, language=language) if language else Literal(text))


def _typed(text: str, datatype: str) -> str:
    return f'"{text}"^^<{XSD}{datatype}>'
