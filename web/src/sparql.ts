/** The page of queries: an editor in place of the text area, and views of the result beside the table. */

import "./views.css";
import { Editor } from "./editor.ts";
import { Site, Words } from "./page.ts";
import { showViews } from "./views.ts";

const form = document.querySelector<HTMLFormElement>("form[data-island=editor]");
const area = form?.querySelector("textarea");
if (form && area) {
  const editor = new Editor(form, area, Site.of(form), Words.of(form));
  const { line, column, reason } = form.dataset;
  if (line) editor.mark({ line: Number(line), column: Number(column), reason: reason ?? "" });
}
const views = document.querySelector<HTMLElement>("[data-island=views]");
if (views) showViews(views, Site.of(views), Words.of(views));
