// Letters as an officer and an applicant meet them: how many an act writes is said before it; what waits is read with its
// recipients and then let go, or not; a real mail server gets it.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";

import { day, hefu, main, office, press, root } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", check: "審查主任", applicant: "陳大文", refused: "無此人" };
const got = [];
let mail;

/** Starts a mail server and says in the office's settings where it is. */
async function settings() {
  const python = execFileSync(path.join(root, "tools/python-with"), ["mail"], { encoding: "utf8" }).trim();
  mail = spawn(python, [path.join(root, "tests/mail/server.py")], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: mail.stdout });
  const [ready] = await once(lines, "line");
  lines.on("line", (line) => got.push(JSON.parse(line)));
  return `[mail]\nfrom = "範例署 <grants@office.example.org>"\nserver = "127.0.0.1"\nport = ${JSON.parse(ready).port}\nsecurity = "none"\n`;
}

const { as, look, go, config } = office("letters", people.administrator, settings);
after(() => mail?.stdin.end());

/** Waits until the mail server has this many letters. */
async function letters(count) {
  for (let tries = 0; got.length < count && tries < 100; tries += 1) await new Promise((wake) => setTimeout(wake, 200));
  assert.equal(got.length, count);
  return got.at(-1);
}

test("an account opened, a notice published, an application handed in: the mail server gets a letter of each kind that goes at once", async (t) => {
  const page = await as(t, people.administrator);
  await go(page, "/accounts");
  assert.match(await main(page), /將寄發 1 封郵件：新帳戶/, "said before the act");
  for (const [key, name] of Object.entries(people).slice(1)) {
    await go(page, "/accounts");
    await page.locator("#name").fill(name);
    await page.locator("#email").fill(`${key}@example.org`);
    await press(page, "開設帳戶");
  }
  for (const [name, role] of [[people.programme, "programme_officer"], [people.check, "form_check_officer"]]) {
    await page.locator("#account").selectOption({ label: name });
    await page.locator("#role").selectOption(role);
    await press(page, "授予角色");
  }
  const opened = await letters(3);
  assert.match(opened.data, /Message-ID: <[0-9a-z]{26}@office\.example\.org>/);
  assert.match(opened.data, /Auto-Submitted: auto-generated/);
  const officer = await as(t, people.programme);
  await go(officer, "/notices/1.1");
  for (const [id, value] of Object.entries({ number: "範例通告第1號", opens: day(-1), closes: day(30), contact: "call@example.org", basis: "內地與香港科技合作協議（範例）" })) {
    await officer.locator(`#${id}`).fill(value);
  }
  await press(officer, "發布");
  const applicant = await as(t, people.applicant);
  await go(applicant, "/");
  await press(applicant, "建立申請");
  const draft = new URL(applicant.url()).pathname;
  await go(applicant, `${draft}/form/project`);
  await applicant.locator("#title").fill("基於知識圖譜的課堂教學研究");
  await applicant.locator("#start").fill("2028-02-29");
  await applicant.locator("#end").fill("2030-02-28");
  await press(applicant, "儲存");
  await go(applicant, `${draft}/check`);
  assert.match(await main(applicant), /將寄發 1 封郵件：參加該申請的人員/);
  await press(applicant, "提交申請");
  const told = await letters(4);
  assert.deepEqual(told.to, ["applicant@example.org"]);
  await go(officer, "/notices/1.1/extend");
  assert.match(await main(officer), /將寄發 1 封郵件：該方向的所有申請人員/);
});

