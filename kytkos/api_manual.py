"""The reference page of the JSON API, from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.v1.openapi import document

Json = dict[str, Any]


def page() -> str:
    """Return every address with its parameters and problems, and every type of an answer."""
    held = document()
    lines = ["# JSON API", "", "Written by `python -m kytkos.reference`; edit `api/v1/`, not this page.", ""]
    lines += [" ".join(held["info"]["description"].split()), "", "## Addresses"]
    for path, methods in held["paths"].items():
        for method, operation in methods.items():
            if not operation["operationId"].startswith(("question_", "analysis_")):
                lines += _operation(path, method, operation)
    lines += [
        "",
        "Each question of [the catalogue](questions.md) is an address below `/api/v1/questions/` too, and "
        "each [analysis](analyses.md) below `/api/v1/analyses/`.",
    ]
    lines += ["", "## Types"]
    for name, schema in sorted(held["components"]["schemas"].items()):
        lines += _type(name, schema)
    return "\n".join([*lines, ""])


def _operation(path: str, method: str, held: Json) -> Iterator[str]:
    yield from ("", f"### {method.upper()} {path}", "", " ".join(held["description"].split()))
    if parameters := held.get("parameters"):
        yield from ("", "| Parameter | Takes | Meaning |", "| --- | --- | --- |")
        yield from (_parameter(parameter) for parameter in parameters)
    answers = ", ".join(_answer(status, said) for status, said in held["responses"].items())
    yield from ("", f"Answers: {answers}.")


def _parameter(held: Json) -> str:
    wanted = " (needed)" if held["required"] else ""
    return f"| `{held['name']}`{wanted} | {_takes(held['schema'])} | {held.get('description', '')} |"


def _answer(status: str, held: Json) -> str:
    schema = held.get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    return f"{status} [{name}](#{name.lower()})" if name else status


def _type(name: str, schema: Json) -> Iterator[str]:
    yield from ("", f"### {name}", "", " ".join(schema.get("description", "").split()), "")
    yield from ("| Member | Type | Meaning |", "| --- | --- | --- |")
    for member, held in schema.get("properties", {}).items():
        yield f"| `{member}` | {_takes(held)} | {held.get('description', '')} |"


def _takes(schema: Json) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_takes(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_takes(schema['items'])}"
    bounds = [f"{word} {schema[key]}" for key, word in _BOUNDS.items() if key in schema]
    return " ".join([schema.get("type", "anything"), *bounds])


_BOUNDS = {"minimum": "from", "maximum": "to", "maxLength": "of at most"}
