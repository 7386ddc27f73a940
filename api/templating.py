"""Pages from templates: autoescaped, and strict about what is missing."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from jinja2.runtime import Context, Macro

from api import links
from api.bundle import Bundle
from api.reader import Reader
from api.saying import Frame, Words
from api.site import Site
from sparql.words import LANGUAGES

_MENU = "question analysis kind explorer documents sparql draft review release about".split()


class Direct(Context):
    """Calls what templates call, without asking what it wants besides: only macros want something."""

    def call(self, called: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as templates have it
        """Call a function or a macro."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(self.eval_ctx, *given, **named) if type(called) is Macro else called(*given, **named)


def environment() -> Environment:
    """Return the templates of the site."""
    made = Environment(
        loader=PackageLoader("api"),
        auto_reload=False,
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = Direct
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
        frame=_frame(site, reader, words),
        has_workspace=site.has_workspace,
        **context,
    )
    headers = {
        "Content-Language": reader.language,
        "Vary": "Accept, Accept-Language",
        "Link": links.catalogue(reader),
    }
    return Response(html, status, headers, "text/html")


def _frame(site: Site, reader: Reader, words: Words) -> Frame:
    """Return what stands around a page, made once for readers of its language at its place in the menu."""
    place, _, further = reader.path.removeprefix("/").partition("/")
    at = (place if place in _MENU else "", not further)
    found = words.frames.get(at)
    if found is None:
        frame: Any = site.templates.get_template("frame.html").module
        places = [place for place in _MENU if place != "review" or site.has_workspace]
        menu = frame.menu(places, *at, words.say, reader)
        found = words.frames[at] = Frame(menu, frame.foot(site.dataset.release, words.say, reader))
    return found
