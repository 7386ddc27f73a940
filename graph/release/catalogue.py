"""The catalogue of all releases, by DCAT 3 and its European profile (DCAT-AP 3), without a blank node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from graph.identifiers import BASE
from graph.release.licences import CC0
from graph.release.referred import AUTHORITY, AVAILABLE, DCAT, DCATAP, FOAF, SPDX, with_classes
from graph.terms import DCT, RDF, XSD

VCARD = "http://www.w3.org/2006/vcard/ns#"

CATALOGUE = BASE + "catalog"
SERIES, PUBLISHER, CONTACT, ENDPOINT = (
    f"{CATALOGUE}#{part}" for part in ("series", "publisher", "contact", "endpoint")
)
VOCABULARY = BASE + "ns"

_IANA = "https://www.iana.org/assignments/media-types/"
_CC_BY = AUTHORITY + "licence/CC_BY_4_0"
_GZIP = "application/gzip"
#: What the authority table of file types calls a form; those that it does not know have a media type only.
_FILE_TYPES = {
    "text/turtle": "RDF_TURTLE",
    "application/n-triples": "RDF_N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "RDF_TRIG",
    "application/n-quads": "RDF_N_QUADS",
    "application/json": "JSON",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/zip": "ZIP",
}
_LANGUAGES = ("FIN", "SWE", "ENG")
_THEMES = ("SOCI", "GOVE")
#: A text by its key, in each language.
Say = Callable[[str], Mapping[str, str]]
Pair = tuple[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release; its size in bytes and its SHA-256 are known once it was made."""

    name: str
    media_type: str
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as the catalogue tells it; ``identifier`` is its DOI or URN:NBN, where it has one.

    ``periods`` are the first and last years of what it is about, where they are known.
    """

    release: str
    identity: str
    issued: str
    files: tuple[File, ...]
    identifier: str = ""
    periods: tuple[tuple[str, str], ...] = ()

    @property
    def iri(self) -> str:
        """The release's own IRI."""
        return f"{BASE}release/{self.release}"


def catalogue(site: str, editions: Sequence[Edition], say: Say) -> Iterator[Triple]:
    """Describe what is published at a site (an address without a slash at its end), oldest release first."""
    parts = (
        _catalogue(site, editions, say),
        _series(editions, say),
        *(_edition(site, editions, place, say) for place in range(len(editions))),
        _vocabulary(site, say),
        _endpoint(site, editions, say),
        _agents(site, say),
    )
    yield from with_classes(triple for part in parts for triple in part)


def _catalogue(site: str, editions: Sequence[Edition], say: Say) -> Iterator[Triple]:
    held = [(DCAT + "dataset", NamedNode(edition.iri)) for edition in editions]
    yield from _about(
        CATALOGUE,
        "Catalog",
        *_texts(say, "catalogue"),
        *_shared(),
        (DCT + "license", NamedNode(_CC_BY)),
        (FOAF + "homepage", NamedNode(site + "/")),
        (DCAT + "themeTaxonomy", NamedNode(AUTHORITY + "data-theme")),
        # By the profile a series is no dataset.
        (DCAT + "resource", NamedNode(SERIES)),
        (DCAT + "dataset", NamedNode(VOCABULARY)),
        *held,
        (DCAT + "service", NamedNode(ENDPOINT)),
        *((DCT + "issued", _time(edition.issued)) for edition in editions[:1]),
        *((DCT + "modified", _time(edition.issued)) for edition in editions[-1:]),
    )


def _series(editions: Sequence[Edition], say: Say) -> Iterator[Triple]:
    yield from _about(
        SERIES,
        "DatasetSeries",
        *_texts(say, "series"),
        *_shared(),
        *_subject(say),
        *((DCAT + "first", NamedNode(edition.iri)) for edition in editions[:1]),
        *((DCAT + "last", NamedNode(edition.iri)) for edition in editions[-1:]),
        *((DCT + "modified", _time(edition.issued)) for edition in editions[-1:]),
        *(pair for edition in editions[-1:] for pair in _temporal(edition)),
    )


