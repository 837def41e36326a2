// An applicant names experts who should not review, on a page of the application; the officer finds them in the register once the window
// is closed and decides; experts discuss one application once their own reviews are handed in.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { as, closeAndSettle, folder, go, look, person, ruleAll, said } from "./demo.mjs";

const side = "hongkong";
const experts = [
  { number: "E1", name: "歐陽修文", email: "e1@experts.example.org", unit: "遠山醫院" },
  { number: "E2", name: "司徒志明", email: "e2@experts.example.org", unit: "南島大學" },
  { number: "E3", name: "麥天佑", email: "e3@experts.example.org", unit: "西環研究所" },
];
const press = (page, act) => page.locator(`main button[name="act"][value="${act}"]:not(.hidden)`).first().click();
let application = "";

test("an applicant names experts once the office offers it", async (t) => {
  const officer = await as(t, side, "programme");
  await go(officer, "/experts/settings");
  await officer.locator("#statement").fill("評審材料只供評審之用，不得外傳。");
  await officer.locator("#named-most").fill("30");
  await officer.locator("main form button.primary").first().click();
  assert.match(await said(officer), /1 至 20 的整數/);
  await officer.locator("#named-most").fill("2");
  await officer.locator("main form button.primary").first().click();
  await look(officer, "named-settings");
  for (const one of ["mainland", side]) await ruleAll(await as(t, one, "check"));
  const standing = await as(t, side, "check");
  await go(standing, "/pairs?direction=1.1");
  const stands = await standing.locator("main a[href^='/pairs/1.1-']").first().getAttribute("href");
  await go(standing, stands);
  const theirs = await standing.locator("main a[href^='/applications/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const applicant = await as(t, side, "applicant", async (page) => {
    for (const way of theirs.filter((href) => /^\/applications\/[0-9a-z]+$/.test(href))) {
      if ((await go(page, `${way}/named`)).status() === 200) {
        application = way;
        return true;
      }
    }
    return false;
  });
  await go(applicant, application);
  await applicant.getByRole("link", { name: "迴避專家" }).click();
  assert.match(await said(applicant), /由本徵集部門設定[\s\S]*最多 2 名專家/);
  await look(applicant, "named-empty");
  await applicant.locator("#name-1").fill("Ouyang Xiuwen");
  await applicant.locator("#reason-1").fill("與本團隊有長期爭議。");
  await press(applicant, "name");
  assert.match(await said(applicant), /請填寫該專家的工作單位/);
  assert.equal(await applicant.locator("#reason-1").inputValue(), "與本團隊有長期爭議。");
  await look(applicant, "named-wrong");
  await applicant.locator("#unit-1").fill("远山医院");
  for (const [field, value] of [["name-2", "無此人"], ["unit-2", "無此所"], ["reason-2", "競爭關係"]]) await applicant.locator(`#${field}`).fill(value);
  await press(applicant, "name");
  assert.match(await said(applicant), /名單已儲存/);
  await look(applicant, "named-kept");
});

test("after closing the officer finds them in the register and decides", async (t) => {
  const officer = await as(t, side, "programme");
  const file = path.join(folder, "experts.csv");
  writeFileSync(file, `編號,姓名,電子郵件,單位,所屬方\n${experts.map((e) => [e.number, e.name, e.email, e.unit, "香港"].join(",")).join("\n")}\n`);
  await go(officer, "/experts/register");
  await officer.locator("#file").setInputFiles(file);
  await officer.locator("main form button").first().click();
  await officer.getByRole("button", { name: "匯入" }).click();
  await go(officer, "/experts/conflicts/1.1");
  assert.doesNotMatch(await said(officer), /Ouyang|申請人提出的迴避專家/, "until the window is closed it is the applicant's own affair");
  const mover = await as(t, side, "programme");
  await go(mover, "/demo/clock");
  await mover.getByLabel("香港方（1.1）截止受理後一分鐘").check();
  await mover.locator("main form button").click();
  // The clock has passed the end of the sessions.
  const [, again] = await closeAndSettle(t, ["mainland", side]);
  await go(again, "/experts/conflicts/1.1?show=open");
  assert.match(await said(again), /申請人請求迴避[\s\S]*申請人提出的迴避專家[\s\S]*單位相同[\s\S]*專家庫中沒有/);
  await look(again, "named-officer");
  await again.getByRole("link", { name: /^決定歐陽修文/ }).first().click();
  assert.match(await said(again), /申請人原文[\s\S]*Ouyang Xiuwen，远山医院：與本團隊有長期爭議。/);
  await look(again, "named-decide");
  await again.locator("#why").fill("經核實，爭議屬學術討論");
  await press(again, "dismiss");
  assert.match(await said(again), /決定已儲存/);
  const applicant = await as(t, side, "applicant", async (page) => (await go(page, `${application}/named`)).status() === 200);
  assert.match(await said(applicant), /現在不能在此修改名單[\s\S]*Ouyang Xiuwen/);
  await look(applicant, "named-fixed");
});

