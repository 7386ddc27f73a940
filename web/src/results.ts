/** Results of queries as the SPARQL 1.1 formats have them, and what of them can be drawn. */

import type { Arc, Dot } from "./drawing.ts";

export interface Term {
  type: string;
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

export interface Table {
  head: { vars?: string[] };
  results?: { bindings: Record<string, Term>[] };
}

/** A drawing of a result, and how many of its things were left out. */
export interface Net {
  dots: Dot[];
  arcs: Arc[];
  left: number;
}

export interface Bar {
  name: string;
  value: number;
}

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const OURS = "https://w3id.org/kytkos/id/";

/** Return the columns that hold numbers wherever they hold anything. */
export function numeric(table: Table): string[] {
  const rows = table.results?.bindings ?? [];
  return (table.head.vars ?? []).filter((name) => {
    const held = rows.flatMap((row) => row[name] ?? []);
    return held.length > 0 && held.every((term) => NUMBER.test(term.datatype ?? ""));
  });
}

/** Return a bar for each row that has a number in a column, in the order of the rows. */
export function bars(table: Table, column: string, by: string, most: number): Bar[] {
  const rows = (table.results?.bindings ?? []).filter((row) => row[column]);
  return rows.slice(0, most).map((row) => ({ name: shown(row[by]), value: Number(row[column]?.value) }));
}

/** Draw a table's rows: the first thing that a row names is linked to each other thing of it. */
export function netOfTable(table: Table, most: number): Net {
  const columns = table.head.vars ?? [];
  return gathered(most, function* () {
    for (const row of table.results?.bindings ?? []) {
      const [first, ...others] = columns.filter((name) => row[name]?.type === "uri");
      for (const other of first ? others : []) {
        yield [row[first as string]?.value ?? "", `${first} – ${other}`, row[other]?.value ?? ""];
      }
    }
  });
}

/** Draw N-Triples: every triple whose object is a thing. */
export function netOfTriples(text: string, most: number): Net {
  return gathered(most, function* () {
    for (const line of text.split("\n")) {
      const found = /^<([^>]*)> <([^>]*)> <([^>]*)> \.$/.exec(line.trim());
      if (found) yield [found[1] ?? "", local(found[2] ?? ""), found[3] ?? ""];
    }
  });
}

function gathered(most: number, links: () => Generator<[string, string, string]>): Net {
  const dots = new Map<string, Dot>();
  const arcs: Arc[] = [];
  const left = new Set<string>();
  const hasRoom = (id: string): boolean => {
    if (!dots.has(id) && dots.size === most) left.add(id);
    else if (!dots.has(id)) dots.set(id, { id, label: local(id), group: id.startsWith(OURS) ? "ours" : "" });
    return dots.has(id);
  };
  for (const [from, label, to] of links()) {
    const [hasFrom, hasTo] = [hasRoom(from), hasRoom(to)];
    if (hasFrom && hasTo) arcs.push({ from, to, label });
  }
  return { dots: [...dots.values()], arcs, left: left.size };
}

/** Return the code of a thing of ours, or nothing. */
export function codeOf(iri: string): string {
  return iri.startsWith(OURS) ? iri.slice(OURS.length) : "";
}

function shown(term: Term | undefined): string {
  if (!term) return "";
  return term.type === "uri" ? local(term.value) : term.value;
}

function local(iri: string): string {
  return /[^/#]*$/.exec(iri.replace(/[/#]$/, ""))?.[0] || iri;
}
