// The demonstration's offices, walked through as its people would: one side waits for the other, pairs agree or differ or
// wait for a ruling, documents and leads are judged by the guide's sentence, and after the closing what only one side handed
// in is void at both offices alike.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { as, browser, closeAndSettle, findings, go, handedIn, hrefs, look, office, ruleAll, said, shots } from "./demo.mjs";

test("step 3: alone, an application waits for the other side", async (t) => {
  const officer = await as(t, "mainland", "check");
  await go(officer, "/pairs?direction=1.1&state=alone");
  const number = /DM-\d+/.exec(await said(officer))?.[0];
  assert.ok(number, "the small world has one");
  const applicant = await as(t, "mainland", "applicant", async (page) => {
    await go(page, "/applications");
    return (await said(page)).includes(number);
  });
  const row = applicant.locator("tr", { hasText: number });
  await row.locator("a").first().click();
  await go(applicant, `${new URL(applicant.url()).pathname}/pair`);
  assert.match(await said(applicant), /待对方提交/);
  await look(applicant, "3-waits-for-the-other-side");
});

test("step 4: pairs agree after normalisation, wait for a ruling, or differ with both values shown", async (t) => {
  const page = await as(t, "mainland", "check");
  const first = async (state) => {
    await go(page, `/pairs?direction=1.1&state=${state}`);
    return hrefs(page, "^/pairs/1\\.1-");
  };
  const [consistent] = await first("consistent");
  await go(page, consistent);
  assert.match(await said(page), /规范化后相同/);
  assert.doesNotMatch(await said(page), /不一致/);
  await look(page, "4-agrees-after-normalisation");
  let ruled = false;
  for (const place of await first("ruling")) {
    await go(page, place);
    const text = await said(page);
    if (!/HK-9/.test(text) || !/待人工认定/.test(text)) continue;
    ruled = true;
    await look(page, "4-waits-for-a-ruling");
  }
  assert.ok(ruled, "one waits because of HK-9");
  let differs = false;
  for (const place of await first("differs")) {
    await go(page, place);
    const row = page.locator("tr", { hasText: "牵头单位" }).filter({ hasText: "不同" });
    if ((await row.count()) === 0) continue;
    differs = true;
    const cells = await row.first().locator("td").allInnerTexts();
    assert.notEqual(cells[0].trim(), cells[1].trim(), "both values are shown");
    assert.match(await said(page), /双方项目申报书的项目名称、合作单位、项目负责人和项目执行年限等信息必须一致/);
    await look(page, "4-differs-in-the-lead");
  }
  assert.ok(differs, "one differs in the lead unit");
});

test("step 5: an agreement without an article on intellectual property fails; one with it goes to a person with the paragraph", async (t) => {
  const page = await as(t, "mainland", "check");
  const seen = { fails: false, paragraph: false };
  for (const place of await handedIn(page, "1.1")) {
    await go(page, place);
    for (const text of (await findings(page)).filter((text) => /HK-14/.test(text))) {
      if (/不符合/.test(text)) seen.fails = true;
      if (/待人工认定/.test(text) && /知识产权/.test(text)) seen.paragraph = true;
    }
    if (seen.fails && seen.paragraph) break;
  }
  assert.deepEqual(seen, { fails: true, paragraph: true });
});

test("step 6: a company may not lead 5G, and may lead 智慧健康", async (t) => {
  const page = await as(t, "mainland", "check");
  const seen = { refused: false, untouched: false };
  for (const place of await handedIn(page, "1.2")) {
    await go(page, place);
    const lead = (await findings(page)).filter((text) => /TW-9\b/.test(text));
    if (lead.some((text) => /不符合/.test(text))) {
      seen.refused = true;
      await look(page, "6-a-company-leads-5g");
    }
    if (/智慧健康/.test(await said(page)) && lead.length === 0) seen.untouched = true;
    if (seen.refused && seen.untouched) break;
  }
  assert.deepEqual(seen, { refused: true, untouched: true });
});

