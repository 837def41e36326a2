// Every piece of the portal's pages, as the gallery shows it: fits every width and breaks no accessibility rule, in light and
// dark and in every language; what the script adds works, and without script nothing is lost.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { languages, overflow, violations, widths } from "./lib.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

let address = process.env.HEFU_GALLERY;
let server;
let browser;
let places;

before(async () => {
  if (!address) {
    server = spawn(path.join(root, "hefu"), ["gallery"], { stdio: ["ignore", "pipe", "inherit"], detached: true });
    const lines = createInterface({ input: server.stdout });
    const [said] = await Promise.race([once(lines, "line"), once(server, "exit").then(() => [undefined])]);
    assert.match(said ?? "nothing", /^http:/, "the gallery says where it is");
    address = said;
  }
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const page = await browser.newPage();
  await page.goto(address);
  places = await page.locator("main ul a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await page.close();
});

after(async () => {
  await browser?.close();
  if (server?.exitCode === null) process.kill(-server.pid);
});

/** Opens a window that closes with the test; an uncaught error, a refused inline script or style, a request elsewhere fails it. */
async function open(t, { width = 1280, scheme = "light", lang = "zh-Hans", script = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, locale: lang, colorScheme: scheme, javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && !/status of [45]/.test(message.text()) && wrong.push(`console: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith(address) || wrong.push(`request: ${request.url()}`));
  t.after(async () => {
    await context.close();
    if (wrong.length) throw new Error([...new Set(wrong)].join("\n"));
  });
  return page;
}

const at = (place, lang) => `${address}${place}?lang=${lang}`;

for (const scheme of ["light", "dark"]) {
  for (const width of widths) {
    test(`every page at ${width} pixels, ${scheme}: fits, and no accessibility rule is broken`, async (t) => {
      const page = await open(t, { width, scheme });
      assert.ok(places.length >= 20, "pages and errors are found");
      for (const [i, place] of places.entries()) {
        const lang = languages[(i + width + (scheme === "dark" ? 1 : 0)) % languages.length];
        await page.goto(at(place, lang));
        assert.equal(await overflow(page), 0, `${place} ${lang}`);
        assert.deepEqual(await violations(page), [], `${place} ${lang}`);
      }
    });
  }
}

for (const lang of languages) {
  test(`every page in ${lang}: says its language, lacks no sentence, fits a telephone`, async (t) => {
    const page = await open(t, { width: 320, lang });
    for (const place of places) {
      await page.goto(at(place, lang));
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      assert.equal(await page.locator("h1").count(), 1, place);
      assert.doesNotMatch(await page.locator("body").innerText(), /⟦|undefined|\{\$/, `${lang} ${place}`);
      assert.equal(await overflow(page), 0, place);
    }
  });
}

test("text twice as large still fits a desk", async (t) => {
  const page = await open(t, { width: 640 });
  for (const place of places) {
    await page.goto(at(place, "en"));
    await page.evaluate(() => { document.documentElement.style.fontSize = "30px"; });
    assert.equal(await overflow(page), 0, place);
  }
});

test("the summary of errors is read first, and leads to the field", async (t) => {
  const page = await open(t);
  await page.goto(at("/mistakes", "en"));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "alert");
  for (const link of await page.locator(".wrong a").all()) {
    const id = (await link.getAttribute("href")).slice(1);
    await link.click();
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    const described = await page.evaluate((wanted) => {
      const node = document.getElementById(wanted);
      const by = [node, node.closest("fieldset")].map((one) => one?.getAttribute("aria-describedby") ?? "").join(" ");
      return by.split(" ").some((one) => one.endsWith(".error") && document.getElementById(one));
    }, id);
    assert.ok(described, `${id} is described by its error`);
  }
});

test("rows are added and taken away in place, numbered anew, up to the most", async (t) => {
  const page = await open(t);
  await page.goto(at("/rows", "en"));
  const rows = page.locator("[data-row]");
  const add = page.locator("[data-row-add]");
  await rows.nth(0).locator("[data-row-remove]").click();
  assert.equal(await rows.count(), 1);
  assert.equal(await rows.locator("legend").first().innerText(), "Unit 1");
  for (let i = 0; i < 4; i += 1) await add.click();
  assert.equal(await rows.count(), 5);
  assert.equal(await add.isVisible(), false);
  const names = await page.locator("[data-row] [name]:not(button)").evaluateAll((all) => all.map((one) => one.name));
  assert.equal(new Set(names).size, names.length, "no two fields have one name");
  assert.ok(names.every((name) => /^units-\d+-/.test(name)), names.join(" "));
  assert.match(await page.evaluate(() => document.activeElement.name), /^units-5-name$/);
  assert.deepEqual(await violations(page), []);
});

test("without script rows are added and taken away by the office", async (t) => {
  const page = await open(t, { script: false });
  await page.goto(at("/rows", "en"));
  const names = page.locator('[data-row] input[name$="-name"]');
  await names.nth(0).fill("A & B <institute>");
  await page.locator("[data-row-add]").click();
  assert.equal(await names.count(), 3);
  assert.equal(await names.nth(0).inputValue(), "A & B <institute>");
  await page.locator("[data-row-remove]").nth(1).click();
  assert.equal(await names.count(), 2);
  assert.equal(await names.nth(1).inputValue(), "");
});

test("the Enter key sends the form's own act and removes nothing", async (t) => {
  const page = await open(t, { script: false });
  await page.goto(at("/rows", "en"));
  const names = page.locator('[data-row] input[name$="-name"]');
  await names.nth(0).press("Enter");
  await page.waitForLoadState();
  assert.equal(await names.count(), 2);
});

test("what is written is saved a moment later, not while a word is composed", async (t) => {
  const page = await open(t);
  const sent = [];
  await page.route("**/save", async (route) => { sent.push(route.request().postData()); await route.continue(); });
  await page.goto(at("/fields", "en"));
  await page.locator("#title").evaluate((field) => field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true })));
  await page.waitForTimeout(1500);
  assert.equal(sent.length, 0);
  await page.locator("#title").fill("x");
  await page.locator("#abstract").fill("12345");
  await page.waitForFunction(() => document.querySelector('input[name="version"]').value === "2");
  assert.equal(sent.length, 1, "two changes at once are one saving");
  assert.match(sent[0], /title=x/);
  assert.equal(await page.locator("[data-saved]").innerText(), "Saved 12:00");
  assert.equal(await page.locator('[id="abstract.count"]').innerText(), "5 of 500 characters");
});

test("a saving that fails says so and keeps what was written", async (t) => {
  const page = await open(t);
  await page.route("**/save", (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "" }));
  await page.goto(at("/fields", "en"));
  await page.locator("#title").fill("kept");
  await page.waitForSelector("[data-saved].lost");
  assert.match(await page.locator("[data-saved]").innerText(), /Not saved/);
  assert.equal(await page.locator("#title").inputValue(), "kept");
});

test("a Taiwan reader sees the 民國 date beside the Gregorian one, others do not", async (t) => {
  const page = await open(t);
  await page.goto(at("/fields", "zh-Hant-TW"));
  const read = page.locator('[id="start.read"]');
  assert.equal(await read.innerText(), "民國110年1月1日");
  await page.locator("#start").fill("2022/3/4");
  assert.equal(await read.innerText(), "民國111年3月4日");
  await page.goto(at("/fields", "zh-Hans"));
  assert.equal(await page.locator("[data-read]:visible").filter({ hasText: /民[國国]/ }).count(), 0);
});

test("the whole page can be used by keyboard, and the focus is seen", async (t) => {
  const page = await open(t);
  await page.goto(at("/tasks", "en"));
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  assert.notEqual(seen, "0px");
});
