/** The explorer: things around one thing, opened relation by relation, drawn with their list beside. */

import "./explorer.css";
import { Combobox } from "./complete.ts";
import { asPicture } from "./picture.ts";
import { arranged, drawn, type Place } from "./drawing.ts";
import { html, Site, svg, unanswered, Words } from "./page.ts";
import type { Tally, Thing } from "./api.ts";
import { Explored, isValue, type Opening, Openings } from "./explored.ts";

class Explorer {
  readonly #island: HTMLElement;
  readonly #site: Site;
  readonly #words: Words;
  readonly #states: Record<string, string>;
  readonly #relationNames: Record<string, string>;
  readonly #held: Explored;
  readonly #stage = html("div", { class: "stage" });
  readonly #panel = html("div", { class: "unfolded" });
  readonly #told = html("div", { role: "status", class: "where" });
  readonly #legend = html("div", { class: "legend" });
  #chosen: string;
  #places = new Map<string, Place>();

  constructor(island: HTMLElement) {
    this.#island = island;
    this.#site = Site.of(island);
    this.#words = Words.of(island);
    this.#states = JSON.parse(island.dataset["states"] ?? "{}") as Record<string, string>;
    this.#relationNames = JSON.parse(island.dataset["relations"] ?? "{}") as Record<string, string>;
    const { at = "", name = "", lang = "" } = island.dataset;
    this.#chosen = at;
    this.#held = new Explored({ code: at, iri: "", label: name, lang }, this.#site);
  }

