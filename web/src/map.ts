/** The layered map as a drawing: the things of each layer in a column, and each link as a line. */

import { sankey, sankeyLinkHorizontal, type SankeyLink, type SankeyNode } from "d3-sankey";

import type { Map as Mapped, Thing } from "./api.ts";
import { html, Site, svg, unanswered, Words } from "./page.ts";

interface Held {
  thing: Thing;
  column: number;
  stratum: string;
}

interface Line {
  relation: string;
}

type Node = SankeyNode<Held, Line>;
type Link = SankeyLink<Held, Line>;

const NARROWEST = 620;
const ROW = 30;
const HEAD = 44;
const BAR = 10;

/** Draw the map of the page where there is room for one; the lists below say the same. */
export async function drawMaps(): Promise<void> {
  for (const island of document.querySelectorAll<HTMLElement>("[data-island=map]")) {
    const site = Site.of(island);
    await draw(island, site, Words.of(island));
  }
}

async function draw(island: HTMLElement, site: Site, words: Words): Promise<void> {
  const at = island.dataset["at"] ?? "";
  try {
    const held = await site.ask<Mapped>("/api/v1/map", at ? { at } : {});
    const drawing = new Drawing(island, site, words, held);
    new ResizeObserver(() => drawing.draw()).observe(island.parentElement ?? island);
  } catch {
    island.replaceChildren(unanswered(words, () => void draw(island, site, words)));
    island.hidden = false;
  }
}

/** Arrange the things of a map: columns as the layers stand, lines of one width since they count nothing. */
export function arranged(held: Mapped, width: number, height: number): { nodes: Node[]; links: Link[] } {
  const nodes: Node[] = held.strata.flatMap(({ name, things }, column) =>
    things.map((thing) => ({ thing, column, stratum: name })),
  );
  const links: Link[] = held.ties.map((tie) => ({
    source: tie.from,
    target: tie.to,
    value: 1,
    relation: tie.relation.label,
  }));
  // A sankey has as many columns as its longest way; a way through all of them, with no weight, keeps each.
  const way: Node[] = held.strata.map(({ name }, column) => ({
    thing: nobody(column),
    column,
    stratum: name,
  }));
  const steps: Link[] = way.slice(1).map((_, column) => ({
    source: nobody(column).code,
    target: nobody(column + 1).code,
    value: 1e-6,
    relation: "",
  }));
  const drawn = sankey<Held, Line>()
    .nodeId((node) => node.thing.code)
    .nodeAlign((node) => (node as unknown as Held).column)
    .nodeWidth(BAR)
    .nodePadding(12)
    .extent([
      [1, HEAD],
      [width - roomOf(held, width), height - 6],
    ])({ nodes: [...nodes, ...way], links: [...links, ...steps] });
  return { nodes: drawn.nodes.slice(0, nodes.length), links: drawn.links.slice(0, links.length) };
}

/** Every column has as much room for its names, the last one too. */
function roomOf(held: Mapped, width: number): number {
  return width / held.strata.length - BAR;
}

function nobody(column: number): Thing {
  return { code: `\u0000${column}`, iri: "", label: "", lang: "" };
}

/** Shorten a text to what fits, by the width of an average letter. */
export function shortened(text: string, room: number, letter = 6.7): string {
  const most = Math.max(6, Math.floor(room / letter));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** Break a text into two lines where one is wider than its room; what still does not fit is shortened. */
export function broken(text: string, room: number, letter = 8): string[] {
  if (text.length * letter <= room) return [text];
  const most = Math.floor(room / letter);
  const place = text.lastIndexOf(" ", most);
  if (place < 1) return [shortened(text, room, letter)];
  return [text.slice(0, place), shortened(text.slice(place + 1), room, letter)];
}

/** Return which thing an arrow key leads to: within a column by turns, else to the nearest of the next column. */
export function beside(nodes: readonly Node[], from: Node, key: string): Node | undefined {
  const middle = (node: Node): number => ((node.y0 ?? 0) + (node.y1 ?? 0)) / 2;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step !== undefined) {
    const others = nodes.filter((node) => node.column === from.column + step);
    return others.sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0];
  }
  const column = nodes.filter((node) => node.column === from.column).sort((a, b) => middle(a) - middle(b));
  const place = column.indexOf(from);
  return { ArrowUp: column[place - 1], ArrowDown: column[place + 1], Home: column[0], End: column.at(-1) }[
    key
  ];
}

class Drawing {
  readonly #island: HTMLElement;
  readonly #site: Site;
  readonly #words: Words;
  readonly #held: Mapped;
  #width = 0;

  constructor(island: HTMLElement, site: Site, words: Words, held: Mapped) {
    this.#island = island;
    this.#site = site;
    this.#words = words;
    this.#held = held;
  }

