/** The search page: its field completes. */

import "./complete.css";
import { completeSearches } from "./complete.ts";
import { Site, Words } from "./page.ts";

completeSearches(Site.of, Words.of);
