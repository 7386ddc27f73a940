/** A search field that completes as one types: the editable combobox with a list of ARIA's authoring practices. */

import type { Found, Hit } from "./api.ts";
import { html, type Site, type Words } from "./page.ts";

const SHORTEST = 2;
const MOST = 8;
const PAUSE = 120;

/** What becomes of a suggestion that is chosen. */
export type Choose = (code: string) => void;

let numbered = 0;

export class Combobox {
  readonly #field: HTMLInputElement;
  readonly #list: HTMLUListElement;
  readonly #told: HTMLElement;
  readonly #site: Site;
  readonly #words: Words;
  readonly #choose: Choose;
  #hits: Hit[] = [];
  #active = -1;
  #timer = 0;
  #asking = new AbortController();

  constructor(field: HTMLInputElement, site: Site, words: Words, choose: Choose) {
    const id = `suggestions-${++numbered}`;
    this.#field = field;
    this.#site = site;
    this.#words = words;
    this.#choose = choose;
    this.#list = html("ul", {
      id,
      role: "listbox",
      class: "suggestions",
      "aria-label": words.say("list"),
      hidden: true,
    });
    this.#told = html("span", { class: "unseen", role: "status" });
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    })) {
      field.setAttribute(name, value);
    }
    const around = html("div", { class: "completed" });
    field.replaceWith(around);
    around.append(field, this.#list, this.#told);
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => this.#pressed(event));
    field.addEventListener("blur", () => this.#close());
    // The field keeps the focus, and the list stays until the choice is made.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.#take(Number(option.dataset["place"]));
    });
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    const words = this.#field.value.trim();
    if (words.length < SHORTEST) return this.#close();
    this.#timer = window.setTimeout(() => void this.#ask(words), PAUSE);
  }

  async #ask(words: string): Promise<void> {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const found = await this.#site.ask<Found>("/api/v1/search", { q: words, limit: String(MOST) }, signal);
      if (!signal.aborted) this.#show(found.hits);
    } catch {
      // Without suggestions the form still searches.
      if (signal.aborted) return;
      this.#close();
      this.#told.textContent = this.#words.say("failed");
    }
  }

  #show(hits: Hit[]): void {
    this.#hits = hits;
    this.#active = -1;
    this.#list.replaceChildren(...hits.map((hit, place) => this.#option(hit, place)));
    this.#told.textContent = hits.length
      ? this.#words.say("found", { count: hits.length })
      : this.#words.say("none");
    this.#expand(hits.length > 0 && document.activeElement === this.#field);
  }

  #option(hit: Hit, place: number): HTMLLIElement {
    const name = html("bdi", { lang: hit.lang || undefined }, hit.label);
    const kinds = html("span", { class: "where" }, hit.kinds.map((kind) => kind.label).join(", "));
    const id = `${this.#list.id}-${place}`;
    return html(
      "li",
      { id, role: "option", "aria-selected": "false", "data-place": place },
      name,
      " ",
      kinds,
    );
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isOpen = !this.#list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.#hits.length) return;
      event.preventDefault();
      if (!isOpen) this.#expand(true);
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#take(this.#active);
    }
  }

  /** Move among the suggestions; beyond both ends is the field itself. */
  #move(by: number): void {
    const places = this.#hits.length + 1;
    this.#active = ((this.#active + 1 + by + places) % places) - 1;
    [...this.#list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === this.#active));
      if (place === this.#active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.#active < 0) this.#field.removeAttribute("aria-activedescendant");
    else this.#field.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#active}`);
  }

  #take(place: number): void {
    const hit = this.#hits[place];
    if (!hit) return;
    this.#field.value = hit.label;
    this.#close();
    this.#choose(hit.code);
  }

  #close(): void {
    this.#expand(false);
    this.#active = -1;
    this.#field.removeAttribute("aria-activedescendant");
  }

  #expand(isOpen: boolean): void {
    this.#list.hidden = !isOpen;
    this.#field.setAttribute("aria-expanded", String(isOpen));
  }
}

/** Complete every search form of a page that names the texts for it. */
export function completeSearches(
  site: (form: HTMLElement) => Site,
  words: (form: HTMLElement) => Words,
): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-complete]")) {
    const field = form.querySelector<HTMLInputElement>("input[type=search]");
    const there = site(form);
    if (field) new Combobox(field, there, words(form), (code) => location.assign(there.page(code)));
  }
}
