/** What of the graph was opened: things, the links between them, and which relation of which thing is open. */

import type { Neighbour, Neighbourhood, Tally, Thing } from "./api.ts";
import type { Arc, Dot } from "./drawing.ts";
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

  /** Open what a first look has room for. */
  async begin(): Promise<void> {
    let room = FIRST;
    for (const { relation, direction, count } of await this.tallies(this.at)) {
      if (count <= room && !ASIDE.has(relation.code)) {
        room -= count;
        await this.open({ code: this.at, relation: relation.code, direction });
      }
    }
  }

  /** Return how many links a thing has, by relation; asked for once. */
  tallies(code: string): Promise<Tally[]> {
    const known = this.#tallies.get(code);
    if (known) return known;
    // Names are values: they are no things to draw.
    const asked = this.#ask(code, { limit: "1" }).then((held) =>
      held.relations.filter((t) => t.relation.code !== NAMES),
    );
    this.#tallies.set(code, asked);
    asked.catch(() => this.#tallies.delete(code));
    return asked;
  }

  /** Open a relation of a thing; false where not all of its links have room. */
  async open(opening: Opening): Promise<boolean> {
    const { code, relation, direction } = opening;
    const held = await this.#ask(code, { relation, direction, limit: String(PAGE) });
    const there = new Set(this.things().map((thing) => thing.code));
    const links: Neighbour[] = [];
    for (const link of held.links.filter(isThing)) {
      const other = (link.link.thing as Thing).code;
      if (!there.has(other) && there.size >= MOST) continue;
      there.add(other);
      links.push(link);
    }
    if (links.length) this.#opened.set(Openings.written(opening), { opening, links });
    return links.length === held.links.filter(isThing).length;
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
      for (const { link } of links)
        if (link.thing && !found.has(link.thing.code)) found.set(link.thing.code, link.thing);
    }
    return [...found.values()];
  }

  thing(code: string): Thing {
    return this.things().find((thing) => thing.code === code) ?? this.#centre;
  }

  /** Return the states of the links by which a thing is shown. */
  states(code: string): string[] {
    const all = [...this.#opened.values()].flatMap((held) => held.links);
    return [...new Set(all.filter((held) => held.link.thing?.code === code).map((held) => held.link.state))];
  }

  drawing(address: (code: string) => string): { dots: Dot[]; arcs: Arc[] } {
    const opened = new Set(this.openings.map((opening) => opening.code));
    const group = (code: string): string =>
      code === this.at ? "centre" : opened.has(code) ? "opened" : "other";
    const dots = this.things().map(({ code, label, lang }) => ({
      id: code,
      label,
      lang,
      group: group(code),
      href: address(code),
    }));
    const arcs = new Map<string, Arc>();
    for (const { opening, links } of this.#opened.values()) {
      for (const { relation, direction, link } of links) {
        const other = link.thing?.code ?? "";
        const [from, to] = direction === "out" ? [opening.code, other] : [other, opening.code];
        arcs.set(`${from} ${relation.code} ${to}`, { from, to, label: relation.label, state: link.state });
      }
    }
    return { dots, arcs: [...arcs.values()] };
  }

  #reached(there: Set<string>): Set<string> {
    const reached = new Set([this.at]);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const { opening, links } of this.#opened.values()) {
        if (!reached.has(opening.code)) continue;
        for (const { link } of links)
          if (link.thing && there.has(link.thing.code)) reached.add(link.thing.code);
      }
    }
    return reached;
  }

  #ask(code: string, query: Record<string, string>): Promise<Neighbourhood> {
    return this.#site.ask(`/api/v1/resources/${encodeURIComponent(code)}/neighbourhood`, query);
  }
}

function isThing(held: Neighbour): boolean {
  return Boolean(held.link.thing) && held.link.state !== "rejected";
}
