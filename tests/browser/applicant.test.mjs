// Two applicants of one joint project, each at its own office of the demonstration: what needs them, a half shown before it is
// handed in and taken back, a pairing code, the difference with both values, handing in twice by mistake. Every page fits a
// telephone and a desk and breaks no accessibility rule.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { overflow, violations } from "./lib.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(path.join(tmpdir(), "hefu-applicant-"));
const shots = process.env.HEFU_SHOTS;
const offices = {};
let demo;
let browser;

before(async () => {
  // The demonstration stays up on a terminal only, so it gets one.
  const program = process.env.HEFU_PROGRAM ?? path.join(root, "hefu");
  const command = `${program} --lang en demo --small --out ${path.join(folder, "demo")}`;
  demo = spawn("script", ["-qfec", command, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  for await (const line of createInterface({ input: demo.stdout })) {
    const found = /http:\/\/(mainland|hongkong|taiwan)\.localhost:\d+/.exec(line);
    if (found) offices[found[1]] = found[0];
    if (Object.keys(offices).length === 3) break;
  }
  assert.equal(Object.keys(offices).length, 3, "the three offices are up");
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
});

after(async () => {
  await browser?.close();
  if (demo) process.kill(-demo.pid);
  rmSync(folder, { recursive: true, force: true });
});

/** A window at an office, signed in as the person of this place in its list (officers come first). */
async function as(t, side, place, { lang = side === "mainland" ? "zh-CN" : "zh-Hant-HK", script = true } = {}) {
  const context = await browser.newContext({ locale: lang, javaScriptEnabled: script });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && !/status of [45]/.test(message.text()) && wrong.push(`console: ${message.text()}`));
  t.after(async () => {
    await context.close();
    if (wrong.length) throw new Error([...new Set(wrong)].join("\n"));
  });
  await page.goto(`${offices[side]}/sign-in`);
  const people = page.locator("main input[type=radio][name=account]");
  await people.nth(place < 0 ? (await people.count()) + place : place).check();
  await page.locator("main form button").first().click();
  return page;
}

let shot = 0;

/** Looks at the page as it stands: narrow and dark, wide and light. */
async function look(page, name) {
  const place = new URL(page.url()).pathname;
  for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    if (shots) await page.screenshot({ path: path.join(shots, `${String(++shot).padStart(2, "0")}-${name}-${width}.png`), fullPage: true });
    assert.equal(await overflow(page), 0, `${place} at ${width}`);
    assert.deepEqual(await violations(page), [], `${place} at ${width}, ${colorScheme}`);
  }
  assert.doesNotMatch(await page.locator("body").innerText(), /⟦/, place);
}

const text = (page) => page.locator("main").innerText();
const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

/** Begins an application in 1.1 with a title and a period. Gives its path. */
async function begin(page, side, title, end) {
  await page.goto(`${offices[side]}/`);
  await press(page, side === "mainland" ? "新建申请" : "建立申請");
  const draft = new URL(page.url()).pathname;
  await page.goto(`${offices[side]}${draft}/form/project`);
  await page.locator("#title").fill(title);
  await page.locator("#start").fill("2031-01-01");
  await page.locator("#end").fill(end);
  await press(page, side === "mainland" ? "保存" : "儲存");
  await page.waitForURL((url) => !url.pathname.includes("/form/"));
  return draft;
}

