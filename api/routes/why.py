"""Why a cell of coverage is in its state, as a page with its evidence and as JSON."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.quotes import Quote
from api.reader import ByReader, Reader
from api.routes.documents import quotable
from api.site import Here, Site
from api.templating import page
from graph.analysis.account import Account, account
from graph.analysis.explanation import Evidence
from graph.identifiers import NS, resource
from sparql.negotiation import choose
from sparql.reasons import Reasons
from sparql.scope import sentences

router = APIRouter()

_JSON = "application/json"


@router.get("/why/{coverer}/{covered}.json")
def written(coverer: str, covered: str, here: Here, reader: ByReader) -> Response:
    """Say why as JSON."""
    held = account(here.held, resource(coverer), resource(covered))
    reasons = Reasons(here.dataset, here.labels, reader.language)
    headers = {"Content-Language": reader.language, "Vary": "Accept, Accept-Language"}
    return Response(reasons.as_json(held, here.scope), headers=headers, media_type=_JSON)


@router.get("/why/{coverer}/{covered}")
def why(coverer: str, covered: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Say why a coverer covers a group or an instrument, or why not, as a page or as JSON."""
    if choose(request.headers.get("accept"), ("text/html", _JSON)) == _JSON:
        return written(coverer, covered, here, reader)
    return here.kept.get(("why", coverer, covered, reader), lambda: _page(coverer, covered, here, reader))


def _page(coverer: str, covered: str, here: Site, reader: Reader) -> Response:
    held = account(here.held, resource(coverer), resource(covered))
    reasons = Reasons(here.dataset, here.labels, reader.language)
    return page(
        here,
        reader,
        "why.html",
        held=held,
        reasons=reasons,
        title=reasons.question(held),
        scope=sentences(here.scope, here.labels, reader.language),
        meaning=here.labels.definition(f"{NS}state-{held.cell.state}", reader.language),
        quotes=_quotes(here, held),
        path=reader.kept(f"/why/{coverer}/{covered}"),
    )


def _quotes(here: Site, held: Account) -> dict[Evidence, Quote | None]:
    """Look up the words of every piece of evidence in the documents at hand."""
    return {
        e: here.quotes.find(quotable(here, e.version), e.start, e.end, e.quote)
        for step in held.explanation.steps
        for e in step.evidence
    }
