// The documents of an application as its people meet them: attached with script and without, refused with the reason, read and
// checked, handed in and listed on the receipt, read beside the finding by the officer; and an office that is killed in the
// middle of uploads keeps every document it has acknowledged.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { before, test } from "node:test";

import { day, hefu, office, press } from "./office.mjs";

const people = { administrator: "行政主任", programme: "計畫主管", check: "審查主任", applicant: "陳大文", other: "李小明" };
const site = office("documents", people.administrator, () => "[documents]\nbytes = 1048576\n");
const { as, look, go, folder, config } = site;
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

before(() => hefu("sample", "write", "--size", "small", "--out", path.join(folder, "sample")));

const sample = () => path.join(folder, "sample/hongkong/documents");
/** A sound agreement of the sample as PDF. */
const agreement = () => {
  const files = readdirSync(sample(), { recursive: true }).map(String).filter((name) => /\.pdf$/.test(name)).sort();
  const whole = files.map((name) => ({ name, bytes: readFileSync(path.join(sample(), name)) }));
  return whole.find(({ bytes }) => bytes.subarray(-12).includes("%%EOF") && bytes.length > 3000);
};

test("an office with a notice and people", async (t) => {
  const page = await as(t, people.administrator);
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
  const officer = await as(t, people.programme);
  await go(officer, "/notices");
  await officer.getByRole("link", { name: "發布通知" }).click();
  for (const [id, value] of [["number", "範例通告第1號"], ["opens", day(-1)], ["closes", day(30)], ["contact", "call@example.org"], ["basis", "內地與香港科技合作協議（範例）"]]) {
    await officer.locator(`#${id}`).fill(value);
  }
  await press(officer, "發布");
});

let draft;

