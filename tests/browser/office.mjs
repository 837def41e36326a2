// One office of the Hong Kong side in a folder of its own, served to a browser, with its people: what the tests of its pages
// share.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { misworded, overflow, violations } from "./lib.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = path.join(root, "hefu");
/** Where screenshots go, if anywhere. */
const shots = process.env.HEFU_SHOTS;

/** An instant so many days from now, as an officer in Hong Kong writes it. */
export const day = (days) =>
  `${new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Hong_Kong", dateStyle: "short" }).format(Date.now() + days * 864e5)} 12:00`;
export const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();
export const main = (page) => page.locator("main").innerText();
export const hefu = (...words) => execFileSync(program, ["--lang", "en", ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/**
 * Opens the accounts of these people, gives roles by the people's keys, and publishes the notice of direction 1.1.
 */
export async function staff({ as, go }, t, people, roles) {
  const boss = await as(t, people.administrator);
  for (const [key, name] of Object.entries(people).slice(1)) {
    await go(boss, "/accounts");
    await boss.locator("#name").fill(name);
    await boss.locator("#email").fill(`${key}@example.org`);
    await press(boss, "開設帳戶");
  }
  for (const [key, role] of Object.entries(roles)) {
    await boss.locator("#account").selectOption({ label: people[key] });
    await boss.locator("#role").selectOption(role);
    await press(boss, "授予角色");
  }
  const programme = await as(t, people.programme);
  await go(programme, "/notices/1.1");
  for (const [field, value] of [["number", "範例通告第1號"], ["opens", day(-1)], ["closes", day(30)], ["contact", "call@example.org"], ["basis", "內地與香港科技合作協議（範例）"]]) {
    await programme.locator(`#${field}`).fill(value);
  }
  await press(programme, "發布");
  return programme;
}

/**
 * Makes the office before the tests of a file and ends it after them.
 *
 * @param {string} name of the file, for its folder and screenshots
 * @param {string} administrator name of the administrator, the one person it begins with
 * @param {() => Promise<string> | string} settings further lines of `office.toml`
 */
export function office(name, administrator, settings = () => "") {
  const folder = mkdtempSync(path.join(tmpdir(), `hefu-${name}-`));
  const config = path.join(folder, "office.toml");
  const own = { folder, config, address: undefined, server: undefined, told: undefined };
  let browser;
  let shot = 0;

  own.serve = async () => {
    own.server = spawn(program, ["--lang", "en", "serve", "--config", config], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(own.server, "exit").then(() => [""]);
    const [said] = await Promise.race([once(createInterface({ input: own.server.stdout }), "line"), ended]);
    own.address = /http:\/\/[0-9.:]+/.exec(said)?.[0];
    assert.ok(own.address, "the office says where it is");
  };

  before(async () => {
    hefu("office", "new", "--side", "hongkong", "--out", config);
    const text = readFileSync(config, "utf8").replace('authority = ""', 'authority = "範例創新科技署（虛構）"').replace(/listen = .*/, 'listen = "127.0.0.1:0"');
    writeFileSync(config, `${text}demo = true\n${await settings()}`);
    own.told = hefu("office", "administrator", "--config", config, "--name", administrator, "--email", "a@example.org");
    await own.serve();
    browser = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    });
  });

  after(async () => {
    await browser?.close();
    if (own.server?.exitCode === null && own.server.signalCode === null) {
      own.server.kill();
      await once(own.server, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** A window of its own, signed in as a person of the demonstration (or nobody); it closes with the test, which fails where
   *  a page had an error. */
  own.as = async (t, person, { lang = "zh-Hant-HK", script = true } = {}) => {
    const context = await browser.newContext({ locale: lang, javaScriptEnabled: script, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && !/status of [45]/.test(message.text()) && wrong.push(`console: ${message.text()}`));
    t.after(async () => {
      await context.close();
      if (wrong.length) throw new Error([...new Set(wrong)].join("\n"));
    });
    await page.goto(`${own.address}/sign-in`);
    if (person) {
      await page.getByLabel(person, { exact: false }).first().check();
      await page.locator("main form button").click();
    }
    return page;
  };

  own.go = (page, place) => page.goto(own.address + place);

  /** Looks at the page as it stands: narrow and wide, light and dark. */
  own.look = async (page, what = "") => {
    const place = page.url().replace(own.address, "");
    for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      if (shots) {
        mkdirSync(shots, { recursive: true });
        const number = String((shot += 1)).padStart(2, "0");
        await page.screenshot({ path: path.join(shots, `${name}-${number}-${what}-${width}.png`), fullPage: true });
      }
      assert.equal(await overflow(page), 0, `${place} at ${width}`);
      assert.deepEqual(await violations(page), [], `${place} at ${width}, ${colorScheme}`);
    }
    const text = await page.locator("body").innerText();
    assert.deepEqual(misworded(text), [], place);
  };

  return own;
}
