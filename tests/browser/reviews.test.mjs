// Reviews as the people of an office do them: the form is written, looked at and frozen; experts declare, read, write and hand
// in, each in another language; a workbook goes out and comes back; one takes a review up again, one declares a conflict; the
// officer sees who is late, reminds, and takes the scores away.

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { as, closeAndSettle, folder, go, look, person, ruleAll, said } from "./demo.mjs";

const side = "hongkong";
const experts = [
  { number: "E1", name: "歐陽修文", email: "e1@experts.example.org", unit: "遠山醫院", lang: "zh-Hant-HK" },
  { number: "E2", name: "司徒志明", email: "e2@experts.example.org", unit: "南島大學", lang: "zh-Hans" },
  { number: "E3", name: "麥天佑", email: "e3@experts.example.org", unit: "西環研究所", lang: "en" },
];

const press = (page, act) => page.locator(`main button[name="act"][value="${act}"]:not(.hidden)`).first().click();

let numbers = [];

test("pairs stand, experts have accepted and sit", async (t) => {
  for (const one of ["mainland", side]) await ruleAll(await as(t, one, "check"));
  const mover = await as(t, side, "programme");
  await go(mover, "/demo/clock");
  await mover.getByLabel("香港方（1.1）截止受理後一分鐘").check();
  await mover.locator("main form button").click();
  await closeAndSettle(t, ["mainland", side]);
  const administrator = await as(t, side, "administrator");
  for (const { name, email } of experts) {
    await go(administrator, "/accounts");
    await administrator.locator("#name").fill(name);
    await administrator.locator("#email").fill(email);
    await administrator.getByRole("button", { name: "開設帳戶" }).click();
  }
  const officer = await as(t, side, "programme");
  const file = path.join(folder, "experts.csv");
  writeFileSync(file, `編號,姓名,電子郵件,單位,所屬方\n${experts.map((e) => [e.number, e.name, e.email, e.unit, "香港"].join(",")).join("\n")}\n`);
  await go(officer, "/experts/settings");
  await officer.locator("#statement").fill("評審材料只供評審之用，不得外傳。");
  await officer.locator("main form button.primary").first().click();
  await go(officer, "/experts/register");
  await officer.locator("#file").setInputFiles(file);
  await officer.locator("main form button").first().click();
  await officer.getByRole("button", { name: "匯入" }).click();
  await go(officer, "/experts/invite");
  await officer.locator("main form button").first().click();
  await officer.locator("main form button").first().click();
  for (const { name } of experts) {
    const page = await person(t, side, name, "zh-Hant-HK");
    await go(page, "/experts/invitation");
    await page.locator('input[name="agreed"]').check();
    await press(page, "accept");
  }
  await go(officer, "/experts/assignment/1.1");
  numbers = await officer.locator("#number option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  assert.ok(numbers.length >= 3, `${numbers}`);
  numbers = numbers.slice(0, 3);
  for (const number of numbers) {
    for (const { number: expert } of experts.slice(0, number === numbers[0] ? 3 : 2)) {
      await go(officer, "/experts/assignment/1.1");
      await officer.locator("#number").selectOption(number);
      await officer.locator("#expert").selectOption(expert);
      await officer.locator("#reason").fill("按專長指派");
      await press(officer, "give");
      assert.equal(await officer.locator(".wrong").count(), 0, await said(officer));
    }
  }
});

test("nothing is asked until the office has written a form, looked at it and put it into force", async (t) => {
  const expert = await person(t, side, experts[0].name, "zh-Hant-HK");
  await go(expert, "/reviews");
  assert.match(await said(expert), /尚無評審表/);
  await look(expert, "reviews-not-asked");
  const officer = await as(t, side, "programme");
  await go(officer, "/reviewing");
  assert.match(await said(officer), /徵集部門未設定/);
  await look(officer, "reviewing-unset");
  await go(officer, "/reviewing/1.1/form");
  await look(officer, "reviewing-form-empty");
  await press(officer, "add:criteria");
  const row = async (at, values) => {
    for (const [field, value] of Object.entries(values)) {
      const input = officer.locator(`[name="criteria-${at}-${field}"]`);
      if ((await input.evaluate((node) => node.tagName)) === "SELECT") await input.selectOption(value);
      else await input.fill(value);
    }
  };
  await row(0, { id: "創新性", part: "criterion", "title-hans": "创新性", "title-hant": "創新性", "title-en": "Novelty", scale: "letters", clause: "G-6", weight: "零點四" });
  await officer.locator('[name="criteria-0-anchors"]').fill("A | 国际领先 | 國際領先 | leading | 95\nB | 良好 | 良好 | good | 80\nC | 一般 | 一般 | fair | 60\nD | 较弱 | 較弱 | weak | 30");
  await press(officer, "save");
  assert.match(await said(officer), /「零點四」不是 0.4 之類的數/);
  await look(officer, "reviewing-form-wrong");
  await row(0, { weight: "0.4" });
  await press(officer, "add:criteria");
  await row(1, { id: "可行性", part: "criterion", "title-hans": "方案可行性", "title-hant": "方案可行性", "title-en": "Feasibility", scale: "0..100", anchors: "60 | 可行 | 可行 | feasible\n90 | 周密 | 周密 | thorough" });
  await press(officer, "add:criteria");
  await row(2, { id: "建議", part: "overall", "title-hans": "是否建议资助", "title-hant": "是否建議資助", "title-en": "Recommend funding", scale: "yes_no" });
  await press(officer, "add:texts");
  for (const [field, value] of Object.entries({ id: "意見", "title-hans": "评审意见", "title-hant": "評審意見", "title-en": "Opinion", least: "10", most: "300" })) {
    await officer.locator(`[name="texts-0-${field}"]`).fill(value);
  }
  await press(officer, "preview");
  assert.match(await said(officer), /創新性[\s\S]*國際領先[\s\S]*使評審表生效/);
  await look(officer, "reviewing-preview");
  await officer.locator("form[action$='/freeze'] button").click();
  assert.match(await said(officer), /評審表已生效/);
  await go(officer, "/reviewing/1.1/form/file");
  assert.match(await officer.locator("#typed").inputValue(), /id = "創新性"/);
  await look(officer, "reviewing-form-file");
  await go(officer, "/reviewing/1.1/form");
  await officer.locator("#until").fill("2020-08-31 17:00");
  await press(officer, "deadline");
  assert.match(await said(officer), /2020年8月31日 17:00/);
});

const opinion = { "zh-Hant-HK": "本計劃思路清晰，雙方分工明確，方法可行。", "zh-Hans": "技术路线合理，双方分工清楚，预期成果可信。", en: "A clear plan with a sound division of work between both sides, well worth the money asked for." };

test("experts declare, read and write in three languages; nothing typed is lost", async (t) => {
  for (const [at, { name, lang }] of experts.entries()) {
    const page = await person(t, side, name, lang);
    await go(page, "/reviews");
    await look(page, `reviews-list-${lang}`);
    await go(page, `/reviews/${numbers[0]}`);
    assert.equal(await page.locator(".desk").count(), 0, "the application is not shown before the declaration");
    await look(page, `reviews-gate-${lang}`);
    await press(page, "accept");
    assert.equal(await page.locator(".desk .paper").count(), 1);
    assert.doesNotMatch(await said(page), /⟦/);
    await look(page, `reviews-desk-${lang}`);
    // Handing in too early tells what is missing, at its place.
    await press(page, "submit");
    assert.ok((await page.locator(".wrong li").count()) >= 4);
    await look(page, `reviews-missing-${lang}`);
    // Autosave: a moment after the last change the page says so.
    await page.locator('input[name="mark-創新性"][value="B"]').check();
    await page.locator('[name="mark-可行性"]').fill(String(71 + at));
    const part = encodeURIComponent(opinion[lang].slice(2, 5));
    const answered = page.waitForResponse((answer) => answer.url().endsWith("/save") && (answer.request().postData() ?? "").includes(part));
    await page.locator('[name="text-意見"]').fill(opinion[lang]);
    await page.locator('[name="text-意見"]').blur();
    assert.ok((await answered).ok());
    await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector("[data-saved]").textContent));
    const counted = await page.locator('[id="text-意見.count"]').innerText();
    await go(page, `/reviews/${numbers[0]}`);
    assert.equal(await page.locator('[name="text-意見"]').inputValue(), opinion[lang]);
    assert.equal(await page.locator('[id="text-意見.count"]').innerText(), counted, "the page and the office count alike");
    await page.locator('input[name="mark-建議"][value="yes"]').check();
    await press(page, "submit");
    assert.equal(await page.locator(".flash.pass").count(), 1, await said(page));
    await look(page, `reviews-submitted-${lang}`);
  }
});

