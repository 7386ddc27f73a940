/** Queries checked by the server, which reads them as it will when they are run. */

import type { Site } from "./page.ts";

/** Where a query cannot be read, counted from 1, and why. */
export interface Wrong {
  line: number;
  column: number;
  reason: string;
}

/** A problem document; ``told`` is the same in the reader's language. */
interface Problem {
  line?: number;
  column?: number;
  detail?: string;
  told?: string[];
}

// Nothing is in a graph of this name: the query is read, and answered at once.
const NOTHING = "urn:x-kytkos:nothing";
const SECONDS = "1";

/** Return what is wrong with a query, null where nothing is, and undefined where the server could not say. */
export async function check(
  site: Site,
  query: string,
  signal: AbortSignal,
): Promise<Wrong | null | undefined> {
  const body = new URLSearchParams({ query, timeout: SECONDS });
  body.set("default-graph-uri", NOTHING);
  body.set("named-graph-uri", NOTHING);
  try {
    const answer = await fetch(`${site.root}/sparql`, {
      method: "POST",
      body,
      signal,
      headers: {
        Accept: "application/sparql-results+json, text/turtle;q=0.9",
        "Accept-Language": site.language,
      },
    });
    return answer.ok
      ? null
      : wrongOf(answer.status, (await answer.json()) as Problem);
  } catch {
    return undefined;
  }
}

/** Read a problem document; a query that took too long, or found no place, is no wrong one. */
export function wrongOf(status: number, told: Problem): Wrong | undefined {
  if (status !== 400) return undefined;
  const reason = told.told?.join(" ") ?? (told.detail ?? "").replace(/^line \d+, column \d+: /, "");
  return { line: told.line || 1, column: told.column || 1, reason };
}
