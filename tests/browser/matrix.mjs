#!/usr/bin/env node
// Every page of the three offices of the demonstration, as each role comes to it by links, in every language: broken links,
// missing words, accessibility rules, pages wider than a telephone, errors on the console; and routes that nobody comes to.
//
//   node matrix.mjs                  what is new in its structure on a route once in light, its colours in dark, narrow in
//                                    its longest language
//   node matrix.mjs --full           the same pages in every language, light and dark, wide and narrow
//   node matrix.mjs --shots FOLDER   with a screenshot of each view
//   node matrix.mjs --side mainland  one office alone; without the routes that nobody comes to
//   node matrix.mjs --walked         after the walk has left them decided, published and reported on (walk.test.mjs is run
//                                    first); without the routes that nobody comes to

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";

import { afterTheEnd, cast, prepare } from "./matrix/cast.mjs";
import { crawl } from "./matrix/crawl.mjs";
import { look } from "./matrix/look.mjs";
import { Visitor, demonstration, walked } from "./matrix/offices.mjs";
import { elsewhere, routes } from "./matrix/routes.mjs";

const { values: options } = parseArgs({ options: { full: { type: "boolean" }, shots: { type: "string" }, side: { type: "string" }, walked: { type: "boolean" } } });
const own = { mainland: "zh-Hans", hongkong: "zh-Hant-HK", taiwan: "zh-Hant-TW" };
const folder = mkdtempSync(path.join(tmpdir(), "hefu-matrix-"));
const all = routes();
const come = new Set();
/** What was looked at of each route. */
const shapes = new Map();
let looked = 0;
const table = [];
const faults = [];
let demo;
let browser;

/** Whether anything about a page is new among those of its route. */
function isNew({ route, shape }) {
  const known = shapes.get(route) ?? new Set();
  shapes.set(route, known);
  const before = known.size;
  for (const part of shape) known.add(part);
  return known.size > before;
}

/** Reads and looks at everything for these people of an office. */
async function everybody(side, when, people) {
  for (const { visitor, seeds } of people) {
    const begun = Date.now();
    const read = await crawl(visitor, all, seeds, isNew);
    const between = Date.now();
    for (const route of read.visited) come.add(route);
    looked += read.fresh.length;
    const seen = await look(browser, visitor, read.fresh, own[side], options);
    const found = [...new Set([...read.faults, ...seen.faults])];
    const of = (kind) => found.filter((fault) => fault.startsWith(kind)).length;
    table.push({
      office: side, when, role: visitor.role, pages: read.pages, looked: read.fresh.length, views: seen.views,
      broken: of("broken"), words: of("words"), axe: of("axe"), overflow: of("overflow"), console: of("console"),
    });
    faults.push(...found.map((fault) => `${side}, ${visitor.role}: ${fault}`));
    console.error(...Object.values(table.at(-1)), `${between - begun} + ${Date.now() - between} ms`);
  }
}

try {
  demo = options.walked ? await walked(folder) : await demonstration(path.join(folder, "demo"));
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const sides = Object.keys(demo.origins).filter((side) => !options.side || side === options.side);
  const offices = [];
  for (const side of sides) {
    const visitor = new Visitor(demo.origins[side], "visitor");
    if (options.walked) {
      await everybody(side, "walked", (await cast(visitor)).map((one) => ({ visitor: one, seeds: ["/"] })));
      continue;
    }
    const people = await prepare(visitor);
    offices.push({ side, visitor, people });
    await everybody(side, "open", people);
  }
  for (const { side, visitor, people } of offices.slice(0, 1)) await everybody(side, "after", await afterTheEnd(visitor, people));
  if (!options.side && !options.walked) {
    for (const route of all.filter((one) => !come.has(one) && !elsewhere[one])) faults.push(`routes: nobody comes to ${route}`);
    for (const route of Object.keys(elsewhere).filter((one) => come.has(one) || !all.includes(one))) faults.push(`routes: ${route} is listed as never visited and is, or is no route`);
  }
} finally {
  await browser?.close();
  demo?.end();
  rmSync(folder, { recursive: true, force: true });
}
console.table(table);
for (const [route, why] of Object.entries(elsewhere)) console.log(`not looked at: ${route} (${why})`);
console.log(`${all.length} routes, ${looked} pages looked at, ${table.reduce((sum, row) => sum + row.views, 0)} views, ${faults.length} faults`);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
