// Experts as the people of an office do it: a register with faults is refused with their places, mended and entered; experts are
// invited, agree or decline; a conflict of interest under another spelling is found and decided; what is not set is said.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { day, hefu, main as text, office, press } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", auditor: "核數師", applicant: "陳大文" };
const { as, look, go, folder, config } = office("experts", people.administrator);

const HEAD = "編號,姓名,英文姓名,電子郵件,單位,曾任單位,所屬方,ORCID,研究領域,領域方向,代表性論著,最少評審數,最多評審數,師生,合著者";
const file = (name, rows) => {
  const place = path.join(folder, name);
  writeFileSync(place, `${HEAD}\n${rows.join("\n")}\n`);
  return place;
};
const ROWS = [
  "E1,何啟明,Ho Kai Ming,e1@example.org,遠山大學,,香港,,課堂教學,人工智能,課堂教學的知識圖譜研究,,,Chan Tai Man,",
  "E2,林美玲,,e2@example.org,遠山醫院,,內地,,影像,,肿瘤早筛影像,,3,,",
  "E3,司徒志明,,e3@example.org,南島大學,某所 @ 2018,香港,0000-0002-1825-0097,機器人,,神經調控與康復機器人,1,4,,陳大文 @ 2015",
];

test("a register with faults changes nothing and names their places", async (t) => {
  const administrator = await as(t, people.administrator);
  for (const [key, name] of Object.entries(people).slice(1)) {
    await go(administrator, "/accounts");
    await administrator.locator("#name").fill(name);
    await administrator.locator("#email").fill(`${key}@example.org`);
    await press(administrator, "開設帳戶");
  }
  for (const [name, role] of [[people.programme, "programme_officer"], [people.auditor, "auditor"]]) {
    await go(administrator, "/accounts");
    await administrator.locator("#account").selectOption({ label: name });
    await administrator.locator("#role").selectOption(role);
    await press(administrator, "授予角色");
  }
  const officer = await as(t, people.programme);
  await go(officer, "/notices/1.1");
  for (const [field, value] of [["number", "範例通告第1號"], ["opens", day(-1)], ["closes", day(30)], ["basis", "內地與香港科技合作協議（範例）"], ["contact", "call@example.org"]]) {
    await officer.locator(`#${field}`).fill(value);
  }
  await press(officer, "發布");
  await officer.getByRole("link", { name: "專家", exact: true }).click();
  await look(officer, "empty");
  await officer.getByRole("link", { name: "匯入檔案" }).click();
  await look(officer, "send");
  const [blank] = await Promise.all([officer.waitForEvent("download"), officer.getByRole("link", { name: "空白專家庫（XLSX）" }).click()]);
  assert.equal(blank.suggestedFilename(), "experts.xlsx");
  const wrong = [ROWS[0].replace("香港", "火星"), ROWS[2].replace("0097", "0098").replace("E3", "E1")];
  await officer.locator("#file").setInputFiles(file("有誤.csv", wrong));
  await press(officer, "查看改動");
  const told = await text(officer);
  for (const words of [/有誤.csv/, /所屬方/, /火星/, /ORCID 檢查碼有誤/, /與另一列重複/]) assert.match(told, words);
  await look(officer, "troubles");
  await go(officer, "/experts");
  assert.match(await text(officer), /沒有專家/);
});

test("it is compared before it is entered, without script too", async (t) => {
  const plain = await as(t, people.programme, { script: false });
  await go(plain, "/experts/register");
  await plain.locator("#file").setInputFiles(file("專家.csv", ROWS));
  await press(plain, "查看改動");
  assert.match(await text(plain), /新增（3）/);
  await press(plain, "匯入");
  assert.match(await text(plain), /專家庫已更新/);
  const officer = await as(t, people.programme);
  await go(officer, "/experts");
  await look(officer, "list");
  await go(officer, "/experts/register");
  await officer.locator("#file").setInputFiles(file("專家2.csv", [ROWS[0].replace("遠山大學", "近水大學"), ROWS[2]]));
  await press(officer, "查看改動");
  assert.match(await text(officer), /修改（1）/);
  assert.match(await text(officer), /檔案中沒有（1）/);
  await look(officer, "changed");
  await press(officer, "匯入");
  await officer.getByRole("link", { name: "何啟明" }).click();
  assert.match(await text(officer), /近水大學[\s\S]*Chan Tai Man/);
  await look(officer, "one");
});

test("nothing is assumed: experts are invited once the statement is set", async (t) => {
  const officer = await as(t, people.programme);
  await go(officer, "/experts/invite");
  await press(officer, "查看結果");
  assert.match(await text(officer), /3 封|邀請 3 名專家/);
  await press(officer, "邀請");
  assert.match(await text(officer), /尚未設定保密聲明/);
  await look(officer, "statement-unset");
  await go(officer, "/experts/settings");
  await officer.locator("#unit-years").fill("三");
  await press(officer, "儲存設定");
  assert.match(await text(officer), /「三」不是整數/);
  await officer.locator("#unit-years").fill("3");
  await officer.locator("#statement").fill("評審材料只供評審之用，不得外傳。\n評審結束後須銷毀。");
  await press(officer, "儲存設定");
  await look(officer, "settings");
  await go(officer, "/experts/invite");
  await press(officer, "查看結果");
  await look(officer, "invite");
  await press(officer, "邀請");
  assert.match(await text(officer), /已邀請 \(3\)/);
  await look(officer, "invited");
});