test("step 9: the guide's clauses stand on their page", async (t) => {
  const page = await as(t, "mainland", "programme");
  await go(page, "/guide");
  const clauses = await page.locator("[id^='G-'], [id^='HK-'], [id^='TW-'], [id^='BIO-'], [id^='5G-']").count();
  assert.equal(clauses, 82);
});

test("steps 3 and 7: after both have closed, what one side alone handed in is void, at both offices alike", async (t) => {
  const sides = ["mainland", "hongkong"];
  const early = await as(t, "mainland", "programme");
  await go(early, "/closing/1.1");
  await early.locator("form[action$='/settle'] button").click();
  assert.equal(await early.locator(".flash.fail").count(), 1, "too early, told on the same page");
  for (const side of sides) await ruleAll(await as(t, side, "check"));
  const mover = await as(t, "hongkong", "programme");
  await go(mover, "/demo/clock");
  await look(mover, "clock");
  await mover.getByLabel("香港方（1.1）截止受理後一分鐘").check();
  await mover.locator("main form button").click();
  assert.match(await said(mover), /2020年5月20日 18:0[12]/, "the clock was moved and its mover is still signed in");
  const counts = [];
  for (const officer of await closeAndSettle(t, sides)) {
    const side = officer.side;
    const text = await said(officer);
    assert.match(text, /单方提交的项目申报材料无效/, "HK-8 is quoted");
    await look(officer, `7-settled-${side}`);
    counts.push(/\d+/.exec(text)?.[0]);
  }
  assert.equal(counts[0], counts[1], "the same pairs stand at both offices");
  assert.ok(Number(counts[0]) > 0);
});

const decisions = (page, rest = "") => go(page, `/decisions/1.1${rest}`);
const press = (page, step, within = page.locator("main")) => within.locator(`form[action$="/${step}"] button`).first().click();

/** Comes back to the page of the joint decision until it says so: parcels take a moment. */
async function until(page, pattern, what) {
  for (let waited = 0; ; waited += 1) {
    await decisions(page);
    if (pattern.test(await said(page))) return;
    assert.ok(waited < 60, `${what} at ${page.side}: ${await said(page)}`);
    await page.waitForTimeout(500);
  }
}

/** The numbers of an office's own halves, in the order of the page. */
const ownNumbers = (page) => page.locator("#projects tbody tr, table tbody tr").evaluateAll((rows, prefix) =>
  [...new Set(rows.flatMap((row) => row.innerText.match(new RegExp(`${prefix}-\\d+`, "g")) ?? []))], page.side === "mainland" ? "DM" : "DH");

const inForm = { mainland: "2020-05-21 18:30", hongkong: "2020-05-21 18:30" };