def _edition(site: str, editions: Sequence[Edition], place: int, say: Say) -> Iterator[Triple]:
    this = editions[place]
    names = (
        (DCT + "title", Literal(f"{text} {this.release}", language=tag))
        for tag, text in say("catalogue.release-title").items()
    )
    yield from _about(
        this.iri,
        "Dataset",
        *names,
        *_literals(DCT + "description", say("catalogue.release-description")),
        *_shared(),
        *_subject(say),
        (DCT + "license", NamedNode(_CC_BY)),
        (DCT + "identifier", Literal(this.identity)),
        (DCT + "issued", _time(this.issued)),
        (DCAT + "version", Literal(this.release)),
        (DCAT + "inSeries", NamedNode(SERIES)),
        (DCAT + "landingPage", NamedNode(f"{site}/release/{this.release}")),
        *((DCAT + "prev", NamedNode(former.iri)) for former in editions[max(0, place - 1) : place]),
        *([(DCT + "identifier", Literal(this.identifier))] if this.identifier else []),
        *((DCAT + "distribution", NamedNode(_file(this, held))) for held in this.files),
        *_temporal(this),
    )
    for start, end in this.periods:
        period = NamedNode(f"{this.iri}#{start}-{end}")
        yield Triple(period, NamedNode(RDF + "type"), NamedNode(DCT + "PeriodOfTime"))
        yield Triple(period, NamedNode(DCAT + "startDate"), _typed(start, "gYear"))
        yield Triple(period, NamedNode(DCAT + "endDate"), _typed(end, "gYear"))
    for held in this.files:
        address = f"{site}/release/{this.release}/downloads/{quote(held.name)}"
        yield from _distribution(_file(this, held), held, address, _CC_BY, say)


def _temporal(edition: Edition) -> Iterator[Pair]:
    for start, end in edition.periods:
        yield DCT + "temporal", NamedNode(f"{edition.iri}#{start}-{end}")


def _distribution(iri: str, held: File, address: str, licence: str, say: Say) -> Iterator[Triple]:
    is_packed = held.media_type == _GZIP
    media_type = "application/n-quads" if is_packed else held.media_type
    pairs: list[Pair] = [
        (DCT + "title", Literal(held.name)),
        *_literals(DCT + "description", say(f"downloads.{_form(held.name)}")),
        (DCATAP + "availability", NamedNode(AVAILABLE)),
        (DCAT + "accessURL", NamedNode(address)),
        (DCAT + "downloadURL", NamedNode(address)),
        (DCAT + "mediaType", NamedNode(_IANA + media_type)),
        (DCT + "license", NamedNode(licence)),
        (DCT + "accessRights", NamedNode(AUTHORITY + "access-right/PUBLIC")),
    ]
    known = _FILE_TYPES.get(media_type)
    pairs.append(
        (DCT + "format", NamedNode(f"{AUTHORITY}file-type/{known}" if known else _IANA + media_type))
    )
    if is_packed:
        pairs.append((DCAT + "compressFormat", NamedNode(_IANA + _GZIP)))
    if held.size is not None:
        pairs.append((DCAT + "byteSize", _typed(str(held.size), "nonNegativeInteger")))
    if held.sha256:
        pairs.append((SPDX + "checksum", NamedNode(iri + "-sha256")))
        yield from _checksum(iri + "-sha256", held.sha256)
    yield from _about(iri, "Distribution", *pairs)


def _checksum(iri: str, sha256: str) -> Iterator[Triple]:
    yield Triple(NamedNode(iri), NamedNode(RDF + "type"), NamedNode(SPDX + "Checksum"))
    yield Triple(NamedNode(iri), NamedNode(SPDX + "algorithm"), NamedNode(SPDX + "checksumAlgorithm_sha256"))
    yield Triple(NamedNode(iri), NamedNode(SPDX + "checksumValue"), _typed(sha256, "hexBinary"))


def _vocabulary(site: str, say: Say) -> Iterator[Triple]:
    files = (File("ns.ttl", "text/turtle"), File("ns.jsonld", "application/ld+json"))
    yield from _about(
        VOCABULARY,
        "Dataset",
        *_texts(say, "vocabulary"),
        *_shared(),
        *_subject(say),
        (DCT + "license", NamedNode(CC0)),
        (DCAT + "landingPage", NamedNode(site + "/ns")),
        *((DCAT + "distribution", NamedNode(f"{CATALOGUE}#{held.name}")) for held in files),
    )
    for held in files:
        yield from _distribution(f"{CATALOGUE}#{held.name}", held, f"{site}/{held.name}", CC0, say)