test("an applicant attaches documents; what is no document is refused with the reason", async (t) => {
  const page = await as(t, people.applicant);
  await go(page, "/");
  await press(page, "建立申請");
  draft = new URL(page.url()).pathname;
  await go(page, `${draft}/form/project`);
  await page.locator("#title").fill("可解釋人工智能的聯合研究");
  await press(page, "儲存");
  await page.getByRole("link", { name: "附件", exact: true }).click();
  await look(page);
  await press(page, "附上");
  assert.match(await page.locator(".wrong").innerText(), /尚未選擇檔案/);
  await page.locator("#file-agreement").setInputFiles({ name: "協議.pdf", mimeType: "application/pdf", buffer: Buffer.from("<!DOCTYPE html><script>alert(1)</script>") });
  await press(page, "附上");
  assert.match(await page.locator(".wrong").innerText(), /網頁/);
  await look(page);
  await page.locator("#file-agreement").setInputFiles({ name: "大.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(3 << 20, "%") });
  await press(page, "附上");
  assert.match(await page.locator(".wrong").innerText(), /1 MiB/);
  const { name, bytes } = agreement();
  await page.locator("#file-agreement").setInputFiles({ name: path.basename(name), mimeType: "application/pdf", buffer: bytes });
  await press(page, "附上");
  assert.match(await page.locator(".flash").innerText(), /已附上/);
  assert.match(await page.locator("main").innerText(), new RegExp(sha256(bytes)));
  await look(page);
  await go(page, `${draft}/check`);
  const said = await page.locator("main").innerText();
  assert.match(said, new RegExp(sha256(bytes)));
  assert.match(said, /HK-14/);
  await look(page);
  await go(page, draft);
  await look(page);
});

test("the workbook is taken away, sent back, and refused with its places where it cannot be read", async (t) => {
  const page = await as(t, people.applicant, { lang: "en" });
  await go(page, `${draft}?lang=en`);
  await page.getByRole("link", { name: "Fill in by workbook" }).click();
  await look(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /Take away the workbook/ }).click()]);
  const book = path.join(folder, "draft.xlsx");
  await download.saveAs(book);
  await page.locator("#file").setInputFiles({ name: "a.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("no workbook") });
  await press(page, "Take in the workbook");
  assert.equal(await page.locator("#problems tbody tr").count(), 1);
  await look(page);
  await page.locator("#file").setInputFiles(path.join(folder, "sample/hongkong/applications.xlsx"));
  await press(page, "Take in the workbook");
  assert.match(await page.locator(".wrong").innerText(), /holds \d+ applications/);
  await page.locator("#file").setInputFiles(book);
  await press(page, "Take in the workbook");
  assert.match(await page.locator(".flash").innerText(), /taken in/);
  await look(page);
  await go(page, `${draft}/documents`);
  assert.equal(await page.locator(".held a").count(), 1, "the document is still the agreement's");
});

test("without script a document is attached, replaced, stated to lie elsewhere and taken away", async (t) => {
  const page = await as(t, people.other, { script: false });
  await go(page, "/");
  await press(page, "建立申請");
  await page.getByRole("link", { name: "附件", exact: true }).click();
  const { bytes } = agreement();
  for (const name of ["協議.pdf", "新協議.pdf"]) {
    await page.locator("#file-agreement").setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
    await press(page, "附上");
    assert.equal(await page.locator(".held a").innerText(), name);
  }
  await page.locator("summary").click();
  await page.locator("#elsewhere-agreement").fill("紙本第3號");
  await press(page, "如此聲明");
  assert.match(await page.locator(".held").innerText(), /紙本第3號[^]*聲明/);
  await page.locator('button[value="remove"]').click();
  assert.equal(await page.locator(".held").count(), 0);
});

test("handed in, the receipt lists the file; the officer reads its lines beside the finding; nobody else gets it", async (t) => {
  const page = await as(t, people.applicant);
  const { bytes } = agreement();
  await go(page, `${draft}/check`);
  await press(page, "提交申請");
  await look(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下載回執" }).click()]);
  const receipt = path.join(folder, "receipt.tlog-proof");
  await download.saveAs(receipt);
  const officer = await as(t, people.programme);
  await go(officer, "/journal");
  const key = (await officer.locator("pre").last().innerText()).trim();
  const said = hefu("receipt", "check", receipt, "--key", key);
  assert.match(said, new RegExp(`${bytes.length} B {2}SHA-256 ${sha256(bytes)}`));
  const check = await as(t, people.check);
  await go(check, draft);
  await look(check);
  await check.locator('a[href*="/rule/"][href$="signatures"]').click();
  assert.ok(await check.locator("mark").count(), "the lines are marked");
  await look(check);
  const file = `${draft}/documents/${sha256(bytes)}`;
  const [kept] = await Promise.all([check.waitForEvent("download"), check.locator(`a[href="${file}"]`).first().click()]);
  assert.equal(sha256(readFileSync(await kept.path())), sha256(bytes));
  const other = await as(t, people.other);
  assert.equal((await go(other, file)).status(), 404);
});

test("an office killed in the middle of uploads keeps what it acknowledged, and its tables agree with its journal", async (t) => {
  const page = await as(t, people.other);
  await go(page, "/");
  await press(page, "建立申請");
  const own = new URL(page.url()).pathname;
  const [{ name, value }] = (await page.context().cookies()).filter((cookie) => cookie.name.endsWith("hefu-session"));
  const headers = { cookie: `${name}=${value}` };
  const { bytes } = agreement();
  let version = 0;
  let kept;
  const send = async () => {
    // Another file each time: a comment behind the first line changes the digest and no place, when the length stays.
    const file = Buffer.from(bytes);
    const at = file.indexOf("%", 1);
    file.write(String(version).padStart(4, "0"), at + 1, "latin1");
    const form = new FormData();
    for (const [field, text] of [["place", "agreement"], ["version", version], ["act", "attach"]]) form.set(field, String(text));
    form.set("file-agreement", new Blob([file]), `第${version}份.pdf`);
    const answer = await fetch(`${site.address}${own}/documents`, { method: "POST", body: form, headers: { ...headers, "sec-fetch-site": "same-origin" }, redirect: "manual" });
    assert.equal(answer.status, 303, `${version}: ${await answer.text()}`);
    kept = sha256(file);
    version += 1;
  };
  for (let round = 0; round < 3; round += 1) {
    const until = version + 3 + round;
    const killed = once(site.server, "exit");
    let sending = true;
    const work = (async () => { while (sending) await send(); })().catch((error) => { if (!/fetch failed/.test(error.message)) throw error; });
    while (version < until) await new Promise((done) => setTimeout(done, 5));
    await new Promise((done) => setTimeout(done, 7 * round));
    site.server.kill("SIGKILL");
    await killed;
    sending = false;
    await work;
    await site.serve();
    const list = await (await fetch(`${site.address}${own}/documents`, { headers })).text();
    const shown = [...new Set(list.match(/[0-9a-f]{64}/g))];
    assert.equal(shown.length, 1, "one document, whole");
    const got = await fetch(`${site.address}${own}/documents/${shown[0]}`, { headers });
    assert.equal(sha256(Buffer.from(await got.arrayBuffer())), shown[0]);
    const seen = Number(/name="version" value="(\d+)"/.exec(list)[1]);
    assert.ok(seen === version || seen === version + 1, `acknowledged ${version}, stored ${seen}`);
    if (seen === version) assert.equal(shown[0], kept, "what was acknowledged is there");
    version = seen;
  }
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});
