// Confirmation by the lead unit and by a recommender, as its people do it: the officer asks for it, the applicant says who,
// the unit sends back, what is mended is confirmed by the unit and by the recommender, and the receipt holds.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { day, hefu, main as text, office, press } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", applicant: "陳大文", unit: "大學管理員", body: "推薦局經辦人" };
const { as, look, go, folder, config } = office("confirming", people.administrator);

test("an office that asks for nothing shows nothing of it; then it asks", async (t) => {
  const administrator = await as(t, people.administrator);
  for (const [key, name] of Object.entries(people).slice(1)) {
    await go(administrator, "/accounts");
    await administrator.locator("#name").fill(name);
    await administrator.locator("#email").fill(`${key}@example.org`);
    await press(administrator, "開設帳戶");
  }
  await administrator.locator("#account").selectOption({ label: people.programme });
  await administrator.locator("#role").selectOption("programme_officer");
  await press(administrator, "授予角色");
  const officer = await as(t, people.programme);
  await go(officer, "/notices/1.1");
  for (const [field, value] of [["number", "範例通告第1號"], ["opens", day(-1)], ["closes", day(30)], ["basis", "內地與香港科技合作協議（範例）"], ["contact", "call@example.org"]]) {
    await officer.locator(`#${field}`).fill(value);
  }
  await press(officer, "發布");
  const applicant = await as(t, people.applicant);
  await go(applicant, "/");
  assert.doesNotMatch(await text(applicant), /審核確認|確認截止/);
  await go(applicant, "/account/letters");
  assert.doesNotMatch(await text(applicant), /審核確認/);
  assert.equal((await go(applicant, "/confirmations")).status(), 404);

  await go(officer, "/notices");
  await officer.getByRole("link", { name: "審核確認要求" }).click();
  await look(officer, "rule");
  await officer.locator("#unit").fill(day(20));
  await officer.locator("#recommender").fill(day(10));
  await officer.locator("#reason").fill("部門要求");
  await press(officer, "儲存該方向的設定");
  assert.match(await text(officer), /不早於牽頭單位/);
  assert.equal(await officer.locator("#reason").inputValue(), "部門要求", "what was typed stays");
  await look(officer, "rule-refused");
  await officer.locator("#recommender").fill(day(25));
  await press(officer, "儲存該方向的設定");
  await officer.getByRole("link", { name: "推薦單位" }).click();
  await officer.locator("#name").fill("範例推薦局");
  await officer.locator("#email").fill("nobody@example.org");
  await press(officer, "指定推薦單位");
  assert.match(await text(officer), /沒有使用電子郵件 nobody@example.org 的帳戶/);
  await officer.locator("#email").fill("body@example.org");
  await press(officer, "指定推薦單位");
  await look(officer, "recommenders");
  await go(applicant, "/");
  assert.match(await text(applicant), /牽頭單位確認截止時間/);
  await look(applicant, "home");
});

let draft;

test("the applicant invites whoever confirms, says who is asked, and hands in", async (t) => {
  const page = await as(t, people.applicant);
  await go(page, "/");
  await press(page, "建立申請");
  draft = new URL(page.url()).pathname;
  await go(page, `${draft}/form/project`);
  await page.locator("#title").fill("基於知識圖譜的課堂教學研究");
  await press(page, "儲存並填寫下一節");
  await go(page, `${draft}/confirmation`);
  assert.match(await text(page), /沒有單位管理員/);
  await look(page, "nobody-to-ask");
  await go(page, `${draft}/team`);
  await page.locator("#email").fill("unit@example.org");
  await page.locator('input[name="role"][value="unit_administrator"]').check();
  await press(page, "產生邀請");
  const unit = await as(t, people.unit);
  await go(unit, "/applications");
  await press(unit, "接受邀請");
  await go(page, `${draft}/confirmation`);
  await page.getByLabel(people.unit).check();
  await press(page, "請其確認");
  await page.getByLabel("範例推薦局").check();
  await page.getByRole("button", { name: "請其確認" }).last().click();
  await look(page, "asked");
  await go(page, `${draft}/check`);
  await press(page, "提交申請");
  assert.match(await text(page), /待確認/);
  await look(page, "handed-in");
  await go(page, "/applications");
  assert.match(await text(page), /待牽頭單位確認（大學管理員）/);
  await look(page, "dashboard");
});

test("the unit sends it back, without script; the applicant mends it and hands it in again", async (t) => {
  const unit = await as(t, people.unit, { script: false });
  await go(unit, "/applications");
  assert.match(await text(unit), /1 份申請待您審核確認/);
  await go(unit, "/confirmations");
  await go(unit, `${draft}/confirmation`);
  await press(unit, "退回");
  assert.match(await text(unit), /理由/);
  await unit.locator("#reason-unit").fill("請補充預算");
  await press(unit, "退回");
  assert.match(await text(unit), /已退回申請人/);
  const page = await as(t, people.applicant);
  await go(page, "/applications");
  assert.match(await text(page), /牽頭單位已退回/);
  await look(page, "sent-back-dashboard");
  await go(page, draft);
  assert.match(await text(page), /請補充預算/);
  await go(page, `${draft}/form/project`);
  await page.locator("#title").fill("基於知識圖譜的課堂教學研究（修訂）");
  await press(page, "儲存並填寫下一節");
  await go(page, `${draft}/check`);
  await press(page, "提交申請");
});

test("the unit confirms from its list, the recommender after it, and the receipt holds", async (t) => {
  const body = await as(t, people.body);
  await go(body, `${draft}/confirmation`);
  assert.match(await text(body), /待牽頭單位先確認/);
  assert.equal(await body.getByRole("button", { name: "確認該版本" }).count(), 0);
  const unit = await as(t, people.unit);
  await go(unit, "/confirmations");
  await look(unit, "list");
  await press(unit, "繼續處理所選申請");
  assert.match(await text(unit), /請至少選擇一份/);
  await unit.locator('input[name="looked"]').check();
  await press(unit, "繼續處理所選申請");
  await look(unit, "preview");
  await press(unit, "確認");
  assert.match(await unit.locator(".flash").innerText(), /已確認 1 份申請/);
  await go(body, "/applications");
  await body.getByRole("link", { name: "1 份申請待您審核確認" }).click();
  await go(body, draft);
  assert.match(await text(body), /課堂教學研究（修訂）|審核確認/);
  await look(body, "recommender-reads");
  await go(body, `${draft}/confirmation`);
  await look(body, "recommender-confirms");
  await press(body, "確認該版本");
  assert.match(await text(body), /申請已確認/);
  const page = await as(t, people.applicant, { lang: "en" });
  await go(page, `${draft}/confirmation?lang=en`);
  assert.match(await text(page), /Confirmed/);
  await look(page, "confirmed");
  await go(page, draft);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /receipt/i }).first().click()]);
  const receipt = path.join(folder, "receipt.tlog-proof");
  await download.saveAs(receipt);
  assert.match(readFileSync(receipt, "utf8"), /tlog/);
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

test("in the other languages the pages say the same", async (t) => {
  for (const lang of ["zh-Hans", "zh-Hant-TW", "en"]) {
    const page = await as(t, people.unit, { lang });
    for (const place of [`${draft}/confirmation`, "/confirmations?show=all", draft]) {
      await go(page, place);
      await look(page);
    }
  }
});
