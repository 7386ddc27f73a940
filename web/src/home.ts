/** The start page: its search completes, and the map is drawn. */

import "./complete.css";
import "./map.css";
import { completeSearches } from "./complete.ts";
import { drawMaps } from "./map.ts";
import { Site, Words } from "./page.ts";

completeSearches(Site.of, Words.of);
void drawMaps();
