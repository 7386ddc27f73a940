"""The addresses of the site, in the order in which they are tried; the endpoint stands before them all."""

from __future__ import annotations

from api.routes import (
    analyses,
    catalogue,
    documents,
    dossiers,
    downloads,
    draft,
    draft_page,
    explorer,
    graph_store,
    lost_pages,
    neighbourhood,
    older,
    pages,
    publishing,
    questions,
    register_pages,
    releases,
    resources,
    review,
    review_pages,
    said,
    session,
    vocabulary,
    why,
    workspace,
)

ROUTERS = tuple(
    held.router
    for held in (
        pages,
        explorer,
        questions,
        analyses,
        dossiers,
        resources,
        neighbourhood,
        vocabulary,
        catalogue,
        why,
        said,
        older,
        graph_store,
        workspace,
        review,
        session,
        register_pages,
        lost_pages,
        review_pages,
        publishing,
        documents,
        draft,
        draft_page,
        downloads,
        releases,
    )
)