test("steps 8 and 10: the method first, two sealed lists, one result explained project by project, one minute, one instant", async (t) => {
  const m = await as(t, "mainland", "programme");
  const h = await as(t, "hongkong", "programme");
  const check = await as(t, "mainland", "check");
  const refused = await check.goto(`${office.mainland}/decisions/1.1`);
  assert.equal(refused.status(), 403, "the form check has no part in it");
  await until(m, /待定办法/, "both have settled");
  await look(m, "8-before-the-method");

  await decisions(m, "/method");
  await look(m, "8-method-form");
  await press(m, "method");
  assert.ok((await m.locator(".field .error, .error").count()) > 0, "what is unset is named");
  await m.locator("input[name=combination][value=sum]").check();
  await m.locator("input[name=policy][value=skip]").check();
  await m.locator("input[name=second][value=money]").check();
  await m.locator("input[name='open-by']").fill(inForm.mainland);
  await m.locator("input[name=leaving][value=reasons]").check();
  await m.locator("textarea[name=reasons]").fill("有效申请不足");
  await m.locator("input[name=rates][value=none]").check();
  await press(m, "method");
  assert.match(await said(m), /本征集部门提出/);
  await until(h, /對方徵集部門提出/, "the method arrives");
  await look(h, "8-method-to-sign");
  await press(h, "sign");
  await until(m, /待封存名单/, "the signed method arrives");

  const lists = new Map();
  for (const page of [m, h]) {
    await decisions(page);
    const numbers = await ownNumbers(page);
    assert.ok(numbers.length >= 3, `${page.side}: ${numbers}`);
    lists.set(page.side, numbers);
    const rows = numbers.map((number, at) => {
      const place = page.side === "mainland" ? at + 1 : numbers.length - at;
      const supported = page.side === "hongkong" && at === numbers.length - 1 ? "否" : "是";
      return `${number},${supported},${place},${400 + 20 * at}`;
    });
    const file = (text) => ({ name: "名单.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    const head = "申请编号,拟支持,排序,经费(万元)";
    await page.locator("input[type=file]").setInputFiles(file(`${head}\n${rows.join("\n")}\nDM-999999,是,x,1\n`));
    await press(page, "list");
    assert.match(await page.locator("#troubles, main").first().innerText(), new RegExp(`${rows.length + 2}\\s+排序\\s+x`), "the wrong cell is named and nothing is taken");
    if (page === m) await look(page, "8-list-refused");
    await page.locator("input[type=file]").setInputFiles(file(`${head}\n${rows.join("\n")}\n`));
    await press(page, "list");
    await press(page, "seal");
  }
  for (const page of [m, h]) {
    for (let waited = 0; ; waited += 1) {
      await decisions(page);
      if ((await page.locator('form[action$="/open"]').count()) > 0) break;
      assert.ok(waited < 60, `the seals cross and are witnessed: ${await said(page)}`);
      await page.waitForTimeout(500);
    }
  }
  await look(m, "8-sealed");
  await press(m, "open");
  await decisions(h);
  assert.doesNotMatch(await said(h), /遴選室/, "not before Hong Kong has opened its own");
  await press(h, "open");
  for (const [page, pattern] of [[m, /遴选室/], [h, /遴選室/]]) await until(page, pattern, "both are open");

  const digests = [];
  for (const page of [m, h]) {
    await decisions(page);
    digests.push(/[0-9a-f]{16}…/g.exec((await said(page)).split(/结果摘要值|結果摘要值/)[1])[0]);
    await decisions(page, "/room");
    assert.ok((await page.locator("#order tbody tr, table tbody tr").count()) >= 3);
    await look(page, `8-room-${page.side}`);
  }
  assert.equal(digests[0], digests[1], "both offices come to the same bytes");
  await decisions(m, "/report");
  assert.ok((await m.locator("figure.picture svg").count()) > 1, "where the sides disagree, and the portfolio");
  await look(m, "8-report");
  const [first] = lists.get("mainland");
  await decisions(m, "/members");
  await m.locator("textarea[name=members]").fill("王五；示例研究院\n赵六；示例大学");
  await m.locator("textarea[name=conflicts]").fill(`王五；${first}`);
  await press(m, "members");
  assert.match(await m.locator(".error").first().innerText(), /第 1 行.*理由/, "the line is named");
  await m.locator("textarea[name=conflicts]").fill(`王五；${first}；近三年曾共同发表论文`);
  await look(m, "8-members");
  await press(m, "members");
  await decisions(m, "/room");
  assert.match(await m.locator("tbody tr", { hasText: first }).first().innerText(), /回避：王五/);
  await look(m, "8-room-members");
  const out = m.locator("a", { hasText: "不列入" }).first();
  await out.focus();
  await m.keyboard.press("Enter");
  assert.match(await said(m), /按手动调整的 1 个项目显示/, "what if, by keyboard");
  await look(m, "8-what-if");
  await m.getByRole("link", { name: "大屏显示" }).click();
  await look(m, "8-large-screen");
  const fetched = (page, place) => page.evaluate(async (to) => (await fetch(to)).text(), place);
  for (const file of ["result.xlsx", "list.xlsx"]) assert.match(await fetched(m, `/decisions/1.1/${file}`), /^PK/);

  await decisions(m, "/minute");
  assert.match(await m.locator("textarea[name=present]").inputValue(), new RegExp(`王五（回避：${first}）`));
  await look(m, "8-minute-form");
  await m.locator("input[name=publish]").fill(inForm.mainland);
  await press(m, "minute");
  assert.match(await said(m), /可采理由|理由/, "the band is left and needs a reason");
  await m.locator("input[name=reasons]").first().check();
  await m.locator("input[name=publish]").fill(inForm.mainland);
  await press(m, "minute");
  await until(h, /對方徵集部門擬訂/, "the minute arrives");
  await look(h, "10-minute-to-sign");
  await press(h, "sign");
  await until(m, /纪要已签署/, "the signed minute arrives");
  const note = await fetched(m, "/decisions/1.1/minute.txt");
  assert.match(note, /^hefu-minute\/1\n/);
  assert.equal(note.match(/^— /gm).length, 2, "signed by both");
  assert.match(JSON.stringify(JSON.parse(await fetched(m, "/decisions/1.1/awards.json"))), /"pair":"1\.1-DM-\d+"/);
  for (const page of [m, h]) {
    const paper = Buffer.from(await page.evaluate(async () => {
      const bytes = new Uint8Array(await (await fetch("/decisions/1.1/minute.pdf")).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }), "base64");
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
    if (shots) writeFileSync(path.join(shots, `10-minute-${page.side}.pdf`), paper);
  }
  await look(m, "10-minute-signed");
  for (const page of [m, h]) {
    await decisions(page);
    await press(page, "ready");
  }
  await until(m, /待公布/, "both are ready");
  await press(m, "publish");
  assert.equal(await m.locator(".flash.fail").count(), 1, "not before the instant");
  const visitor = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-Hans" })).newPage();
  t.after(() => visitor.context().close());
  visitor.side = "mainland";
  await go(visitor, "/results");
  assert.match(await said(visitor), /尚未公布结果/);

  await go(h, "/demo/clock");
  const instant = h.locator("input[name=at]");
  await instant.fill(inForm.hongkong);
  await h.locator("main form button").last().click();
  for (const side of ["mainland", "hongkong"]) {
    visitor.side = side;
    for (let waited = 0; ; waited += 1) {
      await go(visitor, "/results");
      if ((await visitor.locator("tbody tr").count()) > 1) break;
      assert.ok(waited < 120, `${side} publishes by itself: ${await said(visitor)}`);
      await visitor.waitForTimeout(500);
    }
    await look(visitor, `10-result-${side}`);
  }
  await go(m, "/letters?state=queued");
  await look(m, "10-letters");
});

test("after step 10: an award is declined at one side, both sign who comes in, and it is published at both", async (t) => {
  const m = await as(t, "mainland", "programme");
  const h = await as(t, "hongkong", "programme");
  await decisions(h, "/awards");
  await look(h, "11-awards");
  await h.getByRole("link", { name: "登記放棄立項" }).last().click();
  await press(h, "decline");
  assert.match(await h.locator(".error").first().innerText(), /理由/, "not without a reason");
  await h.locator("textarea[name=reason]").fill("負責人離任，合作機構已書面放棄。");
  await look(h, "11-decline");
  await press(h, "decline");
  assert.match(await said(h), /已登記/);

  const arrives = async (page, pattern) => {
    for (let waited = 0; ; waited += 1) {
      await decisions(page, "/awards");
      if (pattern.test(await said(page))) return;
      assert.ok(waited < 120, `${page.side}: ${pattern} in ${await said(page)}`);
      await page.waitForTimeout(500);
    }
  };
  await arrives(m, /放弃立项 1 项/);
  await press(m, "awards");
  assert.match(await m.locator(".error").first().innerText(), /最早时间/, "the instant is unset and is asked for");
  await m.locator("input[name=publish]").fill("2020-06-01 10:00");
  await look(m, "11-promotion");
  await press(m, "awards");
  await arrives(h, /對方已簽署以下遞補/);
  await look(h, "11-promotion-to-sign");
  await press(h, "sign");
  await arrives(m, /双方已签署/);
  await go(h, "/demo/clock");
  await h.locator("input[name=at]").fill("2020-06-01 10:30");
  await h.locator("main form button").last().click();
  // Ten days later nobody is signed in any more.
  for (const [side, mark] of [["mainland", /递补/], ["hongkong", /遞補/]]) {
    const page = await as(t, side, "programme");
    await arrives(page, /本方已公布/);
    await go(page, "/results");
    const marked = page.locator("tbody tr", { hasText: mark });
    assert.ok((await marked.count()) >= 1, "who came in stands on the public list");
    assert.equal(await page.locator("tbody tr", { hasText: /已放[弃棄]/ }).count(), 1);
    await look(page, `11-result-${page.side}`);
  }
  const owner = await as(t, "mainland", "applicant", async (page) => {
    await go(page, "/applications");
    for (const href of await hrefs(page, "^/applications/[a-z0-9]+$")) {
      await go(page, href);
      if ((await page.locator('a[href$="/task-book/zh-Hans"]').count()) > 0) return true;
    }
    return false;
  });
  assert.match(await said(owner), /任务书/);
  await look(owner, "11-task-book");
});

test("after the award: a half shows what it owes, reports and asks for a change that needs both; both close", async (t) => {
  const own = async (side) =>
    as(t, side, "applicant", async (page) => {
      await go(page, "/applications");
      for (const href of await hrefs(page, "^/applications/[a-z0-9]+$")) {
        await go(page, href);
        if ((await page.locator('a[href^="/awards/"]').count()) > 0) return true;
      }
      return false;
    });
  const owner = await own("mainland");
  // A document of the office's own making is what this test has at hand.
  const book = await owner.locator('a[href$="/task-book/zh-Hans"]').getAttribute("href");
  const bytes = await owner.evaluate(async (href) => Array.from(new Uint8Array(await (await fetch(href)).arrayBuffer())), book);
  const DOCUMENT = { name: "进展报告.pdf", mimeType: "application/pdf", buffer: Buffer.from(bytes) };
  await owner.locator('a[href^="/awards/"]').first().click();
  const award = new URL(owner.url()).pathname;
  assert.match(await said(owner), /结题清单/);
  await look(owner, "12-award");
  const m = await as(t, "mainland", "programme");
  await go(m, "/awards");
  await look(m, "12-awards");
  await m.locator('a[href^="/awards/reports/"]').first().click();
  await press(m, "1.1");
  assert.match(await m.locator(".error").first().innerText(), /报告名称/);
  await m.locator("input[name=name]").fill("中期进展报告");
  await m.locator("input[name=until]").fill("2021-12-31");
  await look(m, "12-ask-report");
  await press(m, "1.1");
  assert.match(await said(m), /已要求提交/);

  await go(owner, award);
  await owner.locator(`a[href^="${award}/reports/"]`).first().click();
  await owner.locator("input[type=file]").setInputFiles(DOCUMENT);
  await press(owner, "r1");
  assert.match(await said(owner), /报告已提交/);
  await look(owner, "12-report");

  await go(owner, `${award}/changes`);
  await owner.locator("input[name=kind][value=period]").check();
  await owner.locator("textarea[name=to]").fill("2021-03-01 – 2024-02-28");
  await owner.locator("textarea[name=reason]").fill("设备到货推迟");
  await look(owner, "12-change");
  await press(owner, "changes");
  assert.match(await said(owner), /已向征集部门申请/);

  await go(m, award);
  await m.locator(`a[href*="/changes/answer"]`).first().click();
  await m.locator("input[name=answer][value=agree]").check();
  await press(m, "answer");
  assert.match(await said(m), /待对方征集部门答复/);

  const h = await as(t, "hongkong", "programme");
  let there = null;
  for (let waited = 0; there === null; waited += 1) {
    assert.ok(waited < 120, "the change arrives");
    await go(h, "/awards");
    for (const href of await hrefs(h, "^/awards/[a-z0-9]+$")) {
      await go(h, href);
      if ((await h.locator('a[href*="side=partner"]').count()) > 0) there = href;
    }
    await h.waitForTimeout(500);
  }
  await go(h, there);
  await look(h, "12-award-hongkong");
  await h.locator('a[href*="side=partner"]').first().click();
  await h.locator("input[name=answer][value=refuse]").check();
  await press(h, "answer");
  assert.match(await h.locator(".error").first().innerText(), /理由/, "not without a reason");
  await h.locator("input[name=answer][value=agree]").check();
  await press(h, "answer");
  assert.match(await said(h), /已生效/);

  await go(m, award);
  await m.locator(`a[href^="${award}/reports/"]`).first().click();
  await m.locator("input[name=ruled][value=accepted]").check();
  await press(m, "rule");
  assert.match(await said(m), /已认可/);
  for (let waited = 0; ; waited += 1) {
    await go(m, award);
    if (/已生效/.test(await said(m))) break;
    assert.ok(waited < 120, "the answer arrives");
    await m.waitForTimeout(500);
  }
  const lines = await hrefs(m, `^${award}/lines/`);
  assert.ok(lines.length >= 1, "the plan of the sample owes something");
  for (const [at, href] of lines.entries()) {
    if (at === 0) {
      await go(owner, href);
      await owner.locator(`a[href="${href}/check"]`).click();
      await look(owner, "12-figures");
      await owner.locator('a[href$="figure=latency"]').click();
      await owner.locator("input[name=target][value=at-most]").check();
      await owner.locator("input[name=value]").fill("十毫秒");
      await owner.locator("input[name=percentile]").fill("99");
      await owner.locator("input[name=latency-unit]").fill("ms");
      const trace = `时延\n${[...Array(98).keys()].map((n) => 4 + n / 20).join("\n")}\n14.2\n15\n`;
      const TABLE = { name: "时延.csv", mimeType: "text/csv", buffer: Buffer.from(trace) };
      await owner.locator("input[type=file]").setInputFiles(TABLE);
      await press(owner, "check");
      assert.match(await owner.locator(".error").first().innerText(), /不是数值/);
      await owner.locator("input[name=value]").fill("10 ms");
      await owner.locator("input[type=file]").setInputFiles(TABLE);
      await look(owner, "12-figure");
      await press(owner, "check");
      assert.match(await said(owner), /未达到[\s\S]*14\.2 ms/, "5G-1: both numbers");
      await look(owner, "12-figure-checked");
      await go(owner, href);
      assert.match(await said(owner), /14\.2 ms/, "it stays at the line");
      for (const field of await owner.locator('input[name^="field-"]').all()) await field.fill("已完成，见报告");
      await owner.locator("textarea[name=words]").fill("见所附报告第三章。");
      await owner.locator("input[type=file]").setInputFiles(DOCUMENT);
      await look(owner, "12-line");
      await owner.locator("main form[enctype] button.primary").click();
      assert.match(await said(owner), /已提交/);
    }
    await go(m, href);
    await m.locator(`input[name=ruled][value=${at === 0 ? "accepted" : "waived"}]`).check();
    if (at > 0) await m.locator("textarea[name=reason]").fill("已以其他成果代替。");
    if (at === 0) await look(m, "12-line-to-rule");
    await press(m, "rule");
  }
  await go(m, `${award}/record`);
  await m.locator("input[name=doi]").fill("立项一号");
  await m.locator("input[name=number]").fill("2020YFE0000001");
  await m.locator("main form button").last().click();
  assert.match(await m.locator(".error").first().innerText(), /不是 DOI/);
  await m.locator("input[name=doi]").fill("https://doi.org/10.12345/award.1");
  await m.locator("main form button").last().click();
  assert.equal(await m.locator("input[name=doi]").inputValue(), "10.12345/award.1");
  assert.match(await said(m), /RAiD/, "what the records lack is named");
  await look(m, "12-registration");
  const text = (place) => m.evaluate(async (to) => { const got = await fetch(to); return `${got.status} ${await got.text()}`; }, place);
  assert.match(await text(`${award}/record/cerif.xml`), /^200 [\s\S]*<Project [\s\S]*2020YFE0000001/);
  assert.match(await text(`${award}/record/raid.json`), /^200 [\s\S]*10\.12345\/award\.1/);
  assert.match(await text("/decisions/1.1/crossref.xml"), /^409 [\s\S]*records\.crossref/, "what is not set up is said");

  await go(m, `${award}/close`);
  await m.locator("input[name=outcome][value=completed]").check();
  await look(m, "12-close");
  await press(m, "close");
  assert.match(await said(m), /已结题/);
  await look(m, "12-closed");
});

test("an appeal is taken on the terms the office sets, decided with a reason, and told to the other office where it is upheld", async (t) => {
  const m = await as(t, "mainland", "programme");
  await go(m, "/appeals");
  assert.match(await said(m), /不受理（未设置）/, "what is not set is not taken");
  await m.locator('a[href="/appeals/terms/1.1/settlement"]').click();
  await m.locator("main form button").last().click();
  assert.match(await m.locator(".error").first().innerText(), /是否受理/);
  await m.locator("input[name=take][value=yes]").check();
  await m.locator("input[name=days]").fill("三十");
  await m.locator("textarea[name=grounds]").fill("材料已提交而未见\n认定有误");
  await m.locator("input[name=decider]").fill("复审小组（示例）");
  await m.locator("main form button").last().click();
  assert.match(await m.locator(".error").first().innerText(), /整数天数/);
  assert.equal(await m.locator("input[name=decider]").inputValue(), "复审小组（示例）", "what was typed stays");
  await m.locator("input[name=days]").fill("300");
  await look(m, "13-appeal-terms");
  await m.locator("main form button").last().click();
  assert.match(await said(m), /300 日内/);

  const owner = await as(t, "mainland", "applicant", async (page) => {
    await go(page, "/applications");
    for (const href of await hrefs(page, "^/applications/[a-z0-9]+$")) {
      await go(page, href);
      if ((await page.locator('a[href$="/settlement"]').count()) > 0) return true;
    }
    return false;
  });
  await look(owner, "13-appeal-beside");
  await owner.locator('a[href$="/settlement"]').click();
  const place = new URL(owner.url()).pathname;
  await owner.locator("textarea[name=words]").fill("香港方的申请已按时提交，受理回执附后。");
  await owner.locator("main form button").last().click();
  assert.match(await owner.locator(".error").first().innerText(), /理由/, "a ground is asked for");
  assert.match(await owner.locator("textarea[name=words]").inputValue(), /受理回执/, "what was typed stays");
  await owner.locator("input[name=ground]").first().check();
  await look(owner, "13-appeal-lodge");
  await owner.locator("main form button").last().click();
  assert.match(await said(owner), /待决定/);

  await go(m, "/appeals");
  await look(m, "13-appeals");
  await go(m, place);
  await m.locator("input[name=outcome][value=upheld]").check();
  await m.locator("textarea[name=reason]").fill("受理回执属实，将与香港方商议。");
  await look(m, "13-appeal-decide");
  await m.locator('form[action$="/decide"] button').click();
  assert.match(await said(m), /复审成立/);
  await go(owner, place);
  await look(owner, "13-appeal-decided");
  assert.match(await said(owner), /将与香港方商议/);
  const h = await as(t, "hongkong", "programme");
  for (let waited = 0; ; waited += 1) {
    await go(h, "/appeals");
    if (/將與香港方商議|将与香港方商议/.test(await said(h))) break;
    assert.ok(waited < 60, await said(h));
    await h.waitForTimeout(500);
  }
  await look(h, "13-appeal-told");
});
