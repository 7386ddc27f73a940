/** Views of a result: the table that the page has, a drawing, a chart and the answer as it was sent. */

import { arranged, drawn, type Dot } from "./drawing.ts";
import { html, numeral, type Site, unanswered, type Words } from "./page.ts";
import { bars, codeOf, netOfTable, netOfTriples, numeric, type Table } from "./results.ts";

const MOST_DOTS = 120;
const MOST_BARS = 60;
const MOST_RAW = 100_000;

type View = "table" | "graph" | "chart" | "raw";

/** Put tabs above the result that the page shows, as ARIA's authoring practices have them. */
export function showViews(island: HTMLElement, site: Site, words: Words): void {
  const table = document.getElementById("shown");
  if (!table) return;
  const views = new Views(island, table, site, words);
  views.start();
}

class Views {
  readonly #island: HTMLElement;
  readonly #table: HTMLElement;
  readonly #site: Site;
  readonly #words: Words;
  readonly #query: string;
  readonly #isGraph: boolean;
  readonly #panel = html("div", { id: "view", role: "tabpanel", hidden: true, tabindex: 0 });
  readonly #tabs = new Map<View, HTMLButtonElement>();
  readonly #asked = new Map<string, Promise<string>>();

  constructor(island: HTMLElement, table: HTMLElement, site: Site, words: Words) {
    this.#island = island;
    this.#table = table;
    this.#site = site;
    this.#words = words;
    this.#query = island.dataset["query"] ?? "";
    this.#isGraph = Boolean(island.dataset["isGraph"]);
  }