  draw(): void {
    const width = Math.floor(this.#island.parentElement?.clientWidth ?? 0);
    if (width === this.#width) return;
    this.#width = width;
    const fits = width >= NARROWEST && this.#held.strata.length > 1;
    this.#island.hidden = !fits;
    const lists = this.#island.parentElement?.querySelector<HTMLDetailsElement>(".strata");
    if (!fits) {
      this.#island.replaceChildren();
      if (lists) lists.open = true;
      return;
    }
    const longest = Math.max(...this.#held.strata.map((stratum) => stratum.things.length));
    this.#fill(width, HEAD + Math.max(6, longest) * ROW);
  }

  #fill(width: number, height: number): void {
    const { nodes, links } = arranged(this.#held, width, height);
    const hint = html("p", { id: "map-keys", class: "help" }, this.#words.say("keys"));
    const drawn = svg("svg", {
      class: "map",
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-labelledby": "map",
      "aria-describedby": hint.id,
    });
    const lines = links.map((link) => this.#line(link));
    const things = nodes.map((node) => this.#thing(node, roomOf(this.#held, width) - 22));
    drawn.append(
      svg("g", { "aria-hidden": "true" }, ...lines, ...this.#heads(nodes)),
      svg("g", {}, ...things),
    );
    this.#listen(nodes, links, things, lines);
    const hidden = this.#held.strata.filter((stratum) => stratum.hidden);
    const more = hidden.map((stratum) => {
      const name = this.#words.say(stratum.name);
      return html(
        "p",
        { class: "where" },
        `${name}: ${this.#words.say("hidden", { count: stratum.hidden })}`,
      );
    });
    this.#island.replaceChildren(drawn, ...more, hint);
  }

  #heads(nodes: Node[]): SVGTextElement[] {
    return this.#held.strata.map(({ name }, column) => {
      const x = nodes.find((node) => node.column === column)?.x0 ?? 0;
      const lines = broken(this.#words.say(name), roomOf(this.#held, this.#width) - 8);
      const told = lines.map((line, n) => svg("tspan", { x, y: 32 - 17 * (lines.length - 1 - n) }, line));
      return svg("text", { class: "head" }, ...told);
    });
  }

  #line(link: Link): SVGPathElement {
    const d = sankeyLinkHorizontal<Held, Line>()(link) ?? "";
    const width = Math.max(1.5, Math.min(link.width ?? 1, 9));
    return svg("path", { class: "tie", d, "stroke-width": width });
  }

  #thing(node: Node, room: number): SVGAElement {
    const { thing, stratum } = node;
    const isAt = thing.code === this.#held.at?.code;
    const [x0, x1, y0, y1] = [node.x0 ?? 0, node.x1 ?? 0, node.y0 ?? 0, node.y1 ?? 0];
    const count = (node.sourceLinks?.length ?? 0) + (node.targetLinks?.length ?? 0);
    const told = `${thing.label} (${this.#words.say(stratum)}, ${this.#words.say("links", { count })})`;
    const shown = isAt ? `${told}: ${this.#words.say("open")}` : told;
    const text = svg(
      "text",
      { x: x1 + 6, y: (y0 + y1) / 2, dy: ".35em", "aria-hidden": "true" },
      shortened(thing.label, room),
    );
    const href = isAt ? this.#site.page(thing.code) : `${this.#site.link("/", { at: thing.code })}#map`;
    return svg(
      "a",
      { href, class: `${stratum}${isAt ? " at" : ""}`, tabindex: -1 },
      svg("title", {}, shown),
      // What is drawn thin is still easy to hit (WCAG 2.2, 2.5.8).
      svg("rect", { x: x0, y: (y0 + y1) / 2 - 12, width: x1 - x0, height: 24, "fill-opacity": 0 }),
      svg("rect", { x: x0, y: y0, width: x1 - x0, height: Math.max(4, y1 - y0), rx: 2 }),
      text,
    );
  }

  #listen(nodes: Node[], links: Link[], things: SVGAElement[], lines: SVGPathElement[]): void {
    const first = Math.max(
      0,
      nodes.findIndex((node) => node.thing.code === this.#held.at?.code),
    );
    things[first]?.setAttribute("tabindex", "0");
    things.forEach((thing, place) => {
      const node = nodes[place] as Node;
      const light = (isNear: boolean): void =>
        links.forEach((link, n) => {
          if (link.source === node || link.target === node) lines[n]?.classList.toggle("near", isNear);
        });
      for (const begin of ["focus", "mouseenter"]) thing.addEventListener(begin, () => light(true));
      for (const end of ["blur", "mouseleave"]) thing.addEventListener(end, () => light(false));
      thing.addEventListener("keydown", (event) => {
        const next = beside(nodes, node, event.key);
        if (!next) return;
        event.preventDefault();
        things.forEach((other) => other.setAttribute("tabindex", "-1"));
        const target = things[nodes.indexOf(next)];
        target?.setAttribute("tabindex", "0");
        target?.focus();
      });
    });
  }
}
