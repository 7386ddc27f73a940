/** Elements made and found: the little of the DOM that islands need. */

type Attributes = Record<string, string | number | boolean | undefined>;

const SVG = "http://www.w3.org/2000/svg";

/** Make an HTML element; text is never read as markup. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** Make an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<E extends Element>(made: E, attributes: Attributes, children: (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** What numbers are said by that name a place, and count nothing. */
const PLACES = new Set(["line", "column"]);

/** Write a number as the reader's language does: thousands apart, from five digits on, as the server does. */
export function numeral(number: number, language = document.documentElement.lang): string {
  return new Intl.NumberFormat(language, { useGrouping: "min2" }).format(number);
}

/** The texts that the page gives an island, in the reader's language; a missing one is an error. */
export class Words {
  readonly #held: Record<string, string>;

  constructor(held: Record<string, string>) {
    this.#held = held;
  }

  static of(island: HTMLElement): Words {
    return new Words(JSON.parse(island.dataset["words"] ?? "{}") as Record<string, string>);
  }

  /** Return a text with its {curly} words filled in. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = this.#held[key];
    if (text === undefined) throw new Error(`no text ${key}`);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name] ?? whole;
      return typeof value === "number" && !PLACES.has(name) ? numeral(value) : String(value);
    });
  }
}

/** Say that the server did not answer, and offer to ask again. */
export function unanswered(words: Words, again: () => void): HTMLElement {
  const button = html("button", { type: "button", class: "quiet" }, words.say("again"));
  button.addEventListener("click", again);
  return html("div", { class: "notice unanswered", role: "alert" }, html("p", {}, words.say("failed")), button);
}

/** Where the site begins, and the language that the reader's addresses keep. */
export class Site {
  readonly root: string;
  readonly language: string;
  readonly #isChosen: boolean;

  constructor(root: string, language: string, isChosen: boolean) {
    this.root = root;
    this.language = language;
    this.#isChosen = isChosen;
  }

  static of(island: HTMLElement): Site {
    const address = new URLSearchParams(location.search);
    return new Site(island.dataset["root"] ?? "", document.documentElement.lang, address.has("lang"));
  }

  /** Return an address within the site that keeps a chosen language. */
  link(path: string, query: Record<string, string> = {}): string {
    const fields = new URLSearchParams(query);
    if (this.#isChosen) fields.set("lang", this.language);
    const asked = fields.toString();
    return `${this.root}${path}${asked ? `?${asked}` : ""}`;
  }

  /** Return the address of the page of a thing. */
  page(code: string): string {
    return this.link(`/page/${encodeURIComponent(code)}`);
  }

  /** Ask the JSON API, in the reader's language; throws where the answer is a problem. */
  async ask<T>(path: string, query: Record<string, string>, signal?: AbortSignal): Promise<T> {
    const fields = new URLSearchParams({ ...query, lang: this.language });
    const answer = await fetch(`${this.root}${path}?${fields}`, {
      headers: { Accept: "application/json" },
      ...(signal ? { signal } : {}),
    });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return (await answer.json()) as T;
  }
}
