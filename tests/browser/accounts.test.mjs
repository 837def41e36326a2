// Teams, sign-in and accounts, as people use them in a browser: invited by a link, writing together, signing in by password
// with a second factor or a passkey. Every page fits a telephone and a desk and breaks no accessibility rule.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { overflow, violations } from "./lib.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.HEFU_PROGRAM ?? path.join(root, "hefu");
const folder = mkdtempSync(path.join(tmpdir(), "hefu-accounts-"));
const config = path.join(folder, "office.toml");
const people = { administrator: "行政主任", programme: "計畫主管", applicant: "陳大文", other: "李小明" };
const pictures = process.env.HEFU_PICTURES;
let server;
let browser;
let address;
let taken = 0;

const hefu = (...words) => execFileSync(program, ["--lang", "en", ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

before(async () => {
  hefu("office", "new", "--side", "hongkong", "--out", config);
  const text = readFileSync(config, "utf8").replace('authority = ""', 'authority = "範例創新科技署（虛構）"').replace(/listen = .*/, 'listen = "127.0.0.1:0"');
  const database = process.env.HEFU_DATABASE ? `database = "${process.env.HEFU_DATABASE}"\n` : "";
  writeFileSync(config, `${text}demo = true\n${database}`);
  hefu("office", "administrator", "--config", config, "--name", people.administrator, "--email", "a@example.org");
  server = spawn(program, ["--lang", "en", "serve", "--config", config], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await Promise.race([once(createInterface({ input: server.stdout }), "line"), once(server, "exit").then(() => [""])]);
  const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
  assert.ok(port, "the office says where it is");
  address = `http://hongkong.localhost:${port}`;
  if (pictures) mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
});

after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A window of its own, signed in as a person of the demonstration (or nobody); it closes with the test. */
async function as(t, name, { lang = "zh-Hant-HK", script = true } = {}) {
  const context = await browser.newContext({ locale: lang, javaScriptEnabled: script });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && !/status of [45]/.test(message.text()) && wrong.push(`console: ${message.text()}`));
  t.after(async () => {
    await context.close();
    if (wrong.length) throw new Error([...new Set(wrong)].join("\n"));
  });
  if (name) {
    await page.goto(`${address}/sign-in`);
    await page.getByLabel(name, { exact: false }).first().check();
    await page.locator("main form button[value=sign-in]").click();
  }
  return page;
}

/** Looks at the page as it stands: narrow and wide, light and dark. */
async function look(page, name) {
  const place = page.url().replace(address, "");
  for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    if (pictures && name) await page.screenshot({ path: path.join(pictures, `${String(++taken).padStart(2, "0")}-${name}-${width}.png`), fullPage: true });
    assert.equal(await overflow(page), 0, `${place} at ${width}`);
    assert.deepEqual(await violations(page), [], `${place} at ${width}, ${colorScheme}`);
  }
  assert.doesNotMatch(await page.locator("body").innerText(), /⟦/, place);
}

const go = (page, place) => page.goto(address + place);
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const main = (page) => page.locator("main").innerText();
/** An instant so many days from now, as an officer in Hong Kong writes it. */
const day = (days) => `${new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Hong_Kong", dateStyle: "short" }).format(Date.now() + days * 864e5)} 12:00`;

let draft;

test("an office with a published notice and people", async (t) => {
  const page = await as(t, people.administrator);
  for (const [key, name] of Object.entries(people).slice(1)) {
    await go(page, "/accounts");
    await page.locator("#name").fill(name);
    await page.locator("#email").fill(`${key}@example.org`);
    await press(page, "開設帳戶");
  }
  await page.locator("#account").selectOption({ label: people.programme });
  await page.locator("#role").selectOption("programme_officer");
  await press(page, "授予角色");
  const officer = await as(t, people.programme);
  await go(officer, "/notices/1.1");
  for (const [field, value] of [["number", "範例通告第1號"], ["opens", day(-1)], ["closes", day(30)], ["contact", "call@example.org"], ["basis", "內地與香港科技合作協議（範例）"]]) {
    await officer.locator(`#${field}`).fill(value);
  }
  await press(officer, "發布");
  const applicant = await as(t, people.applicant);
  await go(applicant, "/");
  await applicant.getByRole("button", { name: "建立申請" }).first().click();
  draft = new URL(applicant.url()).pathname;
  await go(applicant, `${draft}/form/project`);
  await applicant.locator("#title").fill("知識圖譜研究");
  await press(applicant, "儲存");
});

test("the applicant invites; the link opens an account, once; the co-applicant writes and does not hand in", async (t) => {
  const owner = await as(t, people.applicant);
  await go(owner, draft);
  await owner.getByRole("link", { name: "參與人員" }).click();
  await look(owner, "team-alone");
  await owner.locator("#email").fill("nobody@nowhere");
  await press(owner, "產生邀請");
  assert.match(await owner.locator(".wrong").innerText(), /nobody/);
  await owner.locator("#email").fill("new@example.org");
  await press(owner, "產生邀請");
  const link = (await owner.locator("pre").innerText()).trim();
  assert.match(link, /\/invitations\/[0-9a-z]{26}$/);
  await look(owner, "team-invited");
  await go(owner, `${draft}/team`);
  assert.doesNotMatch(await owner.content(), new RegExp(link.split("/").pop()), "the link is shown once");

  const guest = await as(t, null);
  await guest.goto(link);
  await look(guest, "invitation");
  assert.doesNotMatch(await main(guest), /知識圖譜/, "of the application nothing is shown before");
  await press(guest, "開設帳戶並接受");
  assert.match(await guest.locator(".wrong").innerText(), /姓名/);
  await guest.locator("#name").fill("周新");
  await press(guest, "開設帳戶並接受");
  assert.match(await guest.locator(".flash").innerText(), /已參與/);
  await look(guest, "team-of-member");
  await go(guest, `${draft}/form/project`);
  await guest.locator("#title").fill("知識圖譜與教學研究");
  await press(guest, "儲存");
  await go(guest, `${draft}/check`);
  assert.equal(await guest.getByRole("button", { name: "提交申請" }).count(), 0);
  const stale = await as(t, null);
  assert.equal((await stale.goto(link)).status(), 403);
  assert.match(await main(stale), /已使用/);
  await look(stale, "invitation-stale");

  await go(owner, `${draft}/team`);
  await owner.locator("#account").selectOption({ label: "周新" });
  await owner.locator("#new-role").selectOption("reader");
  await press(owner, "授予該角色");
  await look(owner, "team-changed");
  await go(guest, `${draft}/form/project`);
  assert.equal(await guest.locator("#title").count(), 0, "a reader gets no form");
  await owner.locator("#account").selectOption({ label: "周新" });
  await press(owner, "移除此人");
  assert.equal((await go(guest, draft)).status(), 404);
});

test("whoever has an account signs in and comes back to the invitation; an invitation is taken back", async (t) => {
  const owner = await as(t, people.applicant);
  const invite = async (email, role) => {
    await go(owner, `${draft}/team`);
    await owner.locator("#email").fill(email);
    await owner.locator(`input[value=${role}]`).check();
    await press(owner, "產生邀請");
    return (await owner.locator("pre").innerText()).trim();
  };
  const link = await invite("other@example.org", "editor");
  const other = await as(t, null);
  await other.goto(link);
  assert.equal(await other.locator("#name").count(), 0, "no second account for the same address");
  await look(other, "invitation-known");
  await other.getByRole("link", { name: "登入後接受" }).click();
  await other.getByLabel(people.other, { exact: false }).first().check();
  await other.locator("main form button[value=sign-in]").click();
  await look(other, "invitation-signed-in");
  await press(other, `以${people.other}的帳戶接受`);
  assert.match(await other.locator(".flash").innerText(), /已參與/);
  const gone = await invite("third@example.org", "commenter");
  await go(owner, `${draft}/team`);
  await press(owner, "收回對 third@example.org 的邀請");
  assert.equal((await other.goto(gone)).status(), 403);
});

test("comments are the team's", async (t) => {
  const owner = await as(t, people.applicant);
  await go(owner, `${draft}/form/units`);
  await owner.getByRole("link", { name: "本節的評論" }).click();
  assert.equal(await owner.locator("#section").inputValue(), "units");
  await press(owner, "發表評論");
  assert.match(await owner.locator(".wrong").innerText(), /請填寫評論/);
  await owner.locator("#text").fill("請補充\n合作單位");
  await press(owner, "發表評論");
  const other = await as(t, people.other);
  await go(other, `${draft}/comments`);
  await other.locator("#text").fill("沒有選節");
  await press(other, "發表評論");
  assert.match(await other.locator(".wrong").innerText(), /請選擇/);
  assert.equal(await other.locator("#text").inputValue(), "沒有選節", "what was typed stays");
  assert.match(await main(other), /陳大文\s+請補充\n合作單位/);
  await look(other, "comments");
});

test("two people in one section are told whose text stands and since when, with and without script", async (t) => {
  const owner = await as(t, people.applicant, { script: false });
  const other = await as(t, people.other);
  await go(owner, `${draft}/form/project`);
  await go(other, `${draft}/form/project`);
  await owner.locator("#title").fill("申請人的題目");
  await press(owner, "儲存");
  await other.locator("#title").fill("另一人的題目");
  await other.locator("[data-saved].lost").waitFor();
  assert.match(await other.locator("[data-saved]").innerText(), /陳大文.*\d\d:\d\d/);
  await press(other, "儲存");
  const told = await main(other);
  assert.match(told, /陳大文已於 \d{4}-\d\d-\d\d \d\d:\d\d/);
  assert.match(told, /申請人的題目/, "the other text is shown");
  assert.equal(await other.locator("#title").inputValue(), "另一人的題目", "what was typed stays");
  await look(other, "conflict");
});

/** The code an app shows for a key now, as RFC 6238 says. */
function app(key, now = Date.now()) {
  const bits = [...key.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac("sha1", secret).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Signs in by a link from the office's machine. */
async function byLink(page, email) {
  const said = hefu("office", "sign-in-link", "--config", config, "--email", email);
  await go(page, `/sign-in/${/\/sign-in\/([0-9a-z]{26})/.exec(said)[1]}`);
  await page.locator("main form button").click();
}

async function byPassword(page, email, password, code = "") {
  await go(page, "/sign-in/password?back=/account");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.locator("#code").fill(code);
  await page.locator("main form button[value=sign-in]").click();
}

const password = "一江秋水 under a paper moon";
let key;
let recovery;

test("a password and codes from an app are set up, asked for, and recovered from", async (t) => {
  const page = await as(t, null, { lang: "en" });
  await byLink(page, "other@example.org");
  await go(page, "/account?lang=en");
  await look(page, "account-new");
  await go(page, "/account/password");
  await look(page, "password");
  await page.locator("#new").fill("Password123456789");
  await press(page, "Set the password");
  assert.match(await page.locator(".wrong").innerText(), /Attackers/);
  await look(page, "password-refused");
  await page.locator("#new").fill(password);
  await press(page, "Set the password");
  assert.match(await page.locator(".flash").innerText(), /password is set/);
  await go(page, "/account/codes");
  await look(page, "codes-begin");
  await press(page, "Set up codes");
  key = await page.locator("pre").innerText();
  await look(page, "codes-enter");
  await page.locator("#code").fill("123");
  await press(page, "Finish");
  assert.match(await page.locator(".wrong").innerText(), /not right/);
  await page.locator("#code").fill(app(key, Date.now() - 30_000));
  await press(page, "Finish");
  recovery = (await page.locator("pre").innerText()).trim().split("\n");
  assert.equal(recovery.length, 10);
  await look(page, "recovery-codes");
  await go(page, "/account");
  await look(page, "account-full");

  const second = await as(t, null, { lang: "en", script: false });
  await byPassword(second, "other@example.org", password);
  assert.match(await second.locator(".wrong").innerText(), /not right/);
  await byPassword(second, "other@example.org", password, app(key));
  assert.match(second.url(), /\/account$/);
  const third = await as(t, null, { lang: "en" });
  await byPassword(third, "other@example.org", password, recovery[0]);
  assert.match(third.url(), /\/account$/);
  assert.match(await main(third), /9 not used/);
  await third.locator("button[value=end]").first().click();
  assert.match(await third.locator(".flash").innerText(), /session is ended/);
  await third.locator("button[value=end-others]").click();
  await go(second, "/account");
  assert.match(second.url(), /\/sign-in/);
  await go(third, "/account");
  assert.equal(await third.locator("#sessions tbody tr, table tbody tr").count(), 1);
});

test("wrong sign-ins are told alike, and too many are stopped", async (t) => {
  const page = await as(t, null, { lang: "en" });
  await go(page, "/sign-in/password?lang=en");
  await look(page, "sign-in");
  const told = [];
  for (const email of ["other@example.org", "nobody@example.org", "programme@example.org"]) {
    await byPassword(page, email, "wrong wrong wrong");
    told.push((await page.locator(".wrong").innerText()).trim());
  }
  assert.equal(new Set(told).size, 1, told.join("; "));
  await look(page, "sign-in-wrong");
  for (let n = 0; n < 9; n++) await byPassword(page, "nobody@example.org", "wrong wrong wrong");
  await byPassword(page, "nobody@example.org", "wrong wrong wrong");
  assert.match(await main(page), /Too many tries/);
  await look(page, "sign-in-stopped");
});

test("the administrator takes a lost factor away, disables and opens an account; the journal says so without secrets", async (t) => {
  const page = await as(t, people.administrator, { lang: "en" });
  const person = await as(t, people.other, { lang: "en" });
  await go(page, "/accounts?lang=en");
  await page.getByRole("link", { name: people.other }).click();
  await look(page, "account-of");
  await press(page, "Take the second factor away");
  assert.match(await page.locator(".flash").innerText(), /taken away/);
  await go(person, "/account");
  assert.match(person.url(), /\/sign-in/, "the sessions have ended");
  await press(page, "Disable the account");
  assert.match(await page.locator(".wrong").innerText(), /reason/);
  await page.locator("#reason").fill("left the institute");
  await press(page, "Disable the account");
  await look(page, "account-of-disabled");
  const out = await as(t, null, { lang: "en" });
  await byPassword(out, "other@example.org", password);
  assert.match(await out.locator(".wrong").innerText(), /not right/);
  await press(page, "Open the account again");
  await byPassword(out, "other@example.org", password);
  assert.match(out.url(), /\/account$/);
  await go(page, "/journal");
  const said = await main(page);
  for (const words of ["password set", "second factor set up", "second factor taken away", "account disabled", "account opened again", "invitation to an application accepted"]) {
    assert.ok(said.includes(words), words);
  }
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

/** A device of the browser's own that keeps passkeys; `verifies` is whether its person shows a finger or PIN. */
async function device(page, verifies = true) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: verifies, automaticPresenceSimulation: true };
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", { options });
  return { verify: (isUserVerified) => client.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }), client, authenticatorId };
}

test("a passkey is added and signs in by itself; without the person's finger or PIN it does not", async (t) => {
  const page = await as(t, null, { lang: "en" });
  const own = await device(page);
  await byLink(page, "programme@example.org");
  await go(page, "/account/passkeys?lang=en");
  await look(page, "passkeys-none");
  await page.locator("#name").fill("Telephone");
  await press(page, "Add a passkey");
  assert.match(await page.locator(".flash").innerText(), /passkey is added/);
  await look(page, "passkeys");
  await page.locator("header form button").click();
  await go(page, "/sign-in/password?back=/account");
  await look(page, "sign-in-passkey");
  await own.verify(false);
  await press(page, "Sign in with a passkey");
  await page.locator("[data-passkey-said]").filter({ hasText: /no passkey/ }).waitFor();
  await own.verify(true);
  await press(page, "Sign in with a passkey");
  await page.waitForURL(/\d\/account$/);
  assert.match(await main(page), /programme@example.org/);
  assert.match(await main(page), /passkey/);

  // What the browser sends is changed on its way: the office does not take its word for it.
  await page.locator("header form button").click();
  for (const spoil of ["flags", "origin", "replay"]) {
    await go(page, "/sign-in/password?back=/account");
    const status = await page.evaluate(async (spoil) => {
      const begun = await (await fetch("/sign-in/passkey/begin", { method: "POST", headers: { accept: "application/json" } })).json();
      const made = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(begun.options) });
      const answer = made.toJSON();
      const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
      const text = (data) => btoa(String.fromCharCode(...data)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
      if (spoil === "flags") {
        const data = bytes(answer.response.authenticatorData);
        data[32] &= ~4; // not verified
        answer.response.authenticatorData = text(data);
      }
      if (spoil === "origin") {
        const said = JSON.parse(new TextDecoder().decode(bytes(answer.response.clientDataJSON)));
        said.origin = "https://elsewhere.example";
        answer.response.clientDataJSON = text(new TextEncoder().encode(JSON.stringify(said)));
      }
      const send = () => fetch("/sign-in/passkey", { method: "POST", redirect: "manual", body: new URLSearchParams({ ceremony: begun.ceremony, answer: JSON.stringify(answer), back: "/" }) });
      const first = await send();
      const second = spoil === "replay" ? await send() : first;
      return [first.type, first.status, second.type, second.status];
    }, spoil);
    assert.deepEqual(status.slice(2), ["basic", 403], `${spoil}: ${status}`);
    if (spoil === "replay") assert.equal(status[0], "opaqueredirect", "the first time it held");
  }
  await go(page, "/account/passkeys");
  await press(page, "Take Telephone away");
  assert.match(await page.locator(".flash").innerText(), /no longer/);
});