test("two windows do not overwrite each other", async (t) => {
  const [one, two] = [await person(t, side, experts[0].name, "zh-Hant-HK", { javaScriptEnabled: false }), await person(t, side, experts[0].name, "zh-Hant-HK", { javaScriptEnabled: false })];
  await go(one, `/reviews/${numbers[1]}`);
  await press(one, "accept");
  await go(two, `/reviews/${numbers[1]}`);
  await one.locator('[name="text-意見"]').fill("第一個視窗的意見，已經寫好並儲存。");
  await press(one, "save");
  await two.locator('[name="text-意見"]').fill("第二個視窗的意見，寫得較晚。");
  await press(two, "save");
  assert.equal(await two.locator(".wrong").count(), 1, "it is told");
  assert.equal(await two.locator('[name="text-意見"]').inputValue(), "第二個視窗的意見，寫得較晚。", "what was typed stays");
  await go(one, `/reviews/${numbers[1]}`);
  assert.equal(await one.locator('[name="text-意見"]').inputValue(), "第一個視窗的意見，已經寫好並儲存。");
});

test("keys and links lead from review to review, and my own scale is shown", async (t) => {
  const page = await person(t, side, experts[0].name, "zh-Hant-HK");
  await go(page, `/reviews/${numbers[0]}`);
  await page.keyboard.press("j");
  await page.waitForURL(`**/reviews/${numbers[1]}`);
  assert.match(await said(page), /您在該方向已給出的評分（1 份）：[^\n]*B：1/);
  await look(page, "reviews-own-scale");
  await page.keyboard.press("k");
  await page.waitForURL(`**/reviews/${numbers[0]}`);
});

