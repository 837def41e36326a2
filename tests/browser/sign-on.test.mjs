// An agency's own sign-on, against a real OpenID Connect provider that runs beside the office: who is let in, as whom, and
// what is refused when the answer is not what it should be.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import Provider from "oidc-provider";
import { chromium } from "playwright-core";

import { overflow, violations } from "./lib.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.HEFU_PROGRAM ?? path.join(root, "hefu");
const folder = mkdtempSync(path.join(tmpdir(), "hefu-sign-on-"));
const config = path.join(folder, "office.toml");
const pictures = process.env.HEFU_PICTURES;
let office, provider, browser, address, issuer;
/** Where set, the provider keeps its next answer back and gives it here. */
let hold;
/** What the provider says of its people: sub, name, mail, whether the mail is verified. */
const people = {
  wang: { name: "王研究", email: "wang@example.org", email_verified: true },
  admin: { name: "冒名", email: "a@example.org", email_verified: true },
  li: { name: "李未核", email: "li@example.org", email_verified: false },
};

const hefu = (...words) => execFileSync(program, ["--lang", "en", ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

async function serve() {
  office?.kill();
  if (office) await once(office, "exit");
  office = spawn(program, ["--lang", "en", "serve", "--config", config], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: office.stdout }), "line");
}

/** A free port of this machine. */
async function port() {
  const one = http.createServer().listen(0, "127.0.0.1");
  await once(one, "listening");
  const { port } = one.address();
  one.close();
  return port;
}

function settings(more) {
  const plain = readFileSync(`${config}.plain`, "utf8");
  writeFileSync(config, `${plain}\n[oidc]\nissuer = "${issuer}"\nclient = "hefu"\nsecret_file = "secret"\nlabel = { en = "Example University", zh-Hans = "示例大学" }\n${more}\n`);
}

before(async () => {
  const [own, theirs] = [await port(), await port()];
  address = `http://hongkong.localhost:${own}`;
  issuer = `http://127.0.0.1:${theirs}`;
  const configuration = {
    clients: [{ client_id: "hefu", client_secret: "a secret of the test", redirect_uris: [`${address}/sign-on/answer`], grant_types: ["authorization_code"], response_types: ["code"] }],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    cookies: { keys: ["k"] },
  };
  const oidc = new Provider(issuer, configuration);
  provider = http.createServer((request, response) => {
    const set = response.setHeader.bind(response);
    response.setHeader = (name, value) => {
      if (hold && name.toLowerCase() === "location" && String(value).startsWith(address)) { hold(value); return set(name, `${issuer}/held`); }
      return set(name, value);
    };
    oidc.callback()(request, response);
  }).listen(theirs, "127.0.0.1");
  await once(provider, "listening");
  hefu("office", "new", "--side", "hongkong", "--out", config);
  const text = readFileSync(config, "utf8").replace('authority = ""', 'authority = "範例創新科技署（虛構）"').replace(/listen = .*/, `listen = "127.0.0.1:${own}"`);
  writeFileSync(`${config}.plain`, text);
  writeFileSync(path.join(folder, "secret"), "a secret of the test\n");
  settings("");
  hefu("office", "administrator", "--config", config, "--name", "行政主任", "--email", "a@example.org");
  await serve();
  if (pictures) mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
});

