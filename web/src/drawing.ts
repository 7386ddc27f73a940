/** Things and links between them as a drawing: placed by forces at once, then still; its things are links. */

import {
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";

import { svg } from "./page.ts";

/** A thing to draw: what it is called, what group its colour tells, and where it leads. */
export interface Dot {
  id: string;
  label: string;
  lang?: string;
  group?: string;
  href?: string;
}

export interface Arc {
  from: string;
  to: string;
  label: string;
  state?: string;
}

/** Where a thing stands. */
export interface Place extends SimulationNodeDatum {
  id: string;
  x: number;
  y: number;
}

/** The group of what names a relation, between a thing and those it leads to: read, and not reached. */
export const KNOT = "knot";

const STEPS = 260;
const RADIUS = 7;
const LINE = 18;
const LONGEST = 26;
const LETTER = 6.4;
const ROW = 14;
const MARGIN = 70;

/** Place things by their links; those that have places already begin there, so that little moves. */
export function arranged(
  dots: readonly Dot[],
  arcs: readonly Arc[],
  known: ReadonlyMap<string, Place>,
): Map<string, Place> {
  const places = dots.map((dot, n): Place => {
    const near = known.get(dot.id) ?? neighbour(dot, arcs, known);
    // A spiral, not chance: the same things are drawn the same way each time.
    const angle = n * 2.4;
    const reach = near ? 30 : 18 * Math.sqrt(n);
    return {
      id: dot.id,
      x: (near?.x ?? 0) + reach * Math.cos(angle),
      y: (near?.y ?? 0) + reach * Math.sin(angle),
    };
  });
  const links = arcs.map(({ from, to }) => ({ source: from, target: to }));
  const rooms = dots.map((dot) => roomOf(dot));
  const knots = new Set(dots.filter((dot) => dot.group === KNOT).map((dot) => dot.id));
  forceSimulation(places)
    .force(
      "link",
      forceLink<Place, { source: string; target: string }>(links)
        .id((place) => place.id)
        .distance(({ source, target }) => (knots.has(idOf(source)) || knots.has(idOf(target)) ? 62 : 90)),
    )
    .force("apart", forceManyBody().strength(-320))
    .force("room", () => separate(places, rooms))
    .force("x", forceX(0).strength(0.05))
    .force("y", forceY(0).strength(0.09))
    .stop()
    .tick(STEPS);
  return new Map(places.map((place) => [place.id, place]));
}

/** The lines in which a name stands below its thing: two at most, and broken between words. */
export function linesOf(label: string): string[] {
  if (label.length <= LINE) return [label];
  const space = label.lastIndexOf(" ", LINE);
  const cut = space > 0 ? space : label.indexOf(" ");
  if (cut < 0) return [cutTo(label, LONGEST)];
  return [cutTo(label.slice(0, cut), LONGEST), cutTo(label.slice(cut + 1), LINE)];
}

function cutTo(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** Half the width and half the height that a thing takes with its name. */
function roomOf({ label, group }: Dot): [number, number] {
  const lines = linesOf(label);
  const longest = Math.max(...lines.map((line) => line.length));
  // What names a relation has more room, so that the lines it gathers are seen to leave it.
  const [wide, high] = group === KNOT ? [12, 12] : [5, RADIUS + 5];
  return [Math.max(18, (longest * LETTER) / 2 + wide), (lines.length * ROW) / 2 + high];
}

/** The name of an end of a link: forces put the places themselves there. */
function idOf(end: string | number | Place): string {
  return typeof end === "object" ? end.id : String(end);
}

/** Push things apart whose rooms overlap, along the side where that takes least. */
function separate(places: Place[], rooms: readonly [number, number][]): void {
  places.forEach((a, n) => {
    for (let m = n + 1; m < places.length; m++) {
      const b = places[m] as Place;
      const [[aw, ah], [bw, bh]] = [rooms[n] ?? [0, 0], rooms[m] ?? [0, 0]];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const [over, under] = [aw + bw - Math.abs(dx), ah + bh - Math.abs(dy)];
      if (over <= 0 || under <= 0) continue;
      const [x, y] =
        over < under * 1.5 ? [(Math.sign(dx || 1) * over) / 2, 0] : [0, (Math.sign(dy || 1) * under) / 2];
      [a.x, a.y, b.x, b.y] = [a.x - x / 2, a.y - y / 2, b.x + x / 2, b.y + y / 2];
    }
  });
}

function neighbour(dot: Dot, arcs: readonly Arc[], known: ReadonlyMap<string, Place>): Place | undefined {
  const arc = arcs.find(
    ({ from, to }) => (from === dot.id && known.has(to)) || (to === dot.id && known.has(from)),
  );
  return arc && known.get(arc.from === dot.id ? arc.to : arc.from);
}

/** Return the nearest thing in the direction of an arrow key. */
export function towards(places: ReadonlyMap<string, Place>, from: string, key: string): string | undefined {
  const [dx = 0, dy = 0] =
    { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? ([0, 0] as const);
  const here = places.get(from);
  if (!here || (!dx && !dy)) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const { id, x, y } of places.values()) {
    const along = (x - here.x) * dx + (y - here.y) * dy;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    if (id !== from && along > 0 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = id;
    }
  }
  return best;
}

/** Draw things at their places, one of them reached by Tab and the others by arrow keys. */
export function drawn(
  dots: readonly Dot[],
  arcs: readonly Arc[],
  places: ReadonlyMap<string, Place>,
  label: string,
  describedBy: string,
): SVGSVGElement {
  const at = (id: string): Place => places.get(id) ?? { id, x: 0, y: 0 };
  const lines = arcs.map(({ from, to, label: said, state = "" }) => {
    const [a, b] = [at(from), at(to)];
    return svg("line", { class: `arc ${state}`, x1: a.x, y1: a.y, x2: b.x, y2: b.y }, svg("title", {}, said));
  });
  const things = dots.filter((dot) => dot.group !== KNOT).map((dot, n) => thing(dot, at(dot.id), n === 0));
  const knots = dots.filter((dot) => dot.group === KNOT).map((dot) => named(dot.label, at(dot.id), KNOT));
  const made = svg(
    "svg",
    {
      class: "net",
      viewBox: box(dots.map((dot) => at(dot.id))),
      role: "group",
      "aria-label": label,
      "aria-describedby": describedBy,
    },
    svg("g", { "aria-hidden": "true" }, ...lines, ...knots),
    svg("g", {}, ...things),
  );
  const reached = new Map(things.map((held) => [held.dataset["id"] ?? "", at(held.dataset["id"] ?? "")]));
  made.addEventListener("keydown", (event) => {
    const id = (event.target as Element).closest<SVGElement>(".dot")?.dataset["id"];
    const next = id === undefined ? undefined : towards(reached, id, event.key);
    if (next === undefined) return;
    event.preventDefault();
    focus(made, next);
  });
  return made;
}

/** Draw a thing as a link, or a value, which leads nowhere, as a square. */
function thing(dot: Dot, { x, y }: Place, isFirst: boolean): SVGElement {
  const attributes = { class: `dot ${dot.group ?? ""}`, "data-id": dot.id, tabindex: isFirst ? 0 : -1 };
  const inside = [
    svg("title", { lang: dot.lang || undefined }, dot.label),
    svg("circle", { class: "around", cx: x, cy: y, r: 14 }),
    dot.href
      ? svg("circle", { cx: x, cy: y, r: RADIUS })
      : svg("rect", { x: x - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS }),
    // Its title names it in full; what is shortened is for the eye.
    named(dot.label, { x, y: y + RADIUS + 9 }),
  ];
  return dot.href
    ? svg("a", { href: dot.href, ...attributes }, ...inside)
    : svg("g", { role: "img", "aria-label": dot.label, ...attributes }, ...inside);
}

function named(label: string, { x, y }: { x: number; y: number }, group?: string): SVGTextElement {
  const rows = linesOf(label);
  // What names a relation stands in the middle of its place, what names a thing below it.
  const top = group === KNOT ? y + 4 - ((rows.length - 1) * ROW) / 2 : y + 4;
  const lines = rows.map((line, row) => svg("tspan", { x, dy: row ? ROW : 0 }, line));
  const attributes = { class: group, x, y: top, "text-anchor": "middle", "aria-hidden": "true" };
  return svg("text", attributes, ...lines);
}

/** Move the focus to a thing of a drawing. */
function focus(drawing: SVGSVGElement, id: string): void {
  for (const thing of drawing.querySelectorAll<SVGElement>(".dot")) {
    const isIt = thing.dataset["id"] === id;
    thing.setAttribute("tabindex", isIt ? "0" : "-1");
    if (isIt) thing.focus();
  }
}

function box(places: readonly Place[]): string {
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const [left, top] = [Math.min(...xs, -120) - MARGIN, Math.min(...ys, -80) - MARGIN / 2];
  const width = Math.max(...xs, 120) + MARGIN - left;
  return [left, top, width, Math.max(...ys, 80) + MARGIN - top].map(Math.round).join(" ");
}
