// Officers at work: the board, lists with their files, the form-check desk by keyboard, rulings on many findings at once and
// their undoing, the clause page. Every page fits a telephone and a desk and breaks no accessibility rule.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { hefu, office, press, staff } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", check: "審查主任", auditor: "核數師", applicant: "陳大文" };
const own = office("officers", people.administrator);
const { as, look, go, config } = own;

/** Hands in one application whose period a person must rule on. */
async function handIn(page, title) {
  await go(page, "/");
  await press(page, "建立申請");
  const draft = new URL(page.url()).pathname;
  await go(page, `${draft}/form/project`);
  await page.locator("#title").fill(title);
  await page.locator("#start").fill("2028-02-29");
  await page.locator("#end").fill("2030-02-28");
  await press(page, "儲存");
  await go(page, `${draft}/check`);
  await press(page, "提交申請");
}

test("applications come in", async (t) => {
  await staff(own, t, people, { programme: "programme_officer", check: "form_check_officer", auditor: "auditor" });
  const applicant = await as(t, people.applicant);
  for (const title of ["基於知識圖譜的課堂教學研究", "面向長者的智能健康監測", "=SUM(1)"]) await handIn(applicant, title);
});

test("the board says what waits and leads there", async (t) => {
  for (const [name, lang] of [[people.programme, "zh-Hant-HK"], [people.check, "en"], [people.auditor, "zh-Hans"]]) {
    const page = await as(t, name, { lang });
    await go(page, `/desk?lang=${lang}`);
    assert.equal(await page.locator("#views tbody tr").count() >= 6, true);
    await look(page, `board-${lang}`);
  }
});

test("a list is searched, narrowed and saved as it is shown", async (t) => {
  const page = await as(t, people.check, { lang: "en" });
  await go(page, "/desk/applications?lang=en");
  assert.equal(await page.locator("#list tbody tr").count(), 3);
  await look(page, "applications");
  await page.locator("#filter-q").fill("智能健康监测");
  await press(page, "Show");
  assert.equal(await page.locator("#list tbody tr").count(), 1, "simplified words find a traditional title");
  assert.equal(await page.locator("#list [lang='zh-Hant-HK']").first().isVisible(), true);
  await page.getByRole("link", { name: "Clear", exact: true }).click();
  await page.getByRole("link", { name: "Number", exact: true }).click();
  assert.equal(await page.locator("#list th[aria-sort='ascending']").count(), 1);
  await page.getByRole("link", { name: /^Number/ }).click();
  assert.equal(await page.locator("#list th[aria-sort='descending']").count(), 1);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /CSV/ }).click()]);
  const text = readFileSync(await csv.path(), "utf8");
  assert.match(text, /^\uFEFFNumber,Title/);
  assert.match(text, /'=SUM\(1\)/);
  assert.ok(text.indexOf("H0003") < text.indexOf("H0001"), "in the order shown");
  await go(page, "/pairs?lang=en");
  await look(page, "pairs");
});

test("the form check goes from finding to finding by keys, and without script by links", async (t) => {
  const page = await as(t, people.check, { lang: "en" });
  await go(page, "/desk/findings?outcome=person&clause=HK-5&lang=en");
  await look(page, "findings");
  assert.equal(await page.locator("#list tbody tr").count(), 3);
  await page.locator("#list tbody a").first().click();
  await look(page, "ruling");
  const first = page.url();
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.href !== first);
  await page.keyboard.press("k");
  await page.waitForURL(first);
  await page.keyboard.press("?");
  assert.equal(await page.locator("[data-keys]").getAttribute("open"), "");
  await look(page, "keys");
  await press(page, "Switch keys off");
  await page.keyboard.press("j");
  assert.equal(page.url(), first, "switched off, keys do nothing");
  await press(page, "Switch keys on");
  await page.locator("#why").fill("j");
  assert.equal(await page.locator("#why").inputValue(), "j", "and nothing while one writes");
  const bare = await as(t, people.check, { lang: "en", script: false });
  await bare.goto(first);
  await bare.getByRole("link", { name: "Finding after" }).click();
  assert.notEqual(bare.url(), first);
  await bare.locator("#answer\\.0, [name=answer][value=met]").first().check();
  await bare.locator("#why").fill("counted on the calendar");
  await press(bare, "Record the ruling");
  assert.match(await bare.locator(".flash").innerText(), /recorded/);
  // Whoever still looks at what was is told, and what was written stays.
  const stale = page;
  await stale.goto(first);
  const other = await as(t, people.check, { lang: "en", script: false });
  await other.goto(first);
  for (const [window, why] of [[other, "first"], [stale, "second"]]) {
    await window.locator("[name=answer][value=met]").check();
    await window.locator("#why").fill(why);
    await press(window, "Record the ruling");
  }
  assert.match(await stale.locator(".wrong").innerText(), /changed since/);
  assert.equal(await stale.locator("#why").inputValue(), "second");
  await look(stale, "overtaken");
});

test("many findings are ruled at once after a preview, and undone", async (t) => {
  const applicant = await as(t, people.applicant);
  for (const title of ["第四份", "第五份"]) await handIn(applicant, title);
  const page = await as(t, people.check, { lang: "en" });
  await go(page, "/desk/findings?outcome=person&clause=HK-5&lang=en");
  const open = await page.locator("#list tbody tr").count();
  assert.ok(open >= 3);
  await go(page, "/desk/alike?lang=en");
  await look(page, "alike");
  await page.locator("#alike tbody tr").filter({ hasText: "HK-5" }).locator("a").first().click();
  await look(page, "group");
  await page.locator("[name=answer][value=met]").check();
  await page.locator("#why").fill("counted on the calendar");
  await press(page, "Preview");
  assert.match(await page.locator("main").innerText(), new RegExp(`${open} changes`));
  await look(page, "preview");
  await press(page, "Record the rulings");
  assert.match(await page.locator(".flash").innerText(), /recorded/);
  await look(page, "undo");
  await page.locator("#why").fill("mistaken");
  await press(page, "Undo the rulings");
  assert.match(await page.locator(".flash").innerText(), /undone/);
  await look(page, "orders");
  await go(page, "/desk/findings?outcome=person&clause=HK-5");
  assert.equal(await page.locator("#list tbody tr").count(), open, "what stood before stands again");
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

test("the auditor reads every clause with its result, in three languages", async (t) => {
  const page = await as(t, people.auditor);
  const texts = [];
  for (const lang of ["zh-Hans", "zh-Hant-HK", "en"]) {
    await go(page, `/clauses?lang=${lang}`);
    assert.equal(await page.locator("main section").count(), 82);
    texts.push((await page.locator("main section p[lang]").allInnerTexts()).join("\n"));
    await look(page, `clauses-${lang}`);
  }
  assert.ok(texts.every((text) => text === texts[0]), "the clause's own text is never translated");
  await page.locator("#HK-5 .results a").first().click();
  assert.match(page.url(), /clause=HK/);
  assert.ok(await page.locator("#list tbody tr").count() >= 1);
});