test("an expert signs in, reads the statement and accepts; another declines", async (t) => {
  const administrator = await as(t, people.administrator);
  for (const [name, email] of [["何啟明", "e1@example.org"], ["林美玲", "e2@example.org"]]) {
    await go(administrator, "/accounts");
    await administrator.locator("#name").fill(name);
    await administrator.locator("#email").fill(email);
    await press(administrator, "開設帳戶");
  }
  const expert = await as(t, "何啟明");
  await go(expert, "/applications");
  await expert.getByRole("link", { name: "評審邀請" }).click();
  await look(expert, "mine-invited");
  await press(expert, "以何啟明的帳戶接受");
  assert.match(await text(expert), /勾選接受/);
  await look(expert, "agree-first");
  await expert.locator('input[name="agreed"]').check();
  await press(expert, "以何啟明的帳戶接受");
  assert.match(await text(expert), /您已接受邀請[\s\S]*沒有請您承擔的評審/);
  await look(expert, "mine");
  const other = await as(t, "林美玲", { script: false });
  await go(other, "/experts/invitation");
  await other.locator("#reason").fill("時間不合");
  await press(other, "謝絕");
  assert.match(await text(other), /仍可接受/);
  const stranger = await as(t, people.applicant);
  for (const place of ["/experts", "/experts/invitation", "/experts/of/E1", "/experts/settings", "/experts/conflicts/1.1", "/experts/assignment/1.1"]) {
    assert.equal((await go(stranger, place)).status(), 404, place);
  }
});

test("a conflict of interest under another spelling waits for a person, who decides with a reason", async (t) => {
  const applicant = await as(t, people.applicant);
  await go(applicant, "/");
  await press(applicant, "建立申請");
  const draft = new URL(applicant.url()).pathname;
  await go(applicant, `${draft}/form/project`);
  await applicant.locator("#title").fill("基於知識圖譜的課堂教學研究");
  await press(applicant, "儲存並填寫下一節");
  await go(applicant, `${draft}/form/people`);
  if (!(await applicant.locator("#rows-0-name").count())) await press(applicant, "新增人員");
  await applicant.locator("#rows-0-name").fill("陳大文");
  await applicant.locator("#rows-0-side").selectOption({ label: "香港方" });
  await press(applicant, "儲存並填寫下一節");
  await go(applicant, `${draft}/check`);
  await press(applicant, "提交申請");

  const officer = await as(t, people.programme);
  await go(officer, "/experts/conflicts/1.1");
  const told = await text(officer);
  assert.match(told, /待決定 \([1-9]/);
  assert.match(told, /專家庫中為「Chan Tai Man」，申請中為「陳大文」/);
  assert.match(told, /未設定合著的年數/);
  await look(officer, "conflicts");
  await officer.getByRole("link", { name: /^決定何啟明/ }).first().click();
  await press(officer, "無須迴避");
  assert.match(await text(officer), /理由|原因/);
  await look(officer, "decide");
  await officer.locator("#why").fill("同名，並非一人");
  await press(officer, "無須迴避");
  assert.match(await text(officer), /決定已儲存[\s\S]*同名，並非一人/);
  await look(officer, "decided");
  await go(officer, "/experts/assignment/1.1");
  assert.match(await text(officer), /尚未確定結果/);
  await look(officer, "not-settled");
  await officer.getByRole("link", { name: "指派設定" }).click();
  await officer.locator("#seats").fill("1");
  await officer.locator("#least-hongkong").fill("2");
  await press(officer, "儲存設定");
  assert.match(await text(officer), /超過每份申請的名額/);
  await look(officer, "panel-refused");
  await officer.locator("#seats").fill("3");
  await press(officer, "儲存設定");
  const auditor = await as(t, people.auditor);
  for (const place of ["/experts", "/experts/of/E1", "/experts/conflicts/1.1", "/experts/assignment/1.1"]) {
    assert.equal((await go(auditor, place)).status(), 200, place);
    await look(auditor, "auditor");
  }
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

test("in the other languages the pages say the same", async (t) => {
  for (const lang of ["zh-Hans", "zh-Hant-TW", "en"]) {
    const page = await as(t, people.programme, { lang });
    for (const place of ["/experts", "/experts/register", "/experts/of/E3", "/experts/settings", "/experts/invite", "/experts/conflicts/1.1", "/experts/identities/1.1", "/experts/assignment/1.1", "/experts/assignment/1.1/settings", "/experts/assignment/1.1/orders"]) {
      await go(page, place);
      await look(page, lang);
    }
  }
});