const FORM = `
[[criteria]]
id = "novelty"
title = ["创新性", "創新性", "Novelty"]
[criteria.scale]
kind = "numbers"
least = 0
most = 100

[[texts]]
id = "opinion"
title = ["评审意见", "評審意見", "Opinion"]
`;
const review = async (page, mark, words) => {
  await page.locator('[name="mark-novelty"]').first().fill(mark);
  await page.locator('[name="text-opinion"]').fill(words);
  await press(page, "submit");
};

test("experts discuss once their own reviews are handed in", async (t) => {
  const administrator = await as(t, side, "administrator");
  const officer = await as(t, side, "programme");
  await go(officer, "/experts/invite");
  await officer.locator("main form button").first().click();
  await officer.locator("main form button").first().click();
  for (const { name, email } of experts) {
    await go(administrator, "/accounts");
    await administrator.locator("#name").fill(name);
    await administrator.locator("#email").fill(email);
    await administrator.getByRole("button", { name: "開設帳戶" }).click();
    const page = await person(t, side, name);
    await go(page, "/experts/invitation");
    await page.locator('input[name="agreed"]').check();
    await press(page, "accept");
  }
  await go(officer, "/reviewing/1.1/form/file");
  await officer.locator("#typed").fill(FORM);
  await officer.locator("main form button").first().click();
  await press(officer, "preview");
  await officer.locator("form[action$='/freeze'] button").click();
  await go(officer, "/experts/assignment/1.1");
  const number = await officer.locator("#number option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean)[0]);
  for (const { number: expert } of experts.slice(0, 2)) {
    await go(officer, "/experts/assignment/1.1");
    await officer.locator("#number").selectOption(number);
    await officer.locator("#expert").selectOption(expert);
    await officer.locator("#reason").fill("按專長指派");
    await press(officer, "give");
  }
  await go(officer, "/reviewing/1.1");
  assert.match(await said(officer), /本方向不設專家討論/);
  await officer.getByRole("link", { name: "討論設定" }).click();
  await officer.locator('input[value="numbers"]').check();
  await look(officer, "discussion-setting");
  await press(officer, "set");
  await go(officer, "/reviewing/1.1");
  await look(officer, "discussion-board");
  const [one, two] = [await person(t, side, experts[0].name), await person(t, side, experts[1].name, "en")];
  for (const [page, mark, words] of [[one, "90", "思路清晰。"], [two, "55", "Method needs work."]]) {
    await go(page, `/reviews/${number}`);
    await page.locator("form[action$='/accept'] button").first().click();
    assert.match(await said(page), /設有專家討論|has its experts discuss/);
    assert.equal((await go(page, `/reviews/${number}/discussion`)).status(), 404);
    await go(page, `/reviews/${number}`);
    await review(page, mark, words);
  }
  await go(one, `/reviews/${number}/discussion`);
  assert.doesNotMatch(await said(one), /Method needs work/);
  await look(one, "discussion-enter");
  await press(one, "enter");
  assert.match(await said(one), /評審：專家 2[\s\S]*Method needs work/);
  assert.doesNotMatch(await said(one), new RegExp(experts[1].name));
  await press(one, "write");
  assert.match(await said(one), /請填寫發言/);
  await one.locator("#text").fill("方法一節，請專家 2 說明。");
  await press(one, "write");
  await look(one, "discussion-written");
  await go(two, `/reviews/${number}/discussion`);
  await press(two, "enter");
  assert.match(await said(two), /Expert 1[\s\S]*方法一節/);
  await two.locator("#text").fill("The controls are missing.");
  await press(two, "write");
  await look(two, "discussion-en");
  await go(officer, `/reviewing/1.1/discussion/${number}`);
  assert.match(await said(officer), /歐陽修文（專家 1）[\s\S]*司徒志明（專家 2）[\s\S]*The controls are missing/);
  await look(officer, "discussion-officer");
  await officer.locator("#why").fill("已充分討論");
  await press(officer, "close");
  assert.match(await said(officer), /討論已結束[\s\S]*已充分討論/);
  await look(officer, "discussion-closed");
  await go(two, `/reviews/${number}/discussion`);
  assert.equal(await two.locator("#text").count(), 0);
  assert.doesNotMatch(await said(two), /已充分討論/);
});