test("written elsewhere: the workbook goes out and comes back, and several are handed in at once", async (t) => {
  const page = await person(t, side, experts[1].name, "zh-Hans");
  for (const number of numbers.slice(1)) {
    await go(page, `/reviews/${number}`);
    await press(page, "accept");
    await page.locator('input[name="mark-創新性"][value="C"]').check();
    await page.locator('[name="mark-可行性"]').fill("55");
    await page.locator('input[name="mark-建議"][value="no"]').check();
    await page.locator('[name="text-意見"]').fill("方案尚需补充，预算说明不足，建议修改。");
    await press(page, "save");
  }
  await go(page, "/reviews/direction/1.1/file");
  await look(page, "reviews-file");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href$='reviews.xlsx']").click()]);
  const book = path.join(folder, "reviews.xlsx");
  await download.saveAs(book);
  assert.ok(existsSync(book));
  await page.locator("#file").setInputFiles(book);
  await press(page, "take-in");
  assert.equal(await page.locator(".flash.pass").count(), 1, await said(page));
  await page.locator("#file").setInputFiles({ name: "x.xlsx", mimeType: "application/zip", buffer: Buffer.from("nothing") });
  await press(page, "take-in");
  assert.equal(await page.locator(".wrong").count(), 1);
  await look(page, "reviews-file-wrong");
  await go(page, "/reviews");
  await press(page, "preview");
  assert.match(await said(page), /请至少选择一份已完成的评审/);
  for (const pick of await page.locator('input[name="number"]').all()) await pick.check();
  await look(page, "reviews-picked");
  await press(page, "preview");
  await look(page, "reviews-confirm");
  await page.locator("form[action='/reviews/submit'] button").first().click();
  assert.match(await said(page), /已提交 2 份评审/);
});