def _endpoint(site: str, editions: Sequence[Edition], say: Say) -> Iterator[Triple]:
    yield from _about(
        ENDPOINT,
        "DataService",
        *_texts(say, "endpoint"),
        (DCT + "publisher", NamedNode(PUBLISHER)),
        (DCAT + "contactPoint", NamedNode(CONTACT)),
        (DCT + "license", NamedNode(_CC_BY)),
        (DCT + "accessRights", NamedNode(AUTHORITY + "access-right/PUBLIC")),
        (DCT + "conformsTo", NamedNode("https://www.w3.org/TR/sparql11-protocol/")),
        (DCAT + "endpointURL", NamedNode(site + "/sparql")),
        (DCAT + "endpointDescription", NamedNode(site + "/sparql")),
        *((DCAT + "servesDataset", NamedNode(edition.iri)) for edition in editions[-1:]),
    )


def _agents(site: str, say: Say) -> Iterator[Triple]:
    """Say who publishes and whom to ask: a role, and never a person."""
    publisher, contact = NamedNode(PUBLISHER), NamedNode(CONTACT)
    yield Triple(publisher, NamedNode(RDF + "type"), NamedNode(FOAF + "Agent"))
    yield Triple(contact, NamedNode(RDF + "type"), NamedNode(VCARD + "Organization"))
    yield Triple(contact, NamedNode(VCARD + "hasURL"), NamedNode(site + "/about"))
    for predicate, name in _literals(FOAF + "name", say("catalogue.publisher")):
        yield Triple(publisher, NamedNode(predicate), name)
    for predicate, name in _literals(VCARD + "fn", say("catalogue.contact")):
        yield Triple(contact, NamedNode(predicate), name)


def _shared() -> tuple[Pair, ...]:
    languages = ((DCT + "language", NamedNode(f"{AUTHORITY}language/{code}")) for code in _LANGUAGES)
    return (
        (DCT + "publisher", NamedNode(PUBLISHER)),
        (DCT + "spatial", NamedNode(AUTHORITY + "country/FIN")),
        *languages,
    )


def _subject(say: Say) -> tuple[Pair, ...]:
    return (
        (DCAT + "contactPoint", NamedNode(CONTACT)),
        (DCT + "accessRights", NamedNode(AUTHORITY + "access-right/PUBLIC")),
        (DCT + "accrualPeriodicity", NamedNode(AUTHORITY + "frequency/IRREG")),
        *((DCAT + "theme", NamedNode(f"{AUTHORITY}data-theme/{code}")) for code in _THEMES),
        *_literals(DCAT + "keyword", say("catalogue.keyword")),
    )


def _texts(say: Say, name: str) -> tuple[Pair, ...]:
    return (
        *_literals(DCT + "title", say(f"catalogue.{name}-title")),
        *_literals(DCT + "description", say(f"catalogue.{name}-description")),
    )


def _literals(predicate: str, texts: Mapping[str, str]) -> tuple[Pair, ...]:
    return tuple((predicate, Literal(text, language=tag)) for tag, text in texts.items())


def _about(iri: str, kind: str, *pairs: Pair) -> Iterator[Triple]:
    yield Triple(NamedNode(iri), NamedNode(RDF + "type"), NamedNode(DCAT + kind))
    for predicate, held in pairs:
        yield Triple(NamedNode(iri), NamedNode(predicate), held)


def _form(name: str) -> str:
    """Return the form of a file as texts name it: ``nq-gz`` of ``release.nq.gz``."""
    return name.partition(".")[2].removesuffix(".zip").replace(".", "-")


def _file(edition: Edition, held: File) -> str:
    return f"{edition.iri}#{quote(held.name)}"


def _time(text: str) -> Literal:
    return _typed(text, "dateTime")


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


def of_release(held: Iterable[Triple], iri: str) -> Iterator[Triple]:
    """Yield of a catalogue what is said of one release and its files."""
    for triple in held:
        if isinstance(triple.subject, NamedNode) and triple.subject.value.partition("#")[0] == iri:
            yield triple
