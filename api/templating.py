"""Pages from templates: autoescaped, and strict about what is missing."""

from __future__ import annotations

from fastapi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api import links
from api.bundle import Bundle
from api.reader import Reader
from api.site import Site
from sparql.words import LANGUAGES


def environment() -> Environment:
    """Return the templates of the site."""
    made = Environment(
        loader=PackageLoader("api"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["island"] = Bundle().island
    return made


def page(site: Site, reader: Reader, template: str, status: int = 200, **context: object) -> Response:
    """Render a page for a reader."""
    words = site.words(reader)
    html = site.templates.get_template(template).render(
        say=words.say,
        words=words,
        reader=reader,
        languages=LANGUAGES,
        release=site.dataset.release,
        has_workspace=site.has_workspace,
        **context,
    )
    headers = {
        "Content-Language": reader.language,
        "Vary": "Accept, Accept-Language",
        "Link": links.catalogue(reader),
    }
    return Response(html, status, headers, "text/html")
