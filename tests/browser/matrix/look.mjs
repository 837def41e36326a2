// A page in a browser: the accessibility rules, its width, and what it says on the console.

import { mkdirSync } from "node:fs";
import path from "node:path";

import { overflow, violations } from "../rules.mjs";
import { inLanguage, languages } from "./offices.mjs";

const WIDTHS = [1280, 320];

/** How a page is looked at: each shape once in light, its colours in dark, narrow in its longest language. */
function few({ longest }, own) {
  return [
    { lang: own, width: 1280, scheme: "light" },
    { lang: own, width: 1280, scheme: "dark", only: ["color-contrast", "link-in-text-block"] },
    { lang: longest, width: 320, scheme: "light" },
  ];
}

/** The same in every way that there is. */
function every() {
  return languages.flatMap((lang) => WIDTHS.flatMap((width) => ["light", "dark"].map((scheme) => ({ lang, width, scheme }))));
}

/** Looks at pages of one person. Gives the faults as lines, and how many views were looked at. */
export async function look(browser, visitor, pages, own, { full = false, shots = undefined } = {}) {
  const context = await visitor.window(browser, { viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults = [];
  let [at, views] = ["", 0];
  page.on("pageerror", (error) => faults.push(`console: ${at}: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${at}: ${message.text()}`));
  if (shots) mkdirSync(shots, { recursive: true });
  for (const one of pages) {
    let shown = "";
    for (const { lang, width, scheme, only } of full ? every() : few(one, own)) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      const place = inLanguage(one.place, lang);
      if (place !== shown) {
        at = place;
        await page.goto(visitor.origin + place, { waitUntil: "load" });
        shown = place;
      }
      views += 1;
      const name = `${place} at ${width}, ${scheme}`;
      const wide = await overflow(page);
      if (wide > 0) faults.push(`overflow: ${name}: ${wide} pixels`);
      for (const rule of await violations(page, only)) faults.push(`axe: ${name}: ${rule}`);
      if (shots) {
        const file = `${visitor.role}${one.place}-${width}-${scheme}`.replace(/[^\w.-]+/g, "_").slice(0, 150);
        await page.screenshot({ path: path.join(shots, `${file}.png`), fullPage: true });
      }
    }
  }
  await context.close();
  return { faults, views };
}