after(async () => {
  await browser?.close();
  office?.kill();
  provider?.close();
  provider?.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function page(t) {
  const context = await browser.newContext({ locale: "en" });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

async function look(page, name) {
  for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    if (pictures) await page.screenshot({ path: path.join(pictures, `sign-on-${name}-${width}.png`), fullPage: true });
    assert.equal(await overflow(page), 0, `${page.url()} at ${width}`);
    assert.deepEqual(await violations(page), [], `${page.url()} at ${width}`);
  }
}

/** At the provider: says who one is and agrees. */
async function atProvider(page, sub) {
  await page.locator("input[name=login]").fill(sub);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.href.startsWith(address));
}

async function signOn(page, sub) {
  await page.goto(`${address}/sign-in?lang=en`);
  await page.getByRole("link", { name: "Sign in with Example University" }).click();
  await atProvider(page, sub);
}

const main = (page) => page.locator("main").innerText();

test("a subject nobody has bound is not let in where the office opens no accounts, whatever its address", async (t) => {
  const stranger = await page(t);
  await stranger.goto(`${address}/sign-in?lang=en`);
  await look(stranger, "offered");
  for (const sub of ["wang", "admin"]) {
    const one = await page(t);
    await signOn(one, sub);
    assert.match(await main(one), /Nobody has bound this sign-on/, sub);
    await one.goto(`${address}/applications`);
    assert.match(one.url(), /\/sign-in/);
  }
});

test("where the office lets it a subject opens an applicant's account, and comes back to the same; an address decides nothing", async (t) => {
  settings("opens_accounts = true");
  await serve();
  const first = await page(t);
  await signOn(first, "wang");
  await first.goto(`${address}/account?lang=en`);
  assert.match(await main(first), /王研究[\s\S]*wang@example.org/);
  assert.match(await main(first), /your agency’s sign-on/);
  await look(first, "account");
  people.wang = { ...people.wang, email: "moved@example.org" };
  const again = await page(t);
  await signOn(again, "wang");
  await again.goto(`${address}/account?lang=en`);
  assert.match(await main(again), /wang@example.org/, "the same account, bound by the subject");
  const other = await page(t);
  await signOn(other, "admin");
  assert.match(await main(other), /There is an account with your address already/);
  await look(other, "taken");
  const unverified = await page(t);
  await signOn(unverified, "li");
  assert.match(await main(unverified), /no verified e-mail/);
});

test("whoever has an account binds the sign-on to it, and signs in with it", async (t) => {
  const own = await page(t);
  const link = /\/sign-in\/[0-9a-z]{26}/.exec(hefu("office", "sign-in-link", "--config", config, "--email", "a@example.org"))[0];
  await own.goto(`${address}${link}?lang=en`);
  await own.locator("main form button").click();
  await own.goto(`${address}/account/sign-on`);
  await look(own, "bind");
  await own.getByRole("button", { name: "Bind it to this account" }).click();
  await look(own, "go");
  await own.getByRole("link", { name: "Sign in with Example University" }).click();
  await atProvider(own, "admin");
  assert.match(await own.locator(".flash").innerText(), /bound to this account/);
  const back = await page(t);
  await signOn(back, "admin");
  await back.goto(`${address}/accounts`);
  assert.match(await main(back), /行政主任/, "the administrator");
});

test("an answer that was not asked for in this browser, was used, is of another issuer or whose code is wrong is refused", async (t) => {
  const victim = await page(t);
  const attacker = await page(t);
  await attacker.goto(`${address}/sign-in?lang=en`);
  await attacker.getByRole("link", { name: "Sign in with Example University" }).click();
  let caught;
  hold = (address) => { caught = address; };
  await attacker.locator("input[name=login]").fill("wang");
  await attacker.locator("input[name=password]").fill("any");
  await attacker.locator("button[type=submit]").click();
  await attacker.locator("button[type=submit]").click();
  await attacker.waitForURL(`${issuer}/held`);
  hold = undefined;
  assert.ok(caught);
  assert.equal((await victim.goto(caught)).status(), 403, "nobody is signed in as another by a link");
  const at = new URL(caught);
  at.searchParams.set("iss", "https://elsewhere.example");
  assert.equal((await attacker.goto(at.href)).status(), 403, "another issuer");
  assert.equal((await attacker.goto(caught)).status(), 403, "the attempt was used up by it");
  const wrong = await page(t);
  await wrong.goto(`${address}/sign-in?lang=en`);
  await wrong.getByRole("link", { name: "Sign in with Example University" }).click();
  await wrong.waitForURL((url) => url.href.startsWith(issuer));
  const state = (await wrong.context().cookies(address)).find(({ name }) => name === "hefu-sign-on").value;
  assert.equal((await wrong.goto(`${address}/sign-on/answer?code=made-up&state=${state}`)).status(), 403);
  await wrong.goto(`${address}/applications`);
  assert.match(wrong.url(), /\/sign-in/);
  assert.match(hefu("office", "verify", "--config", config), /: 0 faults/);
});

test("a provider that is away is said to be, and every other way stays open", async (t) => {
  provider.close();
  provider.closeAllConnections();
  const one = await page(t);
  assert.equal((await one.goto(`${address}/sign-on?back=/`)).status(), 503);
  assert.equal((await one.goto(`${address}/sign-in`)).status(), 200);
});
