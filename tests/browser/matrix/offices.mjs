// The offices of a demonstration, and somebody who asks them for pages.

import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import http from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
/** The languages every office of the demonstration offers. */
export const languages = ["zh-Hans", "zh-Hant-HK", "zh-Hant-TW", "en"];

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

/** Starts the demonstration in a folder. Gives the origin of each office by its side, and how to end it. */
export async function demonstration(folder) {
  const program = process.env.HEFU_PROGRAM ?? path.join(root, "hefu");
  const words = ["--lang", "en", "demo", "--small", "--stay", "--out", folder];
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  const origins = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^http:\/\/(mainland|hongkong|taiwan)\.localhost:\d+/.exec(line);
    if (found) origins[found[1]] = found[0];
    if (origins.taiwan) break;
  }
  if (!origins.taiwan) throw new Error("the demonstration does not say where its offices are");
  return { origins, end: () => child.kill() };
}

/** The demonstration as the walk leaves it: closed, decided, published, awards reported on, an appeal decided. */
export async function walked(folder) {
  const stay = path.join(folder, "walked");
  const words = ["--test", "--test-reporter=tap", path.join(root, "tests/browser/walk.test.mjs")];
  const child = spawn(process.execPath, words, { env: { ...process.env, HEFU_STAY: stay, HEFU_SHOTS: "" }, stdio: ["ignore", "ignore", "inherit"] });
  let ended = false;
  child.on("exit", () => (ended = true));
  while (!existsSync(stay)) {
    if (ended) throw new Error("the walk ended before its offices could be looked at");
    await pause(500);
  }
  return { origins: JSON.parse(readFileSync(stay, "utf8")), end: () => rmSync(stay, { force: true }) };
}

/** Somebody at an office, signed in or not. */
export class Visitor {
  constructor(origin, role, session = "") {
    Object.assign(this, { origin, role, session });
  }

  /** Asks for a page. Follows nothing; gives status, kind, text and where it leads. */
  ask(method, place, form = undefined) {
    const { hostname, port } = new URL(this.origin);
    const body = form && new URLSearchParams(form).toString();
    const headers = { host: `${hostname}:${port}`, "sec-fetch-site": "same-origin", accept: "text/html" };
    if (this.session) headers.cookie = `hefu-session=${this.session}`;
    if (body) Object.assign(headers, { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) });
    return new Promise((resolve, reject) => {
      const request = http.request({ host: "127.0.0.1", port, path: place, method, headers, agent }, (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => resolve({
          status: response.statusCode,
          html: /^text\/html/.test(response.headers["content-type"] ?? ""),
          text: Buffer.concat(parts).toString("utf8"),
          to: response.headers.location,
          cookies: response.headers["set-cookie"] ?? [],
        }));
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  get(place, lang = undefined) {
    return this.ask("GET", lang ? inLanguage(place, lang) : place);
  }

  /** Sends a form, and says so where it is not taken. */
  async post(place, form) {
    const answer = await this.ask("POST", place, form);
    if (answer.status >= 400) throw new Error(`${this.role}: POST ${place} answers ${answer.status}`);
    return answer;
  }

  /** The same office with this account signed in. */
  async as(account, role) {
    const answer = await this.ask("POST", "/sign-in", { account, back: "/" });
    const session = /hefu-session=([^;]+)/.exec(answer.cookies.join("\n"))?.[1];
    if (!session) throw new Error(`nobody is signed in as ${account}: ${answer.status}`);
    return new Visitor(this.origin, role, session);
  }

  /** A browser window of theirs. */
  async window(browser, options) {
    const context = await browser.newContext(options);
    if (this.session) {
      await context.addCookies([{ name: "hefu-session", value: this.session, domain: new URL(this.origin).hostname, path: "/" }]);
    }
    return context;
  }
}

/** An address that asks for a language. */
export function inLanguage(place, lang) {
  const url = new URL(place, "http://x");
  url.searchParams.set("lang", lang);
  return url.pathname + url.search;
}

/** Everybody who can be signed in as: account, name and role in English. */
export async function people(visitor) {
  const { text } = await visitor.get("/sign-in", "en");
  const pattern = /name="account" value="([^"]+)"[^>]*>\s*<label[^>]*>([^<]*)<\/label><p class="hint"[^>]*>([^<]*)</g;
  return [...text.matchAll(pattern)].map(([, account, name, role]) => ({ account, name, role }));
}
