"""Links that an answer carries in its header, for programs that do not read pages (RFC 8288)."""

from __future__ import annotations

from collections.abc import Iterator

from api.forms import DATA
from api.reader import Reader
from graph.release.licences import licence
from graph.store import layout


def of_thing(reader: Reader, iri: str, place: str, role: str) -> str:
    """Write the links of an answer about a thing: to it, its other forms, its licence, the catalogue.

    ``role`` is the answer's to the thing: a page has it as ``canonical``, data ``describes`` it.
    """
    return ", ".join(
        (
            f'<{iri}>; rel="{role}"',
            *_forms(f"{reader.root}/data/{place}"),
            f'<{licence(layout.ACCEPTED)}>; rel="license"',
            catalogue(reader),
        )
    )


def between_pages(address: str, number: int, *, is_more: bool) -> str:
    """Write the links from one page of an answer to those beside it, to go on after other links."""
    beside = {"prev": number - 1, "next": number + 1 if is_more else 0}
    return "".join(f', <{address}?page={page}>; rel="{role}"' for role, page in beside.items() if page)


def of_vocabulary(reader: Reader, iri: str) -> str:
    """Write the links of the vocabulary."""
    links = (f'<{iri}>; rel="canonical"', *_forms(f"{reader.root}/ns", without="json"))
    return ", ".join((*links, f'<{licence(layout.ONTOLOGY)}>; rel="license"', catalogue(reader)))


def catalogue(reader: Reader) -> str:
    """Write the link to the description of the whole dataset."""
    return f'<{reader.root}/catalog>; rel="describedby"'


def _forms(address: str, without: str = "") -> Iterator[str]:
    for suffix, media_type in DATA.items():
        if suffix != without:
            yield f'<{address}.{suffix}>; rel="alternate"; type="{media_type}"'
