/** The editor of queries: CodeMirror within a shadow root, whose styles need no exception from the page's policy. */

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

import { check, type Wrong } from "./check.ts";
import { completing } from "./terms.ts";
import { html, type Site, type Words } from "./page.ts";

const PAUSE = 500;

// The palette is the page's: its custom properties reach into the shadow root, and so does its dark scheme.
const THEME = EditorView.theme({
  "&": {
    fontSize: ".9rem",
    color: "var(--ink)",
    backgroundColor: "var(--sheet)",
    border: "1px solid var(--soft)",
    borderRadius: "6px",
  },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "1.5",
    minHeight: "16rem",
    maxHeight: "36rem",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--ink)", overflowWrap: "anywhere" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--calm-soft)",
    color: "var(--soft)",
    border: "none",
    borderRadius: "6px 0 0 6px",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--mark-soft)",
    outline: "1px solid var(--mark)",
  },
  ".cm-wrong": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad)",
    backgroundColor: "var(--bad-soft)",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--sheet)",
    border: "1px solid var(--soft)",
    borderRadius: "6px",
    maxWidth: "min(34rem, 92vw)",
  },
  // What is offered is short enough not to scroll, which a list that takes no focus could not by keyboard.
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--sans)",
    maxWidth: "min(34rem, 92vw)",
    maxHeight: "none",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--ink)",
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-completionLabel": { fontFamily: "var(--mono)", fontSize: ".85rem" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: ".75em" },
  ".cm-completionInfo": { padding: ".4rem .6rem", fontSize: ".85rem" },
});

interface Range {
  from: number;
  to: number;
}

const toMark = StateEffect.define<Range | null>();
const MARKED = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(held, transaction) {
    const effect = transaction.effects.find((found) => found.is(toMark));
    if (!effect) return held.map(transaction.changes);
    const range = effect.value as Range | null;
    const mark = Decoration.mark({ class: "cm-wrong" });
    return range && range.to > range.from
      ? Decoration.set(mark.range(range.from, range.to))
      : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const COLOURS = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword],
    color: "var(--accent)",
    fontWeight: "600",
  },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--mark)" },
  { tag: [tags.string, tags.number, tags.bool, tags.literal], color: "var(--good)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

const PLAIN = `
  :host { display: block; }
  .cm-line { padding-inline: .5rem; }
  p { font: .875rem/1.5 var(--sans); color: var(--soft); margin: .35rem 0 0; }
  p.wrong { color: var(--bad); }
  p.wrong::before { content: "✕ "; }
  p.right::before { content: "✓ "; color: var(--good); }
`;

export class Editor {
  readonly #form: HTMLFormElement;
  readonly #words: Words;
  readonly #site: Site;
  readonly #told = html("p", { role: "status" });
  readonly #view: EditorView;
  #timer = 0;
  #asking = new AbortController();

  /** Put the editor in place of a form's text area, which stays what the form sends. */
  constructor(form: HTMLFormElement, area: HTMLTextAreaElement, site: Site, words: Words) {
    this.#form = form;
    this.#words = words;
    this.#site = site;
    const host = html("div", { class: "editor" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PLAIN);
    root.adoptedStyleSheets = [sheet];
    const hint = html("p", { id: "keys" }, words.say("keys"));
    area.before(host);
    area.hidden = true;
    this.#view = new EditorView({
      state: EditorState.create({ doc: area.value, extensions: this.#extensions(hint.id) }),
      parent: root,
      root,
    });
    root.append(this.#told, hint);
    form.addEventListener("submit", () => (area.value = this.#view.state.doc.toString()));
    for (const label of area.labels) label.addEventListener("click", () => this.#view.focus());
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Mark the place of an error, as the server told it; nothing marks that there is none. */
  mark(wrong: Wrong | null): void {
    const range = wrong && placed(this.text, wrong.line, wrong.column);
    this.#view.dispatch({ effects: toMark.of(range) });
    this.#told.className = wrong ? "wrong" : "right";
    this.#told.textContent = wrong ? this.#words.say("wrong", { ...wrong }) : this.#words.say("right");
  }

  #extensions(hint: string): Extension[] {
    const run = (): boolean => {
      this.#form.requestSubmit();
      return true;
    };
    return [
      lineNumbers(),
      MARKED,
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      EditorView.lineWrapping,
      sparql(),
      syntaxHighlighting(COLOURS),
      autocompletion({
        override: [completing(this.#site, this.#words)],
        icons: false,
        maxRenderedOptions: 10,
      }),
      // Tab is bound to nothing, so that it leaves the editor.
      keymap.of([
        { key: "Mod-Enter", run },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...standardKeymap,
      ]),
      EditorState.phrases.of({ Completions: this.#words.say("completions") }),
      EditorView.contentAttributes.of({
        "aria-label": this.#words.say("label"),
        "aria-describedby": hint,
        spellcheck: "false",
      }),
      EditorView.updateListener.of((update) => update.docChanged && this.#changed()),
      THEME,
    ];
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#timer = window.setTimeout(() => void this.#check(), PAUSE);
  }

  async #check(): Promise<void> {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const wrong = await check(this.#site, this.text, signal);
    if (wrong !== undefined && !signal.aborted) this.mark(wrong);
  }
}

/** Return the characters to mark for a line and a column, counted from 1 in code points; at least one is. */
export function placed(text: string, line: number, column: number): Range {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, held) => sum + held.length + 1, 0);
  const here = lines[line - 1] ?? "";
  const start = [...here].slice(0, column - 1).join("").length;
  const word = /^(\s*)(\S+)/.exec(here.slice(start));
  const at = Math.min(before + start, text.length);
  if (!word) return { from: Math.max(0, at - 1), to: at };
  return { from: at + (word[1]?.length ?? 0), to: at + word[0].length };
}
