/** What the editor completes: terms by their names in the reader's language, variables, keywords and questions. */

import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

import type { Questions, Term, Vocabulary } from "./api.ts";
import type { Site, Words } from "./page.ts";

const KEYWORDS =
  "SELECT CONSTRUCT ASK DESCRIBE DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES PREFIX ORDER GROUP HAVING LIMIT OFFSET " +
  "DESC ASC COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT EXISTS NOT IN AS BOUND LANG LANGMATCHES STR STRSTARTS CONTAINS REGEX COALESCE IF";
const WORD = /[?$]?[\p{L}\p{N}_-]*(?::[\p{L}\p{N}_-]*)?$/u;

/** Return a source of completions; what it needs of the server is asked for once, when first needed. */
export function completing(site: Site, words: Words): CompletionSource {
  let asked: Promise<readonly Completion[]> | undefined;
  const fetched = async (): Promise<readonly Completion[]> => {
    const [vocabulary, questions] = await Promise.all([
      site.ask<Vocabulary>("/api/v1/vocabulary", {}),
      site.ask<Questions>("/api/v1/questions", {}),
    ]);
    return [
      ...keywords(),
      ...terms(vocabulary, words),
      ...prefixes(vocabulary),
      ...examples(questions, site),
    ];
  };
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const before = context.matchBefore(WORD);
    if (!before || (before.from === before.to && !context.explicit)) return null;
    if (isQuoted(context)) return null;
    const variables = variablesOf(context.state.doc.toString(), before.text);
    if (/^[?$]/.test(before.text)) return { from: before.from, options: variables, validFor: /^[?$]\w*$/ };
    asked ??= fetched();
    try {
      return { from: before.from, options: [...(await asked)], validFor: /^[\p{L}\p{N}_:-]*$/u };
    } catch {
      asked = undefined;
      return { from: before.from, options: keywords() };
    }
  };
}

function isQuoted(context: CompletionContext): boolean {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  return /(^|\s)#/.test(before.replace(/<[^>]*>/g, "")) || (before.match(/"/g)?.length ?? 0) % 2 === 1;
}

function keywords(): Completion[] {
  return KEYWORDS.split(" ").map((label) => ({ label, boost: -1 }));
}

/** Return the variables of a query, without the one that is being written. */
export function variablesOf(text: string, written: string): Completion[] {
  const found = new Set(text.match(/[?$]\w+/g) ?? []);
  found.delete(written);
  return [...found].sort().map((label) => ({ label }));
}

/** Offer each term by its prefixed name and by its name in words; both write the former. */
export function terms(held: Vocabulary, words: Words): Completion[] {
  return held.terms.flatMap((term) => {
    const info = term.definition ? { info: term.definition } : {};
    const apply = writing(term, held.prefixes);
    const kind = term.kind === "term" ? "" : ` (${words.say(term.kind)})`;
    return [
      { label: term.code, detail: `${term.label}${kind}`, apply, ...info },
      { label: term.label, detail: `${term.code}${kind}`, apply, boost: -2, ...info },
    ];
  });
}

function prefixes(held: Vocabulary): Completion[] {
  return Object.entries(held.prefixes).map(([prefix, iri]) => ({
    label: `PREFIX ${prefix}:`,
    detail: iri,
    apply: `PREFIX ${prefix}: <${iri}>\n`,
    boost: -3,
  }));
}

function examples(held: Questions, site: Site): Completion[] {
  return held.questions
    .filter((question) => question.parameters.every((parameter) => parameter.default !== null))
    .map(({ name, question }) => ({
      label: name,
      detail: question,
      boost: -4,
      apply: () => location.assign(site.link("/sparql", { example: name })),
    }));
}

function writing(term: Term, known: Record<string, string>) {
  return (view: EditorView, _completion: Completion, from: number, to: number): void => {
    const declared = declaration(view.state.doc.toString(), term.code, known);
    view.dispatch({
      changes: [...(declared ? [{ from: 0, insert: declared }] : []), { from, to, insert: term.code }],
      selection: { anchor: from + term.code.length + declared.length },
      userEvent: "input.complete",
    });
  };
}

/** Return the declaration that a query lacks for the prefix of a name, or nothing. */
export function declaration(text: string, name: string, known: Record<string, string>): string {
  const prefix = name.slice(0, name.indexOf(":"));
  const iri = known[prefix];
  const isDeclared = new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(text);
  return iri === undefined || isDeclared ? "" : `PREFIX ${prefix}: <${iri}>\n`;
}
