// The demonstration's three offices, served to a browser, with their people: what the tests that walk through it share.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { overflow, violations } from "./lib.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const folder = mkdtempSync(path.join(tmpdir(), "hefu-walk-"));
/** Where screenshots go, if anywhere. */
export const shots = process.env.HEFU_SHOTS;
export const roles = {
  mainland: { administrator: "管理员", programme: "项目主管", check: "形式审查人员", applicant: "申请人" },
  hongkong: { administrator: "管理員", programme: "項目主管", check: "形式審查人員", applicant: "申請人" },
};
export const langs = { mainland: "zh-Hans", hongkong: "zh-Hant-HK" };
let demo;
export let browser;
export const office = {};

before(async () => {
  if (shots) mkdirSync(shots, { recursive: true });
  // Built first, so that the program below is the demonstration itself and not the building of it.
  execFileSync(path.join(root, "hefu"), ["--version"], { stdio: "ignore" });
  demo = spawn(path.join(root, "hefu"), ["--lang", "en", "demo", "--small", "--stay", "--out", path.join(folder, "demo")], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: demo.stdout })) {
    const found = /^http:\/\/(mainland|hongkong|taiwan)\.localhost:\d+/.exec(line);
    if (found) office[found[1]] = found[0];
    if (office.taiwan) break;
  }
  assert.deepEqual(Object.keys(office), ["mainland", "hongkong", "taiwan"], "the demonstration says where its offices are");
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
});

