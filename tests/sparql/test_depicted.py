"""The values of every kind of picture are given with names, for who draws it in another way."""

from __future__ import annotations

from graph.analysis.picture import Bar, Bars, Flow, Matrix, Spot, Web
from graph.identifiers import ID
from sparql.depicted import depicted
from sparql.labels import Label


def named(key: str) -> Label:
    return Label(f"name of {key}", "en")


def test_a_matrix_names_its_sides_and_places_its_spots() -> None:
    held = Matrix((f"{ID}a",), (f"{ID}b", f"{ID}c"), {(f"{ID}a", f"{ID}c"): Spot("weak", 2)})
    told = depicted(held, named)
    assert told["rows"] == [{"code": "a", "label": f"name of {ID}a", "lang": "en"}]
    assert told["spots"] == [{"row": 0, "column": 1, "state": "weak", "amount": 2}]


def test_bars_have_their_unit_and_parts() -> None:
    told = depicted(Bars((Bar("one", (("part", 1.5),)),), "euros"), named)
    assert told["unit"] == {"code": "euros", "label": "name of euros", "lang": "en"}
    assert told["bars"] == [
        {
            "of": {"code": "one", "label": "name of one", "lang": "en"},
            "parts": [{"of": {"code": "part", "label": "name of part", "lang": "en"}, "amount": 1.5}],
        }
    ]


def test_links_of_flows_and_webs_are_between_codes() -> None:
    flow = depicted(Flow(((f"{ID}a",), (f"{ID}b",)), ((f"{ID}a", f"{ID}b", 3, "direct"),)), named)
    assert flow["links"] == [{"source": "a", "target": "b", "amount": 3, "state": "direct"}]
    web = depicted(Web(((f"{ID}a", 1.0, 0), (f"{ID}b", 2.0, 1)), ((f"{ID}a", f"{ID}b", 0.5),)), named)
    assert web["links"] == [{"source": "a", "target": "b", "weight": 0.5}]
    assert (web["type"], flow["type"]) == ("web", "flow")