  async start(): Promise<void> {
    try {
      const openings = Openings.of(new URLSearchParams(location.search));
      if (openings.length) await this.#held.openAll(openings);
      else await this.#held.begin();
      await Promise.all([this.#held.tallies(this.#chosen), this.#held.facts(this.#chosen)]);
      await this.#begin();
    } catch {
      // The list below holds the links all the same.
      this.#island.replaceChildren(unanswered(this.#words, () => void this.start()));
      this.#island.hidden = false;
    }
  }

  async #begin(): Promise<void> {
    const hint = html("p", { id: "net-keys", class: "help" }, this.#words.say("keys"));
    const tools = html("div", { class: "tools" }, html("span", {}, `${this.#words.say("download")}:`));
    for (const form of ["svg", "png"] as const) {
      const button = html("button", { type: "button" }, this.#words.say(form));
      button.addEventListener("click", () => void this.#download(form));
      tools.append(button);
    }
    this.#island.replaceChildren(
      html("div", { class: "explored" }, html("div", {}, this.#stage, this.#legend, hint, tools, this.#told), this.#panel),
    );
    this.#island.hidden = false;
    document.getElementById("listed")?.setAttribute("hidden", "");
    await this.#show();
  }

  /** Draw what is open and list it. */
  async #show(): Promise<void> {
    const { dots, arcs } = this.#held.drawing(
      (code) => (this.#held.isExplored(code) ? this.#address(code) : this.#page(this.#held.thing(code))),
      (relation, direction) => this.#named(relation, direction),
    );
    this.#places = arranged(dots, arcs, this.#places);
    const drawing = drawn(dots, arcs, this.#places, this.#words.say("drawing"), "net-keys");
    drawing.addEventListener("click", (event) => this.#clicked(event));
    this.#stage.replaceChildren(drawing);
    this.#legend.replaceChildren(`${this.#words.say("lines")}:`, ...this.#held.drawnStates.map((s) => this.#line(s)));
    this.#stage.scrollLeft = (this.#stage.scrollWidth - this.#stage.clientWidth) / 2;
    await this.#list();
  }

  #address(code: string): string {
    return this.#site.link("/explorer", { at: code });
  }

  /** Return where a thing is told of: on its page, among the terms, or elsewhere. */
  #page({ code, iri }: Thing): string {
    if (this.#held.isExplored(code)) return this.#site.page(code);
    return code.startsWith("kyt:") ? `${this.#site.link("/ns")}#${encodeURIComponent(code.slice(4))}` : iri;
  }

  #clicked(event: MouseEvent): void {
    const dot = (event.target as Element).closest<SVGElement>(".dot");
    if (!dot || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.#choose(dot.dataset["id"] ?? this.#chosen);
  }

  async #choose(code: string): Promise<void> {
    this.#told.replaceChildren();
    try {
      this.#chosen = code;
      await this.#list();
      this.#panel.querySelector<HTMLElement>("h3")?.focus();
    } catch {
      this.#told.replaceChildren(unanswered(this.#words, () => void this.#choose(code)));
    }
  }

  /** Show how the line of a state is drawn. */
  #line(state: string): HTMLElement {
    const drawn = svg(
      "svg",
      { class: "net", viewBox: "0 0 40 12", "aria-hidden": "true" },
      svg("line", { class: `arc ${state}`, x1: 0, y1: 6, x2: 40, y2: 6 }),
    );
    return html("span", {}, drawn, this.#states[state] ?? state);
  }

  async #list(): Promise<void> {
    const thing = this.#held.thing(this.#chosen);
    const name = html("bdi", { lang: thing.lang || undefined }, thing.label);
    const links = isValue(thing.code)
      ? []
      : [html("a", { href: this.#page(thing) }, this.#words.say("page"))];
    if (this.#held.isExplored(thing.code) && thing.code !== this.#held.at)
      links.push(html("a", { href: this.#address(thing.code) }, this.#words.say("centre")));
    const relations = await this.#relations();
    const values = await this.#values();
    const shown = this.#held.things();
    this.#panel.replaceChildren(
      html("h3", { tabindex: -1 }, name),
      html("p", { class: "tools" }, ...links),
      html("h4", {}, this.#words.say("relations")),
      relations,
      ...values,
      html("h4", {}, this.#words.say("nodes", { count: shown.length })),
      html(
        "ul",
        { class: "things" },
        ...shown.map((other) => this.#thing(other.code, other.label, other.lang)),
      ),
    );
  }

  /** The dates, sums and other values of the thing chosen, which no link leads to. */
  async #values(): Promise<HTMLElement[]> {
    const facts = await this.#held.facts(this.#chosen);
    if (!facts.length) return [];
    const rows = facts.map(({ relation, values }) => {
      const said = values.map(({ value, lang }) => html("dd", { lang: lang || undefined }, value));
      return html("div", {}, html("dt", {}, this.#named(relation, "out")), ...said);
    });
    return [html("h4", {}, this.#words.say("values")), html("dl", { class: "values" }, ...rows)];
  }

  #thing(code: string, label: string, lang: string): HTMLLIElement {
    const isIt = code === this.#chosen;
    const button = html(
      "button",
      { type: "button", "aria-current": isIt ? "true" : undefined, lang: lang || undefined },
      label,
    );
    button.addEventListener("click", () => void this.#choose(code));
    const states = this.#held.states(code).map((state) => this.#states[state] ?? state);
    return html("li", {}, button, " ", html("span", { class: "where" }, states.join(", ")));
  }

  async #relations(): Promise<HTMLElement> {
    const tallies = await this.#held.tallies(this.#chosen);
    if (!tallies.length) return html("p", {}, this.#words.say("none"));
    const rows = tallies.map((tally) => {
      const opening: Opening = {
        code: this.#chosen,
        relation: tally.relation.code,
        direction: tally.direction,
      };
      const isOpen = this.#held.isOpen(opening);
      const said = this.#said(tally);
      const name = html("span", {}, `${said} `);
      const count = html(
        "span",
        { class: "count" },
        this.#words.say("count", { shown: this.#held.shownOf(opening), count: tally.count }),
      );
      const label = `${this.#words.say(isOpen ? "collapse" : "expand")}: ${said}`;
      const button = html(
        "button",
        { type: "button", "aria-pressed": String(isOpen), "aria-label": label },
        this.#words.say(isOpen ? "collapse" : "expand"),
      );
      button.addEventListener("click", () => void this.#toggle(opening, label));
      return html("li", {}, html("span", {}, name, count), button);
    });
    return html("ul", { class: "relations" }, ...rows);
  }

  /** Name a relation as the pages do, seen from the thing's end. */
  #said({ relation, direction }: Tally): string {
    return this.#named(relation, direction);
  }

  #named(relation: Thing, direction: "in" | "out"): string {
    const name = relation.code.slice(relation.code.indexOf(":") + 1);
    return (
      this.#relationNames[`${name}-${direction}`] ?? `${direction === "in" ? "← " : ""}${relation.label}`
    );
  }

  async #toggle(opening: Opening, label: string): Promise<void> {
    this.#told.replaceChildren();
    try {
      const place = [...this.#panel.querySelectorAll(".relations button")].findIndex(
        (b) => b.getAttribute("aria-label") === label,
      );
      if (this.#held.isOpen(opening)) this.#held.close(opening);
      else if (!(await this.#held.open(opening)))
        this.#told.textContent = this.#words.say("full", { most: Explored.most });
      history.replaceState(null, "", this.#here());
      await this.#show();
      this.#panel.querySelectorAll<HTMLElement>(".relations button")[place]?.focus();
    } catch {
      this.#told.replaceChildren(unanswered(this.#words, () => void this.#toggle(opening, label)));
    }
  }

  #here(): string {
    const fields = new URLSearchParams(location.search);
    fields.delete("open");
    for (const opening of this.#held.openings) fields.append("open", Openings.written(opening));
    return `${location.pathname}?${fields}`;
  }

  async #download(form: "svg" | "png"): Promise<void> {
    const drawing = this.#stage.querySelector("svg");
    if (!drawing) return;
    const address = URL.createObjectURL(await asPicture(drawing, form));
    html("a", { href: address, download: `${this.#held.at}.${form}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

const begin = document.querySelector<HTMLFormElement>("form[data-begin]");
const field = begin?.querySelector<HTMLInputElement>("input[type=search]");
if (begin && field) {
  const site = Site.of(begin);
  new Combobox(field, site, Words.of(begin), (code) => location.assign(site.link("/explorer", { at: code })));
}
const island = document.querySelector<HTMLElement>("[data-island=explorer]");
if (island) void new Explorer(island).start();
