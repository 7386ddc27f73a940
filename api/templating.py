"""Pages from templates: autoescaped, and strict about what is missing."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from fastapi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from api import links
from api.bundle import Bundle
from api.compiled import Compiled
from api.holes import HOLES, Holed
from api.reader import Reader
from api.saying import Words
from api.site import Site
from api.unbroken import unbroken
from sparql.words import LANGUAGES

_MENU = "question analysis kind explorer documents sparql draft review release about".split()
#: Pages that lie within another place of the menu.
_WITHIN = {
    **dict.fromkeys(("releases", "downloads", "catalog"), "release"),
    **dict.fromkeys(("dossier", "report"), "analysis"),
    "document": "documents",
    "ns": "about",
}

#: Characters of a text that comes again and again: a word of the interface, a name.
_SHORT = 100


class Swift(Template):
    """A template that does not escape anew what it escaped before, and asks no markup whether it is one."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - its name where it is inherited
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make a template of its compiled code."""
        made = super().from_code(environment, code, globals, uptodate)
        # What the code calls by this name it only joins to the page.
        made.root_render_func.__globals__["escape"] = escaped
        return made


def escaped(value: object) -> str:
    """Escape what is no markup, as ``markupsafe.escape`` does."""
    if type(value) is Markup:
        return value
    if type(value) is str and len(value) < _SHORT:
        return _escaped(value)
    return str(value) if type(value) is int else escape(value)


_escaped = lru_cache(4096)(escape)


class Direct(Context):
    """Calls what templates call, without asking what it wants besides: only macros want something."""

    def call(
        self,
        called: Any,  # noqa: ANN401 - as templates have it
        *given: Any,  # noqa: ANN401
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Call a function or a macro."""
        return called(self.eval_ctx, *given, **named) if type(called) is Macro else called(*given, **named)


def environment() -> Environment:
    """Return the templates of the site."""
    made = Environment(
        loader=PackageLoader("api"),
        auto_reload=False,
        bytecode_cache=Compiled(Path(__file__)),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = Direct
    made.template_class = Swift
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
    return Response(unbroken(html), status, headers, "text/html")


def _frame(site: Site, reader: Reader, words: Words) -> Holed:
    """Return what stands around a page, made once for readers of its language at its place in the menu."""
    place, _, further = reader.path.removeprefix("/").partition("/")
    at = (_WITHIN.get(place, place if place in _MENU else ""), place in _MENU and not further)
    found = words.frames.get(at)
    if found is None:
        whole: Any = site.templates.get_template("frame.html").module.whole  # type: ignore[attr-defined]
        places = [place for place in _MENU if place != "review" or site.has_workspace]
        release = site.dataset.release
        made = whole(*HOLES[:4], places, *at, release, LANGUAGES, words.say, reader)
        found = words.frames[at] = Holed(made)
    return found
