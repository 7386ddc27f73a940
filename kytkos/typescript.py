"""The JSON API's answers as TypeScript types, for the scripts of the pages: from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from api.v1.openapi import document

Schema = Mapping[str, Any]

_HEAD = """// The JSON API's answers, from its OpenAPI document. Written by `python -m kytkos.reference`;
// edit the models in `api/v1/`, not this file.
"""
_SCALARS = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def types() -> str:
    """Return every model of the OpenAPI document as an interface, in the order of their names."""
    schemas: Mapping[str, Schema] = document()["components"]["schemas"]
    return "\n".join([_HEAD, *(_declared(name, schemas[name]) for name in sorted(schemas))])


def _declared(name: str, schema: Schema) -> str:
    if "properties" not in schema:
        return f"export type {_named(name)} = {_type(schema)};\n"
    return f"export interface {_named(name)} {{\n{''.join(_members(schema))}}}\n"


def _members(schema: Schema) -> Iterator[str]:
    # What the API answers with is whole: a default is for who makes a value, not for who reads it.
    optional = set() if schema.get("additionalProperties") is False else {*schema["properties"]}
    optional -= {*schema.get("required", ())}
    for name, held in schema["properties"].items():
        yield f"  {json.dumps(name)}{'?' if name in optional else ''}: {_type(held)};\n"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return _named(str(schema["$ref"]).rpartition("/")[2])
    if "const" in schema or "enum" in schema:
        return _joined(json.dumps(value) for value in schema.get("enum", (schema.get("const"),)))
    if "anyOf" in schema or "oneOf" in schema:
        return _joined(map(_type, schema.get("anyOf") or schema["oneOf"]))
    kind = schema.get("type")
    if kind == "array":
        return f"Array<{_type(schema.get('items', {}))}>"
    if kind == "object":
        held = schema.get("additionalProperties")
        return f"Record<string, {_type(held) if isinstance(held, Mapping) else 'unknown'}>"
    return _SCALARS.get(str(kind), "unknown")


def _joined(members: Iterator[str] | map[str]) -> str:
    return " | ".join(dict.fromkeys(members))


def _named(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)
