import assert from "node:assert/strict";
import { test } from "node:test";

import { wrongOf } from "../src/check.ts";
import { arranged, linesOf, towards, type Place } from "../src/drawing.ts";
import { placed } from "../src/editor.ts";
import { bars, netOfTable, netOfTriples, numeric, type Table } from "../src/results.ts";
import { declaration, variablesOf } from "../src/terms.ts";

const uri = (name: string) => ({ type: "uri", value: `https://w3id.org/kytkos/id/${name}` });
const count = (value: string) => ({
  type: "literal",
  value,
  datatype: "http://www.w3.org/2001/XMLSchema#integer",
});
const TABLE: Table = {
  head: { vars: ["theme", "group", "count"] },
  results: {
    bindings: [
      { theme: uri("k1"), group: uri("k2"), count: count("3") },
      { theme: uri("k1"), group: uri("k3"), count: count("-1") },
      { theme: uri("k4") },
    ],
  },
};

test("an error's place is the word that stands there, whatever letters stand before", () => {
  const text = "SELECT *\n{ ?𝒙 x:y ?o }";
  const { from, to } = placed(text, 2, 6);
  assert.equal(text.slice(from, to), "x:y");
});

test("an error at the end of the text marks its last character", () => {
  const { from, to } = placed("SELECT *", 1, 9);
  assert.deepEqual([from, to], [7, 8]);
  assert.deepEqual(placed("", 1, 1), { from: 0, to: 0 });
});

test("only a query that cannot be read is wrong", () => {
  assert.equal(wrongOf(503, { detail: "out of time" }), undefined);
  assert.deepEqual(wrongOf(400, { line: 2, column: 3, detail: "line 2, column 3: expected OPTIONAL" }), {
    line: 2,
    column: 3,
    reason: "expected OPTIONAL",
  });
});

test("a prefix is declared once, and only if it is known", () => {
  const known = { kyt: "https://w3id.org/kytkos/ns#" };
  assert.equal(declaration("ASK {}", "kyt:Theme", known), "PREFIX kyt: <https://w3id.org/kytkos/ns#>\n");
  assert.equal(declaration("prefix kyt: <u:>\nASK {}", "kyt:Theme", known), "");
  assert.equal(declaration("ASK {}", "x:Theme", known), "");
});

test("the variables of a query complete, without the one being written", () => {
  const found = variablesOf("SELECT ?theme { ?theme a ?kind . ?th", "?th").map((held) => held.label);
  assert.deepEqual(found, ["?kind", "?theme"]);
});

test("columns of numbers are found, and drawn as bars where a row has one", () => {
  assert.deepEqual(numeric(TABLE), ["count"]);
  assert.deepEqual(bars(TABLE, "count", "group", 10), [
    { name: "k2", value: 3 },
    { name: "k3", value: -1 },
  ]);
});

test("a table is drawn by the things of its rows, and says how many were left out", () => {
  const whole = netOfTable(TABLE, 10);
  assert.deepEqual(
    whole.arcs.map(({ from, to }) => [from.slice(-2), to.slice(-2)]),
    [
      ["k1", "k2"],
      ["k1", "k3"],
    ],
  );
  const cut = netOfTable(TABLE, 2);
  assert.equal(cut.dots.length, 2);
  assert.equal(cut.left, 1);
});

test("triples between things are drawn, those with texts are not", () => {
  const net = netOfTriples('<u:a> <u:p#knows> <u:b> .\n<u:a> <u:p#name> "x" .\n', 10);
  assert.deepEqual(net.arcs, [{ from: "u:a", to: "u:b", label: "knows" }]);
});

test("the same things are placed in the same way each time, and apart", () => {
  const dots = ["a", "b", "c", "d"].map((id) => ({ id, label: id }));
  const arcs = [{ from: "a", to: "b", label: "" }];
  const [first, again] = [arranged(dots, arcs, new Map()), arranged(dots, arcs, new Map())];
  assert.deepEqual(
    [...first.values()].map(({ x, y }) => [x, y]),
    [...again.values()].map(({ x, y }) => [x, y]),
  );
  const [a, b] = [first.get("a") as Place, first.get("c") as Place];
  assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 20);
});

test("an arrow key leads to the nearest thing on that side", () => {
  const places = new Map([
    ["a", { id: "a", x: 0, y: 0 }],
    ["b", { id: "b", x: 50, y: 5 }],
    ["c", { id: "c", x: 200, y: 0 }],
  ]);
  assert.equal(towards(places, "a", "ArrowRight"), "b");
  assert.equal(towards(places, "a", "ArrowLeft"), undefined);
  assert.equal(towards(places, "a", "Enter"), undefined);
});

test("a name stands in two lines, broken between words and shortened at the end", () => {
  assert.deepEqual(linesOf("nuoret"), ["nuoret"]);
  assert.deepEqual(linesOf("syrjäytymisvaarassa olevat"), ["syrjäytymisvaarassa", "olevat"]);
  assert.deepEqual(linesOf("heikossa työmarkkina-asemassa olevat"), ["heikossa", "työmarkkina-asema…"]);
  assert.equal(linesOf("x".repeat(40))[0]?.length, 26);
});