/** Looks at a page again and again until it says this. */
async function until(page, pattern) {
  for (let tries = 0; tries < 60; tries += 1) {
    if (pattern.test(await text(page))) return;
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.match(await text(page), pattern);
}

test("the dashboard says what needs the applicant, what is handed in and whose turn it is", async (t) => {
  const page = await as(t, "hongkong", 5);
  await page.goto(`${offices.hongkong}/applications`);
  assert.match(await text(page), /現在需要您處理的事項/);
  await look(page, "dashboard");
  const plain = await as(t, "mainland", 5, { lang: "en", script: false });
  await plain.goto(`${offices.mainland}/applications?lang=en`);
  assert.match(await text(plain), /What needs you now/);
});

test("the guide sets up no direction with 澳门, and the first page says so", async (t) => {
  const page = await as(t, "mainland", -1);
  await page.goto(`${offices.mainland}/`);
  assert.match(await text(page), /本批次指南未设立该方向（G-5）/);
  await look(page, "home");
});

const halves = {};

test("halves shown before handing in find each other by a code, and differ where they differ", async (t) => {
  const mainland = await as(t, "mainland", -1);
  const hongkong = await as(t, "hongkong", -1);
  halves.mainland = await begin(mainland, "mainland", "面向海港的潮汐能预测研究", "2032-12-31");
  halves.hongkong = await begin(hongkong, "hongkong", "面向海港的潮汐能預測研究", "2033-06-30");
  await look(mainland, "tasks");
  await mainland.goto(`${offices.mainland}${halves.mainland}/pair`);
  assert.match(await text(mainland), /展示不等于提交/);
  await look(mainland, "panel-before");
  await press(mainland, "生成配对码");
  const code = (await mainland.locator("main pre").innerText()).trim();
  assert.match(code, /^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
  await look(mainland, "code-made");
  await mainland.goto(`${offices.mainland}${halves.mainland}/pair`);
  assert.doesNotMatch(await text(mainland), new RegExp(code), "the code is shown once");
  await press(mainland, "向对方展示我的一份");
  assert.match(await mainland.locator(".flash").innerText(), /申请尚未提交/);
  await look(mainland, "panel-shown");

  await hongkong.goto(`${offices.hongkong}${halves.hongkong}/pair`);
  assert.doesNotMatch(await text(hongkong), /面向海港的潮汐能预测研究/, "nothing is seen before the own half is shown");
  await hongkong.locator("#code").fill("OOOO");
  await press(hongkong, "使用此配對碼");
  assert.match(await hongkong.locator(".wrong").innerText(), /OOOO/);
  await look(hongkong, "code-wrong");
  await hongkong.locator("#code").fill(code.toLowerCase());
  await press(hongkong, "使用此配對碼");
  await press(hongkong, "向對方展示我的一份");
  await until(hongkong, /已找到/);
  const seen = await text(hongkong);
  assert.match(seen, /2032/);
  assert.match(seen, /2033/);
  assert.match(seen, /已展示，未提交/);
  await look(hongkong, "panel-early");
  await until(mainland, /已找到/);
  await mainland.goto(`${offices.mainland}/applications`);
  assert.match(await text(mainland), /两份申请不一致：项目执行/);
  await look(mainland, "dashboard-writing");
});

test("officers see no half that is only shown", async (t) => {
  for (const place of [1, 2, 3]) {
    const page = await as(t, "hongkong", place);
    for (const where of ["/pairs", "/desk", "/exchange"]) {
      await page.goto(`${offices.hongkong}${where}`);
      assert.doesNotMatch(await page.locator("body").innerText(), /潮汐能/, where);
    }
  }
});

test("what is taken back is gone from the partner's page", async (t) => {
  const mainland = await as(t, "mainland", -1);
  const hongkong = await as(t, "hongkong", -1);
  await mainland.goto(`${offices.mainland}${halves.mainland}/pair`);
  await press(mainland, "收回展示");
  assert.match(await mainland.locator(".flash").innerText(), /已收回展示/);
  await hongkong.goto(`${offices.hongkong}${halves.hongkong}/pair`);
  await until(hongkong, /暫未找到/);
  assert.doesNotMatch(await text(hongkong), /潮汐能预测|2032/);
  await look(hongkong, "panel-taken-back");
});

test("handing in twice by mistake gives one number and one receipt", async (t) => {
  const page = await as(t, "mainland", -1);
  const second = await page.context().newPage();
  for (const one of [page, second]) await one.goto(`${offices.mainland}${halves.mainland}/check`);
  await look(page, "check");
  await Promise.all([page, second].map((one) => press(one, "提交申请")));
  for (const one of [page, second]) await one.waitForURL((url) => url.pathname === halves.mainland);
  const number = async (one) => /DM-?\d+/.exec(await text(one))?.[0] ?? /D[A-Z]-\d+/.exec(await text(one))?.[0];
  assert.ok(await number(page));
  assert.equal(await number(page), await number(second));
  const receipts = await Promise.all([page, second].map((one) => one.evaluate((at) => fetch(at).then((answer) => answer.text()), `${halves.mainland}/receipt`)));
  assert.equal(receipts[0], receipts[1]);
  await page.goBack();
  await look(page, "after");
});
