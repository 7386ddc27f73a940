/** What of the graph was opened: things, the links between them, and which relation of which thing is open. */

import type { Fact, Link, Neighbour, Neighbourhood, Resource, Tally, Thing } from "./api.ts";
import { type Arc, type Dot, KNOT } from "./drawing.ts";
import type { Site } from "./page.ts";

export interface Opening {
  code: string;
  relation: string;
  direction: "in" | "out";
}

interface Opened {
  opening: Opening;
  links: Neighbour[];
}

const MOST = 150;
const FIRST = 24;
const PAGE = 150;
const NAMES = "skos:altLabel";
const VALUE = "=";
const OURS = /^https:\/\/w3id\.org\/kytkos\/id\//;
// What says where a thing is kept, not what it is linked to, is opened only when asked for.
const ASIDE = new Set([
  "skos:inScheme",
  "skos:topConceptOf",
  "skos:hasTopConcept",
  "dct:source",
  "prov:wasDerivedFrom",
  "rdf:type",
  "dct:isVersionOf",
]);

/** Openings as the address holds them. */
export const Openings = {
  written: ({ code, relation, direction }: Opening): string => [code, relation, direction].join("~"),

  of(fields: URLSearchParams): Opening[] {
    return fields.getAll("open").flatMap((text) => {
      const [code, relation, direction] = text.split("~");
      return code && relation && (direction === "in" || direction === "out")
        ? [{ code, relation, direction }]
        : [];
    });
  },
};

type Asks = Pick<Site, "ask">;

export class Explored {
  static readonly most = MOST;
  readonly #site: Asks;
  readonly #centre: Thing;
  readonly #opened = new Map<string, Opened>();
  readonly #tallies = new Map<string, Promise<Tally[]>>();
  readonly #facts = new Map<string, Promise<Fact[]>>();

  constructor(centre: Thing, site: Asks) {
    this.#centre = centre;
    this.#site = site;
  }

  get at(): string {
    return this.#centre.code;
  }

