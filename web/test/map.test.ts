import assert from "node:assert/strict";
import { test } from "node:test";

import type { Map as Mapped, Thing } from "../src/api.ts";
import { arranged, beside, broken, shortened } from "../src/map.ts";

const thing = (code: string): Thing => ({ code, iri: `https://example.org/${code}`, label: code, lang: "" });
const relation = thing("kyt:targets");
const MAP: Mapped = {
  release: "r1",
  scope: [],
  at: null,
  strata: [
    { name: "themes", things: [thing("t1"), thing("t2")], hidden: 0 },
    { name: "groups", things: [thing("g1"), thing("g2")], hidden: 3 },
    { name: "projects", things: [thing("p1")], hidden: 0 },
  ],
  ties: [
    { from: "t1", to: "g1", relation },
    { from: "t2", to: "g2", relation },
    { from: "t1", to: "p1", relation },
  ],
};

test("things stand in the columns of their layers, also where links pass a layer or lead nowhere", () => {
  const { nodes } = arranged(MAP, 900, 300);
  const columns = new Map(nodes.map((node) => [node.thing.code, node.x0]));
  assert.equal(columns.get("t1"), columns.get("t2"));
  assert.equal(columns.get("g1"), columns.get("g2"));
  assert.ok((columns.get("t1") ?? 0) < (columns.get("g1") ?? 0));
  assert.ok((columns.get("g1") ?? 0) < (columns.get("p1") ?? 0));
});

test("arrow keys lead along a column and to the next one, and stop at the ends", () => {
  const { nodes } = arranged(MAP, 900, 300);
  const first = nodes.find((node) => node.thing.code === "t1");
  assert.ok(first);
  assert.equal(beside(nodes, first, "ArrowLeft"), undefined);
  assert.equal(beside(nodes, first, "ArrowRight")?.column, 1);
  const column = nodes.filter((node) => node.column === 0).sort((a, b) => (a.y0 ?? 0) - (b.y0 ?? 0));
  assert.equal(beside(nodes, column[0] as (typeof nodes)[0], "ArrowDown"), column[1]);
  assert.equal(beside(nodes, column[0] as (typeof nodes)[0], "ArrowUp"), undefined);
  assert.equal(beside(nodes, first, "x"), undefined);
});

test("a long name is shortened to its room, a short one is not", () => {
  assert.equal(shortened("nuoret", 200), "nuoret");
  const cut = shortened("vaikeasti työllistyvät ja muut heikossa asemassa olevat", 120);
  assert.ok(cut.endsWith("…") && cut.length < 20);
});

test("a heading wider than its room is two lines, and no line is wider", () => {
  assert.deepEqual(broken("Themes", 100), ["Themes"]);
  assert.deepEqual(broken("Strategies and recommendations", 160), ["Strategies and", "recommendations"]);
  assert.deepEqual(broken("Suosituksetjastrategiat", 80), ["Suosituks…"]);
});
