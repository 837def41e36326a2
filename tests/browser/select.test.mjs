// The page of a joint decision as a committee reads it: from disk, in every language, on a telephone and a desk, light and dark,
// with its pictures, their tables, the reviews and the reserve list. HEFU_DECISIONS names a folder of pages made before.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { languages, openFile, overflow, violations } from "./lib.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const given = process.env.HEFU_DECISIONS;
const folder = given ?? mkdtempSync(path.join(tmpdir(), "hefu-select-"));
const shots = process.env.HEFU_SHOTS;
const partners = { 1.1: "hongkong", 1.2: "taiwan" };
const at = (direction, lang) => path.join(folder, `${direction}-${lang}`, "selection.html");
const lines = (file) => readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const hefu = (...words) => execFileSync(path.join(root, "hefu"), words, { stdio: ["ignore", "ignore", "pipe"] });

before(() => {
  if (given) return;
  const [sample, round, lists] = ["sample", "round", "lists"].map((name) => path.join(folder, name));
  hefu("sample", "write", "--size", "small", "--out", sample);
  const sides = ["mainland", "hongkong", "taiwan"].flatMap((side) => ["--side", `${side}=${path.join(sample, side)}`]);
  const as_of = "2020-06-10T09:00:00+08:00[Asia/Shanghai]";
  const rulings = path.join(sample, "rulings.jsonl");
  const checked = () => hefu("round", "--guide", "hkmt-2020", ...sides, "--as-of", as_of, "--rulings", rulings, "--out", round);
  checked();
  // What waits for a person is ruled to be met, so that there are projects to decide on.
  const ruled = new Set(lines(rulings).map((one) => one.finding));
  for (const { id, outcome } of lines(path.join(round, "findings.jsonl"))) {
    if (outcome !== "person" || ruled.has(id)) continue;
    appendFileSync(rulings, `${JSON.stringify({ finding: id, answer: "met", who: "审查员", when: "2020-06-09T15:00:00+08:00", why: "已核对。" })}\n`);
  }
  rmSync(round, { recursive: true });
  checked();
  hefu("sample", "lists", "--size", "small", "--out", lists);
  for (const [direction, partner] of Object.entries(partners)) {
    const own = (name) => path.join(lists, direction, name);
    const files = ["mainland", partner].flatMap((side) => ["--list", `${side}=${own(`${side}.xlsx`)}`, "--scores", `${side}=${own(`${side}-reviews.xlsx`)}`]);
    for (const lang of languages) {
      hefu("--lang", lang, "select", "--guide", "hkmt-2020", "--pairs", path.join(round, "pairs.jsonl"),
        "--applications", path.join(round, "applications.jsonl"), ...files, "--method", own("method.toml"),
        "--without-preference", "--as-of", as_of, "--out", path.dirname(at(direction, lang)));
    }
  }
});

after(() => given || rmSync(folder, { recursive: true, force: true }));

/** Opens every table beside a picture, so that what is in it is looked at too. */
const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

for (const direction of Object.keys(partners)) {
  for (const lang of languages) {
    for (const [width, scheme] of [[320, "light"], [320, "dark"], [1280, "light"], [1280, "dark"]]) {
      test(`direction ${direction} in ${lang} at ${width} pixels, ${scheme}: fits, and no accessibility rule is broken`, async (t) => {
        const page = await openFile(t, at(direction, lang), { width, scheme });
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        if (shots) await page.screenshot({ path: path.join(shots, `select-${direction}-${lang}-${width}-${scheme}.png`), fullPage: true });
        await unfold(page);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await violations(page), []);
        assert.doesNotMatch(await page.locator("body").innerText(), /⟦|undefined|NaN/);
      });
    }
  }
}

test("letters in pictures keep their size on a telephone, and no label leaves its picture", async (t) => {
  const page = await openFile(t, at("1.1", "zh-Hans"), { width: 320 });
  const labels = await page.locator("svg text").evaluateAll((all) => all.map((one) => {
    const [own, whole] = [one.getBoundingClientRect(), one.closest("svg").getBoundingClientRect()];
    return { text: one.textContent, height: own.height, left: own.left - whole.left, right: whole.right - own.right };
  }));
  assert.ok(labels.length > 10);
  for (const { text, height, left, right } of labels) {
    assert.ok(height >= 10, `${text} is ${height} pixels high`);
    assert.ok(left > -1 && right > -1, `${text} leaves its picture: ${left}, ${right}`);
  }
});

test("every picture has its table, and the disagreement shows the same projects in both", async (t) => {
  const page = await openFile(t, at("1.2", "zh-Hant-TW"));
  const figures = page.locator("figure.picture");
  for (let one = 0; one < (await figures.count()); one += 1) {
    const figure = figures.nth(one);
    assert.notEqual((await figure.locator("svg > title").textContent()).trim(), "");
    assert.notEqual((await figure.locator("svg > desc").textContent()).trim(), "");
    assert.ok((await figure.locator("tbody tr").count()) > 0);
  }
  const own = page.locator("figure.picture", { has: page.locator("circle") });
  assert.equal(await own.locator("circle").count(), await own.locator("tbody tr").count());
});

test("the tables are reached and opened by keyboard alone", async (t) => {
  const page = await openFile(t, at("1.1", "en"));
  await page.keyboard.press("Tab");
  for (let step = 0; step < 20; step += 1) {
    if (await page.evaluate(() => document.activeElement?.tagName === "SUMMARY")) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("details[open]").count(), 1);
});
