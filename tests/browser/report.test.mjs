// What an officer does in the report: opens every page, reads a pair's two halves, narrows a list, changes the language.

import assert from "node:assert/strict";
import { test } from "node:test";

import { languages, openReport, overflow, violations } from "./lib.mjs";

const data = (page) => page.evaluate(() => JSON.parse(document.getElementById("data").textContent));

/** The place of one page of every kind, with a pair and an application that have something to show. */
async function places(page) {
  const { pairs, applications, findings, problems } = await data(page);
  const failed = pairs.find((pair) => pair.standing === "failed");
  const spoilt = applications.find((a) => problems.some((p) => p.side === a.side && p.application === a.number));
  const clause = findings.find((finding) => finding.o === "fail").c;
  const at = (kind, id) => `/${kind}/${encodeURIComponent(id)}`;
  return [
    "/overview", "/pairs", "/applications", "/findings", "/clauses", "/rulings", "/problems",
    at("pair", failed.id), at("application", spoilt.k), at("clause", clause), "/no-such-page",
  ];
}

for (const [width, scheme] of [[320, "light"], [1280, "dark"]]) {
  test(`every page at ${width} pixels, ${scheme}: fits, and no accessibility rule is broken`, async (t) => {
    const page = await openReport(t, { width, scheme });
    for (const place of await places(page)) {
      await page.evaluate((hash) => { location.hash = hash; }, place);
      await page.waitForFunction((hash) => location.hash === `#${hash}` && document.querySelector("main h1"), place);
      assert.equal(await overflow(page), 0, place);
      assert.deepEqual(await violations(page), [], place);
    }
  });
}

test("every page speaks every language: no sentence is missing, and the language is said", async (t) => {
  const page = await openReport(t);
  const all = await places(page);
  for (const lang of languages) {
    await page.locator("#lang").selectOption(lang);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    for (const place of all) {
      await page.evaluate((hash) => { location.hash = hash; }, place);
      await page.waitForFunction((hash) => location.hash === `#${hash}`, place);
      const text = await page.locator("body").innerText();
      assert.doesNotMatch(text, /⟦|undefined|\[object|NaN|\{\d\}/, `${lang} ${place}`);
    }
  }
});

test("a pair shows both halves, marks each difference, and leads to the sentence of the guide", async (t) => {
  const page = await openReport(t, { lang: "zh-Hans" });
  const { pairs, applications } = await data(page);
  const pair = pairs.find((p) => p.comparisons.some((c) => c.parts.some((part) => part.diff?.some(([kind]) => kind !== "same"))));
  await page.goto(`${page.url().split("#")[0]}#/pair/${encodeURIComponent(pair.id)}`);
  const main = page.locator("main");
  for (const half of pair.halves) {
    const { title, number } = applications.find((a) => a.k === half);
    const text = await main.innerText();
    assert.ok(text.includes(title) && text.includes(number), `${title} of ${number}`);
  }
  assert.ok((await main.locator("del, ins").count()) > 0, "a difference is marked character by character");
  const clause = main.locator('.finding a[href^="#/clause/"]').first();
  const id = await clause.innerText();
  await clause.click();
  await page.waitForFunction((wanted) => document.querySelector("main h1")?.textContent.includes(wanted), id);
  assert.notEqual((await main.locator("blockquote").innerText()).trim(), "");
});

test("filters narrow a list, live in the address, and an input method is not disturbed", async (t) => {
  const page = await openReport(t, { hash: "/applications" });
  const { applications } = await data(page);
  const rows = page.locator("main table tbody tr");
  await page.locator('select[name="side"]').selectOption("taiwan");
  assert.equal(await rows.count(), Math.min(100, applications.filter((a) => a.side === "taiwan").length));
  const wanted = applications.find((a) => a.side === "taiwan");
  await page.locator('input[name="q"]').fill(wanted.number);
  assert.equal(await rows.count(), 1);
  assert.match(page.url(), /side=taiwan/);
  await page.reload();
  assert.equal(await rows.count(), 1, "the same view from the address");
  const same = await page.locator('input[name="q"]').evaluate((field) => {
    field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    return field.isConnected;
  });
  assert.ok(same, "the field is not replaced while a word is being composed");
});

test("what awaits a person can be counted on the first page and listed from there", async (t) => {
  const page = await openReport(t);
  const { findings } = await data(page);
  const waiting = findings.filter((finding) => finding.o === "person").length;
  const figure = page.locator('a.figure[href="#/findings?o=person"]');
  assert.equal(Number(await figure.locator("b").innerText()), waiting);
  await figure.click();
  await page.locator("main .finding").first().waitFor();
  assert.equal(await page.locator("main .finding").count(), Math.min(100, waiting));
});