  start(): void {
    const offered: View[] = this.#isGraph ? ["table", "graph", "raw"] : ["table", "graph", "chart", "raw"];
    for (const view of offered) {
      const isFirst = view === "table";
      const attributes = {
        type: "button",
        role: "tab",
        id: `tab-${view}`,
        "aria-controls": isFirst ? this.#table.id : this.#panel.id,
        "aria-selected": String(isFirst),
        tabindex: isFirst ? 0 : -1,
      } as const;
      const name = this.#isGraph && isFirst ? "Turtle" : this.#words.say(view);
      const tab = html("button", attributes, name);
      tab.addEventListener("click", () => void this.#choose(view));
      this.#tabs.set(view, tab);
    }
    const list = html(
      "div",
      { role: "tablist", "aria-label": this.#words.say("views"), class: "tabs" },
      ...this.#tabs.values(),
    );
    list.addEventListener("keydown", (event) => this.#pressed(event, offered));
    this.#table.setAttribute("role", "tabpanel");
    this.#table.setAttribute("aria-labelledby", "tab-table");
    this.#table.after(this.#panel);
    this.#island.replaceChildren(list);
    this.#island.hidden = false;
  }

  #pressed(event: KeyboardEvent, offered: View[]): void {
    const now = offered.findIndex((view) => this.#tabs.get(view) === event.target);
    const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: offered.length - 1 }[event.key];
    if (now < 0 || to === undefined) return;
    event.preventDefault();
    const view = offered[(to + offered.length) % offered.length] as View;
    this.#tabs.get(view)?.focus();
    void this.#choose(view);
  }

  async #choose(view: View): Promise<void> {
    for (const [name, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(name === view));
      tab.tabIndex = name === view ? 0 : -1;
    }
    this.#table.hidden = view !== "table";
    this.#panel.hidden = view === "table";
    this.#panel.setAttribute("aria-labelledby", `tab-${view}`);
    if (view === "table") return;
    this.#panel.replaceChildren();
    try {
      const made = await { graph: () => this.#graph(), chart: () => this.#chart(), raw: () => this.#raw() }[
        view
      ]();
      if (this.#tabs.get(view)?.getAttribute("aria-selected") === "true")
        this.#panel.replaceChildren(...made);
    } catch {
      this.#panel.replaceChildren(unanswered(this.#words, () => void this.#choose(view)));
    }
  }

  async #graph(): Promise<Node[]> {
    const net = this.#isGraph
      ? netOfTriples(await this.#answer("nt"), MOST_DOTS)
      : netOfTable(await this.#rows(), MOST_DOTS);
    if (!net.arcs.length) return [this.#notice("graph-none")];
    const names = this.#names();
    const dots: Dot[] = net.dots.map((dot) => {
      const code = codeOf(dot.id);
      const label = names.get(code) ?? dot.label;
      return { ...dot, label, ...(code ? { href: this.#site.page(code) } : { href: dot.id }) };
    });
    const drawing = drawn(
      dots,
      net.arcs,
      arranged(dots, net.arcs, new Map()),
      this.#words.say("graph"),
      "result",
    );
    return [...(net.left ? [this.#notice("graph-cut", { shown: MOST_DOTS })] : []), drawing];
  }

  /** The names of things as the table of the page shows them. */
  #names(): Map<string, string> {
    const links = [...this.#table.querySelectorAll<HTMLAnchorElement>("td a")];
    return new Map(
      links.map((link) => [
        decodeURIComponent(link.pathname.split("/page/")[1] ?? ""),
        link.textContent ?? "",
      ]),
    );
  }

  async #chart(): Promise<Node[]> {
    const table = await this.#rows();
    const columns = numeric(table);
    if (!columns.length) return [this.#notice("chart-none")];
    const others = (table.head.vars ?? []).filter((name) => !columns.includes(name));
    const figure = html("div", { class: "bars" });
    const [value, by] = [
      this.#select("chart-of", columns),
      this.#select("chart-by", others.length ? others : columns),
    ];
    const names = this.#names();
    const fill = (): void => {
      const found = bars(table, value.field.value, by.field.value, MOST_BARS);
      const most = Math.max(...found.map((bar) => Math.abs(bar.value)), 0);
      figure.replaceChildren(
        ...found.flatMap((bar) => {
          const drawn = html("span", { class: bar.value < 0 ? "bar below" : "bar" });
          drawn.style.width = `${most ? (100 * Math.abs(bar.value)) / most : 0}%`;
          const number = html("span", { class: "number" }, numeral(bar.value));
          return [
            html("span", {}, names.get(bar.name) ?? bar.name),
            html("span", { class: "track" }, drawn),
            number,
          ];
        }),
      );
    };
    for (const { field } of [value, by]) field.addEventListener("change", fill);
    fill();
    const count = table.results?.bindings.length ?? 0;
    const cut = count > MOST_BARS ? [this.#notice("chart-cut", { shown: MOST_BARS })] : [];
    return [...cut, html("div", { class: "choices" }, value.label, by.label), figure];
  }

  #select(key: string, columns: string[]): { field: HTMLSelectElement; label: HTMLLabelElement } {
    const field = html("select", {}, ...columns.map((name) => html("option", { value: name }, name)));
    return { field, label: html("label", {}, this.#words.say(key), " ", field) };
  }

  async #raw(): Promise<Node[]> {
    const text = await this.#answer(this.#isGraph ? "nt" : "json");
    return [html("pre", { tabindex: 0 }, html("code", {}, text.slice(0, MOST_RAW)))];
  }

  async #rows(): Promise<Table> {
    return JSON.parse(await this.#answer("json")) as Table;
  }

  #answer(format: string): Promise<string> {
    const known = this.#asked.get(format);
    if (known) return known;
    const asked = fetch(
      `${this.#site.root}/sparql?${new URLSearchParams({ query: this.#query, format })}`,
    ).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.text();
    });
    this.#asked.set(format, asked);
    asked.catch(() => this.#asked.delete(format));
    return asked;
  }

  #notice(key: string, values: Record<string, number> = {}): HTMLElement {
    return html("p", { class: "notice" }, this.#words.say(key, values));
  }
}