test("a ruling waits for the programme officer, who reads it, sees to whom it goes, and lets it go", async (t) => {
  const check = await as(t, people.check);
  await go(check, "/desk/applications");
  await check.getByRole("link", { name: "基於知識圖譜的課堂教學研究" }).click();
  await check.locator(`a[href*="/rule/"]`).first().click();
  assert.match(await main(check), /將寫 1 封郵件，待主管放行：參加該申請的人員/);
  await check.locator('input[type="radio"]').first().check();
  await check.locator("#why").fill("按日曆計滿兩年。");
  await check.locator("main form button").first().click();
  assert.equal((await go(check, "/letters")).status(), 404, "the outbox is not the form check's");
  const page = await as(t, people.programme);
  await go(page, "/letters");
  await look(page, "waiting");
  assert.match(await page.locator("#letters").innerText(), /檢查結論的認定[\s\S]*陳大文/);
  await page.locator("#letters").getByRole("link", { name: people.applicant }).click();
  await look(page, "letter");
  assert.match(await page.locator("pre").innerText(), /指南（HK-/, "the guide's sentence is quoted");
  assert.doesNotMatch(await page.locator("pre").innerText(), /審查主任|按日曆計滿兩年/);
  await go(page, "/letters");
  await press(page, "放行");
  await look(page, "nothing-picked");
  await go(page, "/letters");
  await page.locator('#letters input[type="checkbox"]').check();
  await press(page, "放行");
  await look(page, "confirm");
  assert.match(await main(page), /將寄發 1 封郵件[\s\S]*檢查結論的認定：陳大文/);
  assert.equal(got.length, 4, "nothing has gone yet");
  await press(page, "放行");
  assert.match(await page.locator(".flash").innerText(), /1 封郵件待寄發/);
  await letters(5);
  await page.reload();
  await go(page, "/letters?state=sent");
  await look(page, "sent");
  assert.equal(await page.locator("#letters tbody tr").count(), 5);
});

test("what was refused stands there in the server's words, is sent again or not; the administrator sees it and no text", async (t) => {
  const page = await as(t, people.programme);
  await go(page, "/letters?state=failed");
  await look(page, "failed");
  assert.match(await page.locator("#letters").innerText(), /550[\s\S]*no such user here/);
  const administrator = await as(t, people.administrator, { lang: "en" });
  await go(administrator, "/letters?lang=en");
  await look(administrator, "administrator");
  assert.match(await main(administrator), /no such user here/);
  assert.equal(await administrator.locator('#letters a, #letters input').count(), 0);
  await page.locator('#letters input[type="checkbox"]').check();
  await press(page, "不寄發");
  await look(page, "discard");
  assert.match(await main(page), /帳戶已開設：無此人/);
  await press(page, "不寄發");
  assert.match(await page.locator(".flash").innerText(), /1 封郵件不寄發/);
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

test("the office says what each kind does; people choose language and kinds of their own", async (t) => {
  const page = await as(t, people.programme);
  await go(page, "/letters/settings");
  await look(page, "settings");
  await page.locator("#deadline_near").selectOption("at_once");
  await page.locator("#days-deadline_near").fill("soon");
  await press(page, "儲存");
  assert.match(await page.locator(".wrong").innerText(), /1 至 90/);
  await look(page, "settings-wrong");
  await page.locator("#days-deadline_near").fill("7");
  await press(page, "儲存");
  assert.match(await page.locator(".flash").innerText(), /設定已更改/);
  const applicant = await as(t, people.applicant);
  await go(applicant, "/account/letters");
  await look(applicant, "own");
  await applicant.getByLabel("English").check();
  await applicant.getByLabel("截止臨近").uncheck();
  await press(applicant, "儲存");
  assert.match(await applicant.locator(".flash").innerText(), /已儲存/);
  assert.equal(await applicant.getByLabel("截止臨近").isChecked(), false);
  await go(applicant, "/applications");
  const own = await applicant.locator("main a").evaluateAll((all) => all.map((a) => a.getAttribute("href")).find((href) => /^\/applications\/[0-9a-z]{26}$/.test(href)));
  await go(applicant, own);
  await applicant.getByRole("link", { name: "撤回申請" }).click();
  assert.match(await main(applicant), /將寄發 1 封郵件/);
  await press(applicant, "撤回申請");
  const told = await letters(6);
  assert.match(told.data, /Content-Language: en/);
  assert.match(told.data, /Dear =\?|Dear |base64/);
  for (const lang of ["en", "zh-Hans", "zh-Hant-TW"]) {
    for (const place of ["/letters?state=all", "/letters/settings"]) {
      await go(page, `${place}${place.includes("?") ? "&" : "?"}lang=${lang}`);
      assert.doesNotMatch(await page.locator("body").innerText(), /⟦/, `${place} in ${lang}`);
    }
  }
});
