import assert from "node:assert/strict";
import { test } from "node:test";

import { numeral } from "../src/page.ts";

test("a number is written as the server writes it: from five digits on, thousands are apart", () => {
  assert.equal(numeral(2021, "fi"), "2021");
  assert.equal(numeral(15022, "fi"), "15\u00a0022");
  assert.equal(numeral(15022.5, "sv"), "15\u00a0022,5");
  assert.equal(numeral(15022, "en"), "15,022");
  assert.equal(numeral(-3, "fi"), "\u22123");
});
