// Overlap at the form-check desk: thresholds are the programme officer's, a comparison runs in the background, a copy in the
// other script is found with its passages side by side, and what was made of it is noted. Without script too.

import assert from "node:assert/strict";
import { test } from "node:test";

import { main as text, office, press, staff } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", check: "審查主任", auditor: "核數師", applicant: "陳大文", other: "何啟明" };
const own = office("overlap", people.administrator);
const { as, look, go } = own;

const OWN = "本課題面向長者日常生活中的健康風險，研究以可穿戴設備連續採集心率、血氧與步態數據，並在邊緣節點完成特徵提取與異常識別，只把必要的結果送往醫院平台，從而在保護私隱的前提下縮短發現風險的時間；研究團隊將在三間社區中心開展為期十二個月的示範，比較不同算法在不同人群中的誤報率與漏報率，並據此修訂隨訪流程。";
const COPY = "本课题面向老人日常生活中的健康风险，研究以可穿戴设备连续采集心率、血氧与步态数据，并在云端完成特征提取与异常识别，只把必要的结果送往医院平台，从而在保护隐私的前提下缩短发现风险的时间；研究团队将在四间社区中心开展为期十二个月的示范，比较不同算法在不同人群中的误报率与漏报率，并据此修订随访流程。";
const NOTHING = "支架材料在體內降解的速度取決於孔隙率與交聯程度，本研究以三種配方製備樣品，於動物模型中觀察骨缺損處新生組織的力學性能，並以顯微影像量度新生血管的密度，再由臨床醫生獨立評分。";

async function handIn(page, title, task) {
  await go(page, "/");
  await press(page, "建立申請");
  const draft = new URL(page.url()).pathname;
  await go(page, `${draft}/form/project`);
  await page.locator("#title").fill(title);
  await press(page, "儲存");
  await go(page, `${draft}/form/tasks`);
  if ((await page.locator("#rows-0-title").count()) === 0) await press(page, "新增任務");
  await page.locator("#rows-0-code").fill("T1");
  await page.locator("#rows-0-title").fill(task);
  await press(page, "儲存");
  await go(page, `${draft}/check`);
  await press(page, "提交申請");
  return draft;
}

/** Looks again until the comparison is done. */
async function until(page, words) {
  for (let n = 0; n < 40 && !words.test(await text(page)); n += 1) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  assert.match(await text(page), words);
}

test("applications come in, and nothing is compared before thresholds are set", async (t) => {
  const programme = await staff(own, t, people, { programme: "programme_officer", check: "form_check_officer", auditor: "auditor" });
  await handIn(await as(t, people.applicant), "長者健康風險的連續監測", OWN);
  const other = await as(t, people.other);
  await handIn(other, "居家養老的健康預警", COPY);
  await handIn(other, "再生醫學支架材料", NOTHING);

  const check = await as(t, people.check);
  await go(check, "/desk");
  await check.getByRole("link", { name: "申請文本查重" }).click();
  await look(check, "directions");
  await check.getByRole("link", { name: /^1\.1/ }).click();
  assert.match(await text(check), /設定以下各項之前不能比對/);
  await look(check, "unset");
  await go(programme, "/desk/overlap/1.1/settings");
  await look(programme, "settings");
  await programme.locator("#listing").fill("60");
  await programme.locator("#alert").fill("30");
  await programme.locator("#common").fill("4");
  await press(programme, "儲存");
  assert.match(await text(programme), /不小於列出門檻/);
  await look(programme, "settings-wrong");
  await programme.locator("#alert").fill("100");
  await press(programme, "儲存");
  assert.match(await text(programme), /門檻已儲存/);
});

test("a copy in the other script is found, shown and noted, without script too", async (t) => {
  const check = await as(t, people.check, { script: false });
  await go(check, "/desk/overlap/1.1");
  await press(check, "比對全部文本");
  await until(check, /此後沒有新提交/);
  const seeing = await as(t, people.check);
  await go(seeing, "/desk/overlap/1.1");
  await look(seeing, "found");
  const pair = check.locator("#findings tbody a").first();
  await pair.click();
  const marked = await check.locator(".passage mark").allInnerTexts();
  assert.ok(marked.includes("長者") && marked.includes("老人"), `${marked}`);
  assert.ok(!marked.some((words) => words.includes("研究")), `${marked}`);
  await seeing.goto(check.url());
  await look(seeing, "passages");
  await press(check, "儲存意見");
  assert.match(await text(check), /請選擇如何看待/);
  await check.locator("input[name=remark][value=pursue]").check();
  await check.locator("#why").fill("請兩個團隊說明");
  await press(check, "儲存意見");
  assert.match(await text(check), /意見已儲存/);
  await seeing.reload();
  await look(seeing, "noted");
  await go(check, "/desk/overlap/1.1");
  assert.match(await text(check), /請兩個團隊說明/);
});

test("an application taken back is out at once, and others see nothing of it", async (t) => {
  const officer = await as(t, people.programme, { lang: "en" });
  await go(officer, "/desk/overlap/1.1?lang=en");
  const pair = await officer.locator("#findings tbody a").first().getAttribute("href");
  for (const lang of ["en", "zh-Hans"]) {
    await go(officer, `${pair}?lang=${lang}`);
    await look(officer, `passages-${lang}`);
  }
  for (const name of [people.auditor, people.applicant]) {
    const page = await as(t, name);
    for (const place of ["/desk/overlap", "/desk/overlap/1.1", pair]) {
      const answer = await go(page, place);
      assert.equal(answer.status(), 404, `${name} ${place}`);
    }
  }
  const applicant = await as(t, people.applicant);
  await go(applicant, "/applications");
  await applicant.getByRole("link", { name: "長者健康風險的連續監測" }).first().click();
  await go(applicant, `${new URL(applicant.url()).pathname}/withdraw`);
  await applicant.locator("main form button").first().click();
  const check = await as(t, people.check);
  await go(check, "/desk/overlap/1.1");
  assert.match(await text(check), /另有 1 對未顯示/);
  assert.match(await text(check), /撤回 1 份/);
  await look(check, "taken-back");
});
