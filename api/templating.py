"""Pages from templates: autoescaped, strict about what is missing, with names and states to hand."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from api.reader import Reader
from api.site import Site
from graph.errors import InvalidIdentifier
from graph.identifiers import NS, code_of
from sparql.labels import Label, local_name
from sparql.words import LANGUAGES

_STATE = NS + "state-"


def environment() -> Environment:
    """Return the templates of the site."""
    return Environment(
        loader=PackageLoader("api"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Words:
    """What templates say and link with, for one reader."""

    def __init__(self, site: Site, reader: Reader) -> None:
        self._site = site
        self._reader = reader

    def say(self, key: str, **values: object) -> str:
        """Return a text of the interface."""
        return self._site.texts.say(self._reader.language, key, **values)

    def label(self, iri: str) -> Label:
        """Return a thing's name for this reader."""
        return self._site.labels.of(iri, self._reader.language)

    def name(self, iri: str) -> Markup:
        """Write a thing's name, tagged where it is in another language than the page."""
        return self.tagged(self.label(iri))

    def tagged(self, label: Label) -> Markup:
        """Write a name with its language, and its direction left to itself."""
        if label.language and label.language != self._reader.language:
            return Markup('<bdi lang="{}">{}</bdi>').format(label.language, label.text)
        return Markup("<bdi>{}</bdi>").format(label.text)

    def thing(self, iri: str) -> Markup:
        """Write a thing's name as a link to its page, or to where it is defined."""
        return Markup('<a href="{}">{}</a>').format(self.address(iri), self.name(iri))

    def address(self, iri: str) -> str:
        """Return the address of a thing's page on this site; others keep their own."""
        try:
            return self._reader.link(f"/page/{code_of(iri)}")
        except InvalidIdentifier:
            own = f"{self._reader.link('/ns')}#{quote(local_name(iri))}"
            return own if iri.startswith(NS) else _safe(iri)

    def state(self, name: str, count: str = "", out_of: str = "") -> Markup:
        """Write a state in words; its shape tells it too, for who does not see its colour."""
        label = self.label(_STATE + name)
        if name == "rejected":
            label = Label(self.say("state.rejected"), self._reader.language)
        numbers = f" ({count}/{out_of})" if count and out_of else ""
        return Markup('<span class="state state-{}">{}{}</span>').format(name, self.tagged(label), numbers)

    def relation(self, predicate: str, direction: str) -> Markup:
        """Write a relation as seen from one of its ends, in words of ours or by its label."""
        name = predicate.replace("/", "#").rpartition("#")[2]
        found = self._site.texts.find(self._reader.language, f"relation.{name}-{direction}")
        if found is not None:
            return Markup("{}").format(found)
        return Markup("{}{}").format("← " if direction == "in" else "", self.name(predicate))


def page(site: Site, reader: Reader, template: str, status: int = 200, **context: object) -> Response:
    """Render a page for a reader."""
    words = Words(site, reader)
    html = site.templates.get_template(template).render(
        say=words.say,
        words=words,
        reader=reader,
        languages=LANGUAGES,
        release=site.dataset.release,
        **context,
    )
    headers: Mapping[str, str] = {"Content-Language": reader.language, "Vary": "Accept, Accept-Language"}
    return Response(html, status, headers, "text/html")


def _safe(iri: str) -> str:
    return iri if iri.startswith(("https://", "http://", "urn:")) else ""
