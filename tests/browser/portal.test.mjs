// One office from its installation to a ruling, as its people do it: administrator, programme officer, applicant, form-check
// officer, auditor. Every page they see fits a telephone and a desk and breaks no accessibility rule.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { day, hefu, office, press } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", check: "審查主任", auditor: "核數師", applicant: "陳大文", other: "李小明" };
const site = office("portal", people.administrator);
const { as, look, go, folder, config } = site;

test("the administrator begins with a link that signs in once", () => assert.match(site.told, /\/sign-in\/[0-9a-z]{26}/));

test("the administrator opens accounts and gives roles", async (t) => {
  const page = await as(t, people.administrator);
  await go(page, "/accounts");
  await look(page);
  await page.locator("#name").fill("甲");
  await page.locator("#email").fill("a@example.org");
  await press(page, "開設帳戶");
  assert.equal(await page.locator(".flash, .wrong, main").first().isVisible(), true);
  for (const [key, name] of Object.entries(people).slice(1)) {
    await go(page, "/accounts");
    await page.locator("#name").fill(name);
    await page.locator("#email").fill(`${key}@example.org`);
    await press(page, "開設帳戶");
    assert.match(await page.locator(".flash").innerText(), /已開設/);
  }
  for (const [name, role] of [[people.programme, "programme_officer"], [people.check, "form_check_officer"], [people.auditor, "auditor"]]) {
    await page.locator("#account").selectOption({ label: name });
    await page.locator("#role").selectOption(role);
    await press(page, "授予角色");
  }
  assert.equal(await page.locator("#accounts tbody tr, table tbody tr").count(), Object.keys(people).length);
});

test("before publication nothing can be applied for; an incomplete notice is refused with the guide's sentence", async (t) => {
  const applicant = await as(t, people.applicant);
  await go(applicant, "/");
  await look(applicant);
  assert.match(await applicant.locator("main").innerText(), /指南未規定/);
  assert.equal(await applicant.getByRole("button", { name: "建立申請" }).count(), 0);
  const officer = await as(t, people.programme);
  await go(officer, "/notices");
  await look(officer);
  await officer.getByRole("link", { name: "發布通知" }).click();
  await look(officer);
  await officer.locator("#number").fill("範例通告第1號");
  await officer.locator("#opens").fill(day(-1));
  await officer.locator("#closes").fill(day(30));
  await officer.locator("#contact").fill("call@example.org");
  await press(officer, "發布");
  assert.match(await officer.locator(".wrong").innerText(), /協議/);
  assert.match(await officer.locator("main").innerText(), /G-5/);
  await look(officer);
  await officer.locator("#basis").fill("內地與香港科技合作協議（範例）");
  await press(officer, "發布");
  assert.match(await officer.locator(".flash").innerText(), /已發布/);
  await go(applicant, "/");
  await look(applicant);
  assert.equal(await applicant.getByRole("button", { name: "建立申請" }).count(), 1);
});

let draft;

