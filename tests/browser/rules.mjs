// What a page must keep to, whatever shows it: the accessibility rules, and its width.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong with the page as it stands, one line each: rule, how many elements, the first of them.
 *
 * @param {string[]} only these rules alone; all of them where it is left out
 */
export async function violations(page, only = undefined) {
  await page.evaluate(axe);
  const options = { resultTypes: ["violations"], ...(only ? { runOnly: { type: "rule", values: only } } : {}) };
  const found = await page.evaluate(async (how) => (await globalThis.axe.run(document, how)).violations, options);
  return found.map(({ id, help, nodes }) => `${id} (${help}) ×${nodes.length}: ${nodes[0].html}`);
}

/** How many pixels the page is wider than its window: 0 where nothing has to be scrolled sideways. */
export async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Marks of a text that is missing, and words that must not stand anywhere; the guide's ruling on the word alone names it. */
const WRONG = [/⟦/, /\{ ?\$/, /\[object /, /\bundefined\b/, /(?<!the word )\bcountry\b/i, /国家：|國家：|两国|兩國/];

/** Where a text is missing or uses a word that must not stand anywhere, with what stands around it. */
export function misworded(text) {
  return WRONG.map((wrong) => wrong.exec(text)).filter(Boolean).map(({ index }) => `…${text.slice(Math.max(0, index - 30), index + 30)}…`);
}
