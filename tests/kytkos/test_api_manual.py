"""The page of the JSON API names every address, parameter and type of the OpenAPI document."""

from __future__ import annotations

import re

from api.v1.openapi import document
from kytkos.api_manual import page


def test_every_address_parameter_and_type_is_on_the_page() -> None:
    text, held = page(), document()
    for path, methods in held["paths"].items():
        for method, operation in methods.items():
            if not operation["operationId"].startswith(("question_", "analysis_")):
                part = text.split(f"\n### {method.upper()} {path}\n")[1].split("\n### ")[0]
                named = re.findall(r"(?m)^\| `([^`]+)`", part)
                assert named == [parameter["name"] for parameter in operation.get("parameters", ())]
                assert all(status in part for status in operation["responses"])
    assert set(re.findall(r"(?m)^### (\w+)$", text)) == held["components"]["schemas"].keys()


def test_every_link_to_a_type_leads_to_one() -> None:
    text = page()
    heads = {name.lower() for name in re.findall(r"(?m)^### (\w+)$", text)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= heads
