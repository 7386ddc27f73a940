import assert from "node:assert/strict";
import { test } from "node:test";

import type { Neighbour, Neighbourhood, Thing } from "../src/api.ts";
import { Explored, Openings, type Opening } from "../src/explored.ts";

const thing = (code: string): Thing => ({ code, iri: `https://w3id.org/kytkos/id/${code}`, label: code, lang: "" });
const targets = thing("kyt:targets");

function neighbour(code: string, state = "direct"): Neighbour {
  const link = {
    thing: thing(code),
    value: null,
    state,
    role: null,
    rung: null,
    origins: [],
    statements: [],
  };
  return { relation: targets, direction: "out", link };
}

function graph(links: Record<string, Neighbour[]>) {
  return {
    ask: async <T>(path: string): Promise<T> => {
      const code = path.split("/")[4] ?? "";
      const held = links[code] ?? [];
      const relations = held.length
        ? [{ relation: targets, direction: "out", count: held.length, states: {} }]
        : [];
      const answer = {
        release: "r",
        scope: [],
        total: held.length,
        next: null,
        of: thing(code),
        relations,
        links: held,
      };
      return answer as unknown as Neighbourhood as T;
    },
  };
}

const opening = (code: string): Opening => ({ code, relation: "kyt:targets", direction: "out" });
const codes = (held: Explored): string[] => held.things().map(({ code }) => code);

test("opening a relation shows its things, closing it takes those that hang on it along", async () => {
  const held = new Explored(thing("a"), graph({ a: [neighbour("b")], b: [neighbour("c")] }));
  await held.open(opening("a"));
  await held.open(opening("b"));
  assert.deepEqual(codes(held), ["a", "b", "c"]);
  held.close(opening("a"));
  assert.deepEqual(codes(held), ["a"]);
  assert.deepEqual(held.openings, []);
});

test("what editors turned down is not shown", async () => {
  const held = new Explored(thing("a"), graph({ a: [neighbour("b", "rejected"), neighbour("c")] }));
  assert.equal(await held.open(opening("a")), true);
  assert.deepEqual(codes(held), ["a", "c"]);
});

test("no more things are shown than can be told apart, and that is said", async () => {
  const many = Array.from({ length: 200 }, (_, n) => neighbour(`g${n}`));
  const held = new Explored(thing("a"), graph({ a: many }));
  assert.equal(await held.open(opening("a")), false);
  assert.equal(codes(held).length, Explored.most);
});

test("a first look opens no more than it has room for", async () => {
  const many = Array.from({ length: 60 }, (_, n) => neighbour(`g${n}`));
  const held = new Explored(thing("a"), graph({ a: many }));
  await held.begin();
  assert.deepEqual(codes(held), ["a"]);
});

test("a term and an address elsewhere have no links to ask for", async () => {
  const term = neighbour("kyt:missing");
  if (term.link.thing) term.link.thing.iri = "https://w3id.org/kytkos/ns#missing";
  const held = new Explored(thing("a"), graph({ a: [term], "kyt:missing": [neighbour("b")] }));
  await held.begin();
  assert.equal(held.isExplored("kyt:missing"), false);
  assert.deepEqual(await held.tallies("kyt:missing"), []);
});

test("a value is drawn as one, and has no links of its own to ask for", async () => {
  const value = { ...neighbour("b"), link: { ...neighbour("b").link, thing: null, value: { value: "2021", lang: null, datatype: null } } };
  const held = new Explored(thing("a"), graph({ a: [value] }));
  await held.begin();
  const { dots } = held.drawing(
    () => "/",
    () => "targets",
  );
  const drawn = dots.find((dot) => dot.label === "2021");
  assert.equal(drawn?.group, "value");
  assert.equal(drawn?.href, undefined);
  assert.deepEqual(await held.tallies(drawn?.id ?? ""), []);
  assert.deepEqual(await held.facts(drawn?.id ?? ""), []);
});

test("each relation that is open is named between its thing and those it leads to", async () => {
  const held = new Explored(thing("a"), graph({ a: [neighbour("b"), neighbour("c", "proposed")] }));
  await held.begin();
  const { dots, arcs } = held.drawing(
    () => "/",
    (relation, direction) => `${relation.label} ${direction}`,
  );
  const knots = dots.filter((dot) => dot.group === "knot");
  assert.deepEqual(
    knots.map((dot) => dot.label),
    ["kyt:targets out"],
  );
  assert.deepEqual(
    arcs.map(({ from, to, state }) => [from === knots[0]?.id, to === knots[0]?.id, state]),
    [
      [false, true, "by"],
      [true, false, "direct"],
      [true, false, "proposed"],
    ],
  );
  assert.deepEqual(held.drawnStates, ["direct", "proposed"]);
});

test("an address holds what is open, and what is not as it should be is nothing", () => {
  const written = Openings.written(opening("k1"));
  assert.deepEqual(Openings.of(new URLSearchParams({ open: written })), [opening("k1")]);
  assert.deepEqual(Openings.of(new URLSearchParams({ open: "k1~kyt:targets~sideways" })), []);
});
