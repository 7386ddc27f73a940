"""Linked data within a page: a block of JSON-LD, which is data and which no browser runs."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from graph.release.catalogue import Edition
from graph.release.citation import Citation
from graph.release.licences import CC_BY
from graph.terms import DCT, SKOS
from sparql.description import Description
from sparql.labels import Labels

#: What would end the block, or begin another thing, inside of a text.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def embedded(held: Mapping[str, object]) -> Markup:
    """Write an object as a block of JSON-LD that no text in it can leave."""
    text = json.dumps(held, ensure_ascii=True).translate(_ESCAPES)
    return Markup(f'<script type="application/ld+json">\n{text}\n</script>')  # noqa: S704


def identified(held: Description, labels: Labels) -> Mapping[str, object]:
    """Say which thing a page is about: its IRI, its kinds and its names."""
    names = labels.all(held.iri)
    return {
        "@context": {"skos": SKOS, "dct": DCT},
        "@id": held.iri,
        "@type": list(held.kinds),
        "skos:prefLabel": [_named(text, tag) for tag, text in names.items()],
        "dct:identifier": [text.value for text in held.texts.get(DCT + "identifier", ())],
    }


def published(edition: Edition, site: str, told: Citation, description: str) -> Mapping[str, object]:
    """Describe a release for search engines, by schema.org."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": edition.iri,
        "name": f"{told.title}. {told.version}",
        "description": description,
        "identifier": [edition.identity, *([edition.identifier] if edition.identifier else [])],
        "version": edition.release,
        "datePublished": edition.issued[:10],
        "url": f"{site}/release/{edition.release}",
        "license": CC_BY,
        "isAccessibleForFree": True,
        "inLanguage": ["fi", "sv", "en"],
        "creator": {"@type": "Organization", "name": told.publisher},
        "citation": told.as_text(),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": held.name,
                "encodingFormat": held.media_type,
                "contentUrl": f"{site}/release/{edition.release}/downloads/{held.name}",
            }
            for held in edition.files
        ],
    }


def _named(text: str, language: str) -> Mapping[str, str]:
    return {"@value": text, "@language": language} if language else {"@value": text}
