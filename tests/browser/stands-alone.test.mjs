// The report as a file: it opens from disk, needs nothing else, fits every width, and axe has nothing against it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { languages, openReport, overflow, violations, widths } from "./lib.mjs";

for (const lang of languages) {
  test(`the report opens from disk in ${lang} with a title, a heading and a language`, async (t) => {
    const page = await openReport(t, { lang });
    assert.notEqual((await page.title()).trim(), "");
    assert.equal(await page.locator("h1:visible").count(), 1);
    assert.match(await page.locator("html").getAttribute("lang"), /^(zh-Han[st](-(HK|TW))?|en)$/);
  });
}

for (const scheme of ["light", "dark"]) {
  for (const width of widths) {
    test(`at ${width} pixels, ${scheme}: nothing to scroll sideways, no accessibility rule broken`, async (t) => {
      const page = await openReport(t, { width, scheme });
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await violations(page), []);
    });
  }
}