test("an applicant begins, fills in, is told what the form check says, hands in, and keeps a receipt that holds", async (t) => {
  const page = await as(t, people.applicant);
  await go(page, "/");
  await press(page, "建立申請");
  draft = new URL(page.url()).pathname;
  await look(page);
  await page.getByRole("link", { name: "項目", exact: true }).click();
  await page.locator("#title").fill("基於知識圖譜的課堂教學研究");
  await page.locator("[data-saved]").filter({ hasText: /\d\d:\d\d/ }).waitFor();
  await page.locator("#start").fill("2028-02-29");
  await page.locator("#end").fill("soon");
  await press(page, "儲存");
  assert.match(await page.locator(".wrong").innerText(), /soon/);
  assert.equal(await page.locator("#end").inputValue(), "soon", "what was typed stays");
  await look(page);
  await page.locator("#end").fill("2030-02-28");
  await press(page, "儲存並填寫下一節");
  assert.match(page.url(), /form\/units/);
  await look(page);
  await press(page, "新增單位");
  await page.locator("#rows-0-name").fill("範例大學");
  await page.locator("#rows-0-side").selectOption({ label: "香港方" });
  await page.locator("#rows-0-role").selectOption({ index: 1 });
  await press(page, "儲存");
  assert.match(await page.locator("main").innerText(), /基於知識圖譜/);
  await look(page);
  await go(page, `${draft}/form/units`);
  assert.equal(await page.locator("#rows-0-name").inputValue(), "範例大學");
  await go(page, `${draft}/check`);
  await look(page);
  const said = await page.locator("main").innerText();
  assert.match(said, /HK-5/);
  assert.match(said, /2年/, "the sentence of the guide is quoted");
  await press(page, "提交申請");
  assert.match(await page.locator("main").innerText(), /H0001/);
  await look(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下載回執" }).click()]);
  const receipt = path.join(folder, "receipt.tlog-proof");
  await download.saveAs(receipt);
  const auditor = await as(t, people.auditor);
  await go(auditor, "/journal");
  await look(auditor);
  const key = (await auditor.locator("pre").last().innerText()).trim();
  assert.match(hefu("receipt", "check", receipt, "--key", key), /holds.*H0001/);
  writeFileSync(receipt, readFileSync(receipt, "utf8").replace("index ", "index 1"));
  assert.throws(() => hefu("receipt", "check", receipt, "--key", key), /the place was changed/);
});

test("another applicant sees nothing of it, and is not told that it exists", async (t) => {
  const page = await as(t, people.other);
  const answers = [];
  for (const place of [draft, `${draft}/check`, `${draft}/receipt`, `${draft}/form/project`, "/applications/nothing", "/desk", "/accounts", "/journal"]) {
    const answer = await go(page, place);
    answers.push([place, answer.status()]);
    assert.doesNotMatch(await page.locator("body").innerText(), /知識圖譜|陳大文/);
  }
  for (const [place, status] of answers) assert.ok(status === 404 || (status === 403 && !place.startsWith("/applications")), `${place}: ${status}`);
  await look(page);
});

test("without script the form works, and two writers are told", async (t) => {
  const page = await as(t, people.applicant, { script: false });
  await go(page, "/");
  await press(page, "建立申請");
  const own = new URL(page.url()).pathname;
  const second = await as(t, people.applicant, { script: false });
  await go(page, `${own}/form/project`);
  await go(second, `${own}/form/project`);
  await page.locator("#title").fill("第一份");
  await press(page, "儲存");
  await second.locator("#title").fill("第二份");
  await press(second, "儲存");
  const text = await second.locator("main").innerText();
  assert.match(text, /第一份/, "what the other one saved is shown");
  assert.equal(await second.locator("#title").inputValue(), "第二份", "and what was typed stays");
  await go(page, `${own}/form/units`);
  await press(page, "新增單位");
  assert.equal(await page.locator("#rows-0-name").count(), 1);
});

test("the form check rules with a reason, in English too; the journal agrees with the tables", async (t) => {
  const page = await as(t, people.check, { lang: "en" });
  await go(page, "/desk/applications?lang=en");
  await look(page);
  await page.getByRole("link", { name: "基於知識圖譜的課堂教學研究" }).first().click();
  await look(page);
  await page.locator(`a[href*="/rule/"]`).first().click();
  await look(page);
  await page.getByLabel("Met", { exact: true }).check();
  await press(page, "Record the ruling");
  assert.match(await page.locator(".wrong").innerText(), /reason/i);
  await look(page);
  await page.locator("#why").fill("Two whole years, counted on the calendar.");
  await press(page, "Record the ruling");
  assert.match(await page.locator("main").innerText(), /Two whole years/);
  await go(page, "/guide");
  await look(page);
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

test("signing out ends it", async (t) => {
  const page = await as(t, people.applicant);
  await go(page, "/applications");
  await look(page);
  await page.locator("header form button").click();
  await go(page, "/applications");
  assert.match(page.url(), /\/sign-in\?back=/);
  await look(page);
});
