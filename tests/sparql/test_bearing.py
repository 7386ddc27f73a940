"""Two things are told together by the links between them and by what both have."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.identifiers import ID, NS
from graph.terms import DCT
from sparql.bearing import between, parts, shared
from sparql.description import Description, Link, Mention, Relation, Statement

TARGETS = NS + "targets"


def link(code: str, version: str = "v1", status: str = "accepted") -> Link:
    mention = Mention(ID + version, "", 1, 2, "sanat")
    return Link(NamedNode(ID + code), {"a": Statement("a", status, "affirmed", "A", [mention])})


def thing(code: str, *relations: Relation) -> Description:
    return Description(ID + code, (), {}, relations, (), (), {}, {})


def targeting(code: str, *links: Link) -> Description:
    return thing(code, Relation(TARGETS, "out", links))


def test_a_link_between_two_is_found_from_either_end() -> None:
    one = targeting("t1", link("k1"), link("k2"))
    other = thing("k1", Relation(TARGETS, "in", (link("t1"),)))
    assert [(way.who, way.direction) for way in between(one, other.iri)] == [(ID + "t1", "out")]
    assert [(way.who, way.direction) for way in between(other, one.iri)] == [(ID + "k1", "in")]


def test_of_a_document_it_is_what_it_says_of_the_thing() -> None:
    one = targeting("t1", link("k1", "v1"), link("k2", "v2"))
    (way,) = between(one, ID + "v2")
    assert way.link.other == NamedNode(ID + "k2")


def test_what_both_have_is_told_with_the_links_of_each_and_of_their_parts() -> None:
    one = [targeting("t1", link("k1"), link("k3")), targeting("t1a", link("k2"))]
    other = [targeting("t2", link("k2"), link("k4"))]
    (held,) = shared(one, other)
    assert held.thing == ID + "k2"
    assert [way.who for way in held.one] == [ID + "t1a"]
    assert [way.who for way in held.other] == [ID + "t2"]


def test_what_was_turned_down_and_what_stands_over_both_is_not_shared() -> None:
    one = [targeting("t1", link("k1", status="rejected"))]
    other = [targeting("t2", link("k1"))]
    assert shared(one, other) == ()
    over = Relation(DCT + "isPartOf", "out", (link("whole"),))
    assert shared([thing("t1", over)], [thing("t2", over)]) == ()


def test_a_part_is_told_once_though_it_is_stated_from_both_ends() -> None:
    down, up = Relation(DCT + "hasPart", "out", (link("a"),)), Relation(DCT + "isPartOf", "in", (link("a"),))
    turned_down = Relation(NS + "funds", "out", (link("b", status="rejected"),))
    assert parts(thing("t1", down, up, turned_down)) == (ID + "a",)