test("a review is taken up again, and a conflict declared ends access at once", async (t) => {
  const page = await person(t, side, experts[2].name, "en");
  await go(page, `/reviews/${numbers[0]}`);
  await press(page, "reopen");
  await page.locator('input[name="mark-創新性"][value="D"]').check();
  await press(page, "submit");
  await go(page, `/reviews/${numbers[0]}`);
  assert.match(await said(page), /Version 1, handed in/);
  await look(page, "reviews-versions");
  await page.locator("#reason").fill("A former student of mine is on the team.");
  await page.locator("form[action$='/decline'] button").click();
  assert.match(await page.locator(".wrong").innerText(), /conflict of interest or another reason/, "which of the two is never assumed");
  assert.equal(await page.locator("#reason").inputValue(), "A former student of mine is on the team.", "what was typed stays");
  await page.locator("#reason").fill("");
  await page.locator("input[name=why][value=conflict]").check();
  await page.locator("form[action$='/decline'] button").click();
  assert.equal(await page.locator(".wrong").count(), 1);
  assert.ok(await page.locator("input[name=why][value=conflict]").isChecked());
  await page.locator("#reason").fill("A former student of mine is on the team.");
  await page.locator("form[action$='/decline'] button").click();
  assert.match(await said(page), /The seat is free again/);
  assert.equal((await go(page, `/reviews/${numbers[0]}`)).status(), 404);
});

test("the officer sees who is late, reminds, replaces, reads, and takes the scores away", async (t) => {
  const officer = await as(t, side, "programme");
  await go(officer, "/reviewing/1.1");
  assert.match(await said(officer), /A former student of mine/);
  await look(officer, "reviewing-board");
  await press(officer, "remind");
  assert.match(await said(officer), /歐陽修文/);
  await look(officer, "reviewing-remind");
  await officer.locator("form[action$='/remind/send'] button").first().click();
  assert.match(await said(officer), /已寫出 1 封郵件/);
  await officer.locator("a[href*='/read/']").first().click();
  assert.match(await said(officer), /創新性/);
  await look(officer, "reviewing-read");
  await go(officer, `/reviewing/1.1/seat/${numbers[2]}/E1`);
  await look(officer, "reviewing-replace");
  await officer.locator("#by").selectOption("E3");
  await officer.locator("#why").fill("逾期未答覆");
  await press(officer, "replace");
  assert.match(await said(officer), /麥天佑/);
  const [download] = await Promise.all([officer.waitForEvent("download"), officer.locator("a[href$='scores.xlsx']").click()]);
  assert.equal(download.suggestedFilename(), "scores-1.1.xlsx");
  const applicant = await as(t, side, "applicant");
  for (const place of ["/reviewing", "/reviewing/1.1", "/reviewing/1.1/form", "/reviews", `/reviews/${numbers[0]}`]) {
    assert.ok([403, 404].includes((await go(applicant, place)).status()), place);
  }
});

test("in the other languages the officer's pages say the same", async (t) => {
  const officer = await as(t, side, "programme");
  for (const lang of ["zh-Hans", "zh-Hant-TW", "en"]) {
    for (const place of ["/reviewing", "/reviewing/1.1", "/reviewing/1.1/form"]) {
      await go(officer, `${place}?lang=${lang}`);
      await look(officer, `reviewing-${lang}${place.replaceAll("/", "-")}`);
    }
  }
});
