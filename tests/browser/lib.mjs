// What the browser tests share: Debian's Chromium, the round's report opened from disk as a reader would open it, and the
// accessibility rules.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

export { misworded, overflow, violations } from "./rules.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The languages a report speaks. */
export const languages = ["zh-Hans", "zh-Hant-HK", "zh-Hant-TW", "en"];
/** The widths, in CSS pixels, at which a page is looked at: a small telephone, a tablet, a desk. */
export const widths = [320, 768, 1280];

let browser;
let profile;
let report = process.env.HEFU_REPORT;

before(async () => {
  profile = mkdtempSync(path.join(tmpdir(), "hefu-browser-"));
  if (!report) {
    execFileSync(path.join(root, "hefu"), ["demo", "--out", path.join(profile, "demo")], { stdio: ["ignore", 2, 2] });
    report = path.join(profile, "demo/round/report.html");
  }
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
});

after(async () => {
  await browser?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
});

/**
 * Opens the report in a window of its own, which closes with the test `t`. The page may use nothing but itself: a request
 * for any other file or address, an uncaught error or an error on the console fails the test.
 *
 * @param {import("node:test").TestContext} t
 * @param {{width?: number, height?: number, lang?: string, scheme?: "light" | "dark", hash?: string}} options `lang` is the
 *   language the browser asks for; `hash` the place inside the report, without `#`
 */
export async function openReport(t, options = {}) {
  return openFile(t, report, options);
}

/** Opens any page that stands alone on disk, under the same conditions. */
export async function openFile(t, file, { width = 1280, height = 900, lang = "zh-Hans", scheme = "light", hash = "" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang, colorScheme: scheme });
  const page = await context.newPage();
  const wrong = [];
  const url = pathToFileURL(path.resolve(file)).href;
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith("data:") && !asked.startsWith("blob:") && asked.split("#")[0] !== url) wrong.push(`request: ${asked}`);
  });
  t.after(async () => {
    await context.close();
    if (wrong.length) throw new Error(`the page does not stand alone:\n${[...new Set(wrong)].join("\n")}`);
  });
  await page.goto(hash ? `${url}#${hash}` : url, { waitUntil: "load" });
  return page;
}