after(async () => {
  await browser?.close();
  await stay();
  demo?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Where `HEFU_STAY` names a file, the offices stay as the walk has left them: their addresses are written there, and they end
 *  when the file is gone. */
async function stay() {
  const file = process.env.HEFU_STAY;
  if (!file) return;
  writeFileSync(`${file}.new`, JSON.stringify(office));
  renameSync(`${file}.new`, file);
  while (existsSync(file)) await pause(500);
}

/** Everybody who can be signed in as at an office: account, and the role in its words. */
export async function people(page, side) {
  await page.goto(`${office[side]}/sign-in`);
  return page.locator("input[name=account]").evaluateAll((all) =>
    all.map((one) => ({ account: one.value, role: document.getElementById(one.getAttribute("aria-describedby"))?.innerText.trim() })));
}

/** A window of its own, signed in at an office in this role: the first who has it, or who `wanted` says is the one. */
export async function as(t, side, role, wanted = async () => true) {
  const context = await browser.newContext({ locale: langs[side], viewport: { width: 1280, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.side = side;
  const known = (await people(page, side)).filter((one) => one.role === roles[side][role]);
  assert.ok(known.length > 0, `${side} has ${role}`);
  for (const { account } of known) {
    await page.goto(`${office[side]}/sign-in`);
    await page.locator(`input[name=account][value="${account}"]`).check();
    await page.locator("main form button").click();
    if (await wanted(page)) return page;
  }
  throw new Error(`nobody at ${side} is the one`);
}

/** A window of its own, signed in at an office as a person by name, in a language. */
export async function person(t, side, name, lang = langs[side], options = {}) {
  const context = await browser.newContext({ locale: lang, viewport: { width: 1280, height: 900 }, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.side = side;
  await page.goto(`${office[side]}/sign-in`);
  await page.getByLabel(name, { exact: false }).first().check();
  await page.locator("main form button").click();
  return page;
}

export const go = (page, place) => page.goto(office[page.side] + place);
export const said = (page) => page.locator("main").innerText();
export const hrefs = (page, pattern) => page.locator("main a").evaluateAll((all, source) => [...new Set(all.map((a) => a.getAttribute("href")))].filter((href) => new RegExp(source).test(href)), pattern);

/** Looks at the page as it stands: narrow and wide, dark and light. */
export async function look(page, name) {
  for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    assert.equal(await overflow(page), 0, `${name} at ${width}`);
    assert.deepEqual(await violations(page), [], `${name} at ${width}, ${colorScheme}`);
  }
  assert.doesNotMatch(await page.locator("body").innerText(), /⟦/, name);
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}

/** The pages of the handed-in applications of a direction at this officer's office. */
export async function handedIn(page, direction) {
  await go(page, `/pairs?direction=${direction}`);
  const found = [];
  for (const pair of await hrefs(page, `^/pairs/${direction.replace(".", "\\.")}-`)) {
    await go(page, pair);
    found.push(...(await hrefs(page, "^/applications/[0-9a-z]+$")));
  }
  return found;
}

/** The finding cards of a page: outcome in the page's words and whole text. */
export const findings = (page) => page.locator(".finding").evaluateAll((all) => all.map((one) => one.innerText));

/** Rules on everything in a direction that waits for a person: what is asked is met, and of halves that compete the first
 *  two belong together. */
export async function ruleAll(page) {
  const answer = async (form, met) => {
    await form.locator(`input[type=radio][value=${met ? "met" : "not_met"}]`).check();
    await form.locator("textarea").fill("已对照双方文件。");
    await form.locator("button").click();
  };
  const unruled = () => page.locator("form[action='/pairs/rule']");
  const waiting = async (state, pattern) => {
    await go(page, `/pairs?direction=1.1&state=${state}`);
    return hrefs(page, pattern);
  };
  let left = [];
  for (let round = 0; round < 4; round += 1) {
    left = [];
    for (const state of ["ruling", "confirm"]) {
      for (const place of await waiting(state, "^/pairs/1\\.1-")) {
        left.push(place);
        await go(page, place);
        const asked = await unruled().locator("input[name=finding]").evaluateAll((all) => all.map((one) => one.value));
        for (const finding of asked.filter((one) => state === "confirm" || !one.endsWith("/pairing"))) {
          await go(page, place);
          await answer(unruled().filter({ has: page.locator(`input[name=finding][value="${finding}"]`) }).first(), true);
        }
      }
    }
    const [claimed] = await waiting("claimed", "^/pairs/claimed/");
    if (claimed) {
      left.push(claimed);
      await go(page, claimed);
      const forms = await unruled().count();
      for (let at = 0; at < forms; at += 1) {
        await go(page, claimed);
        if ((await unruled().count()) <= at) break;
        await answer(unruled().nth(at), at === 0);
      }
    }
    if (left.length === 0) return;
  }
  assert.fail(`always left to rule on at ${page.side}: ${left.join(" ")}\n${await said(page)}`);
}

/** Closes direction 1.1 at both offices and settles it once their statements have crossed. Gives the officers, each on the page
 *  that says what came of it. */
export async function closeAndSettle(t, sides) {
  for (const side of sides) {
    const officer = await as(t, side, "programme");
    await go(officer, "/closing/1.1");
    await officer.locator("form[action$='/close'] button").click();
    assert.equal(await officer.locator("form[action$='/close']").count(), 0, "closed once");
  }
  const officers = [];
  for (const side of sides) {
    const officer = await as(t, side, "programme");
    for (let waited = 0; ; waited += 1) {
      await go(officer, "/closing/1.1");
      const closed = await officer.locator("#sides tbody tr, table tbody tr").allInnerTexts();
      if (closed.length === 2 && closed.every((row) => /已截止/.test(row))) break;
      assert.ok(waited < 60, `the closing statements reach ${side}: ${closed}`);
      await officer.waitForTimeout(500);
    }
    for (let waited = 0; ; waited += 1) {
      await officer.locator("form[action$='/settle'] button").click();
      // Closing is a change too, and pairing follows within a moment.
      if ((await officer.locator(".flash.fail").count()) === 0) break;
      assert.ok(waited < 60, `${side} settles: ${await said(officer)}`);
      await officer.waitForTimeout(500);
      await go(officer, "/closing/1.1");
    }
    officers.push(officer);
  }
  return officers;
}