  get openings(): Opening[] {
    return [...this.#opened.values()].map((held) => held.opening);
  }

  /** Open what a first look has room for, asked for at once; only a long list is asked for again. */
  async begin(): Promise<void> {
    const held = await this.#ask(this.at, { limit: String(PAGE) });
    const tallies = told(held);
    this.#tallies.set(this.at, Promise.resolve(tallies));
    let room = FIRST;
    for (const { relation, direction, count } of tallies) {
      if (count > room || ASIDE.has(relation.code)) continue;
      room -= count;
      const opening: Opening = { code: this.at, relation: relation.code, direction };
      const links = held.links.filter((l) => l.relation.code === relation.code && l.direction === direction);
      this.#put(opening, links.length === count ? links.filter(isDrawn) : await this.#links(opening));
    }
  }

  /** Open several relations, asked for at once and shown in their order. */
  async openAll(openings: readonly Opening[]): Promise<void> {
    const asked = openings.map((opening) => this.#links(opening));
    for (const [n, opening] of openings.entries()) this.#put(opening, await (asked[n] as Promise<Neighbour[]>));
  }

  /** Return the values of a thing that are no links, such as dates and sums; asked for once. */
  facts(code: string): Promise<Fact[]> {
    if (!this.isExplored(code)) return Promise.resolve([]);
    const known = this.#facts.get(code);
    if (known) return known;
    const asked = this.#site
      .ask<Resource>(`/api/v1/resources/${encodeURIComponent(code)}`, {})
      .then((held) => held.facts);
    this.#facts.set(code, asked);
    asked.catch(() => this.#facts.delete(code));
    return asked;
  }

  /** Return how many links a thing has, by relation; asked for once. */
  tallies(code: string): Promise<Tally[]> {
    if (!this.isExplored(code)) return Promise.resolve([]);
    const known = this.#tallies.get(code);
    if (known) return known;
    const asked = this.#ask(code, { limit: "1" }).then(told);
    this.#tallies.set(code, asked);
    asked.catch(() => this.#tallies.delete(code));
    return asked;
  }

  /** Open a relation of a thing; false where not all of its links have room. */
  async open(opening: Opening): Promise<boolean> {
    return this.#put(opening, await this.#links(opening));
  }

  async #links({ code, relation, direction }: Opening): Promise<Neighbour[]> {
    const held = await this.#ask(code, { relation, direction, limit: String(PAGE) });
    return held.links.filter(isDrawn);
  }

  #put(opening: Opening, found: readonly Neighbour[]): boolean {
    const there = new Set(this.things().map((thing) => thing.code));
    const links: Neighbour[] = [];
    for (const link of found) {
      const other = endOf(link.link).code;
      if (!there.has(other) && there.size >= MOST) continue;
      there.add(other);
      links.push(link);
    }
    if (links.length) this.#opened.set(Openings.written(opening), { opening, links });
    return links.length === found.length;
  }

  /** Close a relation; what is no longer linked to the centre goes with it. */
  close(opening: Opening): void {
    this.#opened.delete(Openings.written(opening));
    for (let isStill = false; !isStill;) {
      const there = new Set(this.things().map((thing) => thing.code));
      const stray = [...this.#opened].filter(([, held]) => !this.#reached(there).has(held.opening.code));
      for (const [key] of stray) this.#opened.delete(key);
      isStill = stray.length === 0;
    }
  }

  isOpen(opening: Opening): boolean {
    return this.#opened.has(Openings.written(opening));
  }

  shownOf(opening: Opening): number {
    return this.#opened.get(Openings.written(opening))?.links.length ?? 0;
  }

  /** Return every thing shown, the centre first. */
  things(): Thing[] {
    const found = new Map([[this.at, this.#centre]]);
    for (const { links } of this.#opened.values()) {
      for (const end of links.map(({ link }) => endOf(link)))
        if (!found.has(end.code)) found.set(end.code, end);
    }
    return [...found.values()];
  }

  thing(code: string): Thing {
    return this.things().find((thing) => thing.code === code) ?? this.#centre;
  }

  /** Say whether a thing has links to ask for: values, terms and addresses elsewhere have none. */
  isExplored(code: string): boolean {
    return code === this.at || OURS.test(this.thing(code).iri);
  }

  /** Return the states of the links by which a thing is shown. */
  states(code: string): string[] {
    const all = [...this.#opened.values()].flatMap((held) => held.links);
    return [...new Set(all.filter((held) => endOf(held.link).code === code).map((held) => held.link.state))];
  }

  /** Return the states of all links that are shown. */
  get drawnStates(): string[] {
    return [...new Set([...this.#opened.values()].flatMap(({ links }) => links.map(({ link }) => link.state)))];
  }

  /** Return what is drawn: things and values, each relation that is open as a knot that names it, and lines. */
  drawing(
    address: (code: string) => string,
    said: (relation: Thing, direction: "in" | "out") => string,
  ): { dots: Dot[]; arcs: Arc[] } {
    const opened = new Set(this.openings.map((opening) => opening.code));
    const group = (code: string): string =>
      code === this.at ? "centre" : opened.has(code) ? "opened" : isValue(code) ? "value" : "other";
    const dots: Dot[] = this.things().map(({ code, label, lang }) => ({
      id: code,
      label,
      lang,
      group: group(code),
      ...(isValue(code) ? {} : { href: address(code) }),
    }));
    const arcs: Arc[] = [];
    for (const [knot, { opening, links }] of this.#opened) {
      const [first] = links;
      if (!first) continue;
      const label = said(first.relation, first.direction);
      dots.push({ id: knot, label, group: KNOT });
      arcs.push({ from: opening.code, to: knot, label, state: "by" });
      for (const { link } of links) arcs.push({ from: knot, to: endOf(link).code, label, state: link.state });
    }
    return { dots, arcs };
  }

  #reached(there: Set<string>): Set<string> {
    const reached = new Set([this.at]);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const { opening, links } of this.#opened.values()) {
        if (!reached.has(opening.code)) continue;
        for (const { code } of links.map(({ link }) => endOf(link))) if (there.has(code)) reached.add(code);
      }
    }
    return reached;
  }

  #ask(code: string, query: Record<string, string>): Promise<Neighbourhood> {
    return this.#site.ask(`/api/v1/resources/${encodeURIComponent(code)}/neighbourhood`, query);
  }
}

/** Return the other end of a link: a thing, or a value under a code that no thing has. */
function endOf({ thing, value }: Link): Thing {
  if (thing) return thing;
  const text = value?.value ?? "";
  return { code: `${VALUE}${text}`, iri: "", label: text, lang: value?.lang ?? "" };
}

/** What a thing's links are, but for its names, which stand on its page and are nothing to draw. */
function told(held: Neighbourhood): Tally[] {
  return held.relations.filter((tally) => tally.relation.code !== NAMES);
}

export function isValue(code: string): boolean {
  return code.startsWith(VALUE);
}

function isDrawn({ link }: Neighbour): boolean {
  return Boolean(link.thing ?? link.value) && link.state !== "rejected";
}
