"""Every page of the site: one address each, over the repository's dataset."""

from __future__ import annotations

from urllib.parse import urlencode

from graph.analysis.listing import analyses

_THEMES = (
    "PREFIX kyt: <https://w3id.org/kytkos/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT * { ?theme a kyt:Theme ; skos:prefLabel ?name }"
)

#: What a page is called here, and where it is.
PLACES = {
    "home": "/",
    "map": "/?at=k2801",
    "explorer": "/explorer",
    "explored": "/explorer?at=k2801",
    "kinds": "/kind",
    "kind": "/kind/TargetGroup",
    "documents": "/documents",
    "search": "/search?q=nuoret",
    "search-nothing": "/search?q=qqqqqqqq",
    "release": "/release",
    "releases": "/releases",
    "downloads": "/downloads",
    "catalogue": "/catalog",
    "about": "/about",
    "ontology": "/ns",
    "questions": "/question",
    "question": "/question/groups-without-earlier-project",
    "question-asking": "/question/groups-of-theme",
    "sparql": "/sparql",
    "sparql-answer": "/sparql?" + urlencode({"query": _THEMES}),
    "group": "/page/k1149",
    "theme": "/page/k2802",
    "project": "/page/S20739",
    "recommendation": "/page/k2001",
    "document": "/page/vqfesgbfrcp",
    "document-in-place": "/document/vqfesgbfrcp",
    "why": "/why/k2802/k1149",
    "said": "/said/k2803",
    "said-together": "/said/k2801/k2802",
    "assertion": "/page/ack2j4mp63e",
    "document-text": "/document/vqfesgbfrcp",
    "draft": "/draft",
    "sign-in": "/review/sign-in",
    "analyses": "/analysis",
    "coverage": "/analysis/coverage",
    "gaps": "/analysis/gaps",
    "continuity": "/analysis/continuity",
    "whynot": "/analysis/whynot?coverer=k2802&covered=k1149",
    "dossier": "/dossier/k2802",
    "report": "/report",
    "problem": "/page/nothing-here",
    "wrong-choice": "/question/groups-of-theme?theme=nothing",
    "wrong-query": "/sparql?query=SELECT",
}
#: Pages made as another of these is, of which that other is enough for the quick tests.
ALIKE = frozenset(
    {
        *("map", "explored", "kinds", "search-nothing", "releases", "question", "recommendation"),
        *("project", "assertion", "document-in-place", "said-together", "gaps", "continuity", "wrong-choice"),
    }
)
#: Those that say that something is wrong.
PROBLEMS = frozenset({"problem", "wrong-choice", "wrong-query"})
#: Pages made as others here are, which only the long matrix reads.
SELDOM = {
    f"analysis-{name}": f"/analysis/{name}"
    for name in (held.declared.name for held in analyses())
    if name not in PLACES
}
