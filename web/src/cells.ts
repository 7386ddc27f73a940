/** Tables whose cells have a state: a cell opens why it is so beside the table, and the page stays. */

import "./cells.css";
import { html, unanswered, Words } from "./page.ts";

/** Follow the words of a state where they stand; with a key held down, or without scripts, it is a link. */
export function openCells(): void {
  const island = document.querySelector<HTMLElement>("[data-island=cells]");
  if (!island || typeof HTMLDialogElement === "undefined") return;
  const panel = new Panel(Words.of(island));
  document.querySelector("main")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(".table a.state-why");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void panel.show(link.href);
  });
}

/** Return what a page says, to stand in another: without its scope, headings one level down, ids its own. */
export function within(page: Document): { title: string; parts: Element[] } {
  const main = page.querySelector("main");
  const title = main?.querySelector("h1")?.textContent?.trim() ?? page.title;
  main?.querySelectorAll("h1, .kicker, .scope, script").forEach((part) => part.remove());
  for (const held of main?.querySelectorAll("[id], [aria-labelledby]") ?? []) {
    for (const name of ["id", "aria-labelledby"]) {
      const value = held.getAttribute(name);
      if (value) held.setAttribute(name, `cell-${value}`);
    }
  }
  for (const head of main?.querySelectorAll("h2, h3") ?? []) {
    const lower = page.createElement(head.tagName === "H2" ? "h3" : "h4");
    lower.id = head.id;
    lower.append(...head.childNodes);
    head.replaceWith(lower);
  }
  return { title, parts: [...(main?.children ?? [])] };
}

class Panel {
  readonly #words: Words;
  readonly #dialog: HTMLDialogElement;
  readonly #title = html("h2", { id: "cell-title", tabindex: -1 });
  readonly #page: HTMLAnchorElement;
  readonly #body = html("div", { class: "cell-said" });
  #asked = 0;

  constructor(words: Words) {
    this.#words = words;
    this.#page = html("a", {}, words.say("page"));
    const close = html("button", { type: "button", class: "quiet" }, words.say("close"));
    this.#dialog = html(
      "dialog",
      { class: "cell-why", "aria-labelledby": this.#title.id },
      html("div", { class: "cell-bar" }, this.#page, close),
      this.#title,
      this.#body,
    );
    close.addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  async show(address: string): Promise<void> {
    const asked = ++this.#asked;
    this.#page.href = address;
    this.#fill(this.#words.say("wait"), []);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#title.focus();
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const text = await answer.text();
      if (asked !== this.#asked) return;
      const { title, parts } = within(new DOMParser().parseFromString(text, "text/html"));
      this.#fill(title, parts);
    } catch {
      if (asked === this.#asked)
        this.#fill(this.#words.say("failed"), [unanswered(this.#words, () => void this.show(address))]);
    }
  }

  #fill(title: string, parts: Element[]): void {
    this.#title.textContent = title;
    this.#body.replaceChildren(...parts);
  }
}

openCells();
