"""Every page of the site: one address each, over the repository's dataset."""

from __future__ import annotations

from urllib.parse import urlencode

_THEMES = "SELECT * { ?theme a kyt:Theme ; rdfs:label ?name }"

#: What a page is called here, and where it is.
PLACES = {
    "home": "/",
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
    "why": "/why/k2802/k1149",
    "problem": "/page/nothing-here",
}