test("signing in in the middle keeps the form for the same person alone, and saves nothing before", async (t) => {
  for (const script of [false, true]) {
    const page = await as(t, people.applicant, { script });
    const elsewhere = await as(t, people.applicant);
    await go(page, `${draft}/form/project`);
    const before = await page.locator("#title").inputValue();
    await go(elsewhere, "/account");
    await elsewhere.locator("button[value=end-others]").click();
    await page.locator("#title").fill("寫到一半的題目 & 其餘");
    if (script) await page.locator("[data-saved].lost").filter({ hasText: /已登出/ }).waitFor();
    await press(page, "儲存");
    assert.match(page.url(), /\/sign-in\?back=/);
    const kept = decodeURIComponent(/back=([^&]*)/.exec(page.url())[1]);
    await go(elsewhere, `${draft}/form/project`);
    assert.equal(await elsewhere.locator("#title").inputValue(), before, "nothing is saved yet");
    const other = await as(t, people.other);
    assert.equal((await go(other, kept)).status(), 404, "another person does not find it");
    await page.getByLabel(people.applicant, { exact: false }).first().check();
    await page.locator("main form button[value=sign-in]").click();
    assert.match(page.url(), /\/kept\//);
    assert.equal(await page.locator("#title").inputValue(), "寫到一半的題目 & 其餘");
    assert.match(await page.locator(".flash").innerText(), /尚未儲存/);
    if (script) await look(page, "kept-form");
    await go(elsewhere, `${draft}/form/project`);
    assert.equal(await elsewhere.locator("#title").inputValue(), before, "still not");
    await press(page, "儲存");
    await go(elsewhere, `${draft}/form/project`);
    assert.equal(await elsewhere.locator("#title").inputValue(), "寫到一半的題目 & 其餘");
    await elsewhere.locator("#title").fill(`題目 ${script}`);
    await press(elsewhere, "儲存");
  }
  const page = await as(t, people.applicant);
  const elsewhere = await as(t, people.applicant);
  await go(page, `${draft}/comments`);
  await page.locator("#section").selectOption("units");
  await page.locator("#text").fill("這條評論還沒有送出");
  await go(elsewhere, "/account");
  await elsewhere.locator("button[value=end-others]").click();
  await press(page, "發表評論");
  await page.getByLabel(people.applicant, { exact: false }).first().check();
  await page.locator("main form button[value=sign-in]").click();
  await look(page, "kept-other");
  await press(page, "現在傳送");
  assert.match(await main(page), /這條評論還沒有送出/);
});
