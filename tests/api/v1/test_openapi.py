"""A fuzzer that reads the OpenAPI document finds no failure of the server and no undeclared answer."""

from __future__ import annotations

from typing import Any, Protocol

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.v1.openapi import document
from graph.analysis.listing import analyses
from sparql.answers import catalogue

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(document())
#: Its reader is a process that outlives a request; tests/api/test_draft.py sends it what cannot be read.
WITHOUT = {"/api/v1/draft"}
OPERATIONS = [
    (path, method)
    for path, methods in document()["paths"].items()
    for method in methods
    if path not in WITHOUT and not path.startswith(("/api/v1/questions/", "/api/v1/analyses/"))
]
QUESTIONS = [(path, "get") for path in document()["paths"] if path.startswith("/api/v1/questions/")]
ANALYSES = [(path, "get") for path in document()["paths"] if path.startswith("/api/v1/analyses/")]
MODES = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow]


class Client(Protocol):
    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response: ...
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


def fuzz(client: Client, path: str, method: str, examples: int) -> None:
    """Send what is as declared, and what is not, and check each answer."""
    operation = SCHEMA[path][method.upper()]

    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET, database=None)
    @given(data=st.data(), mode=MODES)
    def send(data: st.DataObject, mode: GenerationMode) -> None:
        case = data.draw(operation.as_strategy(mode))
        sent = case.as_transport_kwargs(base_url="http://test")
        sent.pop("cookies", None)
        headers = {name: str(held).encode() for name, held in dict(sent.pop("headers")).items()}
        url = sent.pop("url")
        body = sent.pop("data", None)
        more = {"content": body} if isinstance(body, str | bytes) else {}
        answer = client.request(sent.pop("method"), url, headers=headers, **more, **sent)
        case.validate_response(answer, checks=CHECKS)

    send()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_address_fails_or_answers_what_is_not_declared(client: Client, path: str, method: str) -> None:
    fuzz(client, path, method, 10)


@pytest.mark.parametrize(("path", "method"), QUESTIONS[:4])
def test_no_question_fails_or_answers_what_is_not_declared(client: Client, path: str, method: str) -> None:
    fuzz(client, path, method, 5)


@pytest.mark.parametrize(("path", "method"), ANALYSES)
def test_no_analysis_fails_or_answers_what_is_not_declared(client: Client, path: str, method: str) -> None:
    fuzz(client, path, method, 5)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "method"), [*OPERATIONS, *QUESTIONS, *ANALYSES])
def test_nothing_fails_however_long_it_is_tried(client: Client, path: str, method: str) -> None:
    fuzz(client, path, method, 60)


def test_the_document_is_served_and_names_every_question_and_analysis(client: Client) -> None:
    served = client.get("/api/v1/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    assert {f"/api/v1/questions/{held.name}" for held in catalogue()} <= served["paths"].keys()
    assert {f"/api/v1/analyses/{held.declared.name}" for held in analyses()} <= served["paths"].keys()


def test_every_operation_declares_its_problems_and_refers_to_what_there_is() -> None:
    text = str(document())
    assert "HTTPValidationError" not in text
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            declared = operation["responses"]
            assert "400" in declared, (path, method)
            for status, said in declared.items():
                assert status < "400" or "application/problem+json" in said["content"]
