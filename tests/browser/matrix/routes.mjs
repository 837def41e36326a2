// The pages that there are, from the code itself, so that none is missed.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { root } from "./offices.mjs";

/** Routes that no role comes to here, with the reason. */
export const elsewhere = {
  "/sign-on": "needs a provider of sign-on; sign-on.test.mjs",
  "/sign-on/answer": "needs a provider of sign-on; sign-on.test.mjs",
  "/account/sign-on": "needs a provider of sign-on; sign-on.test.mjs",
  "/account/recovery": "needs codes from an app; accounts.test.mjs",
  "/account/codes/remove": "needs codes from an app; accounts.test.mjs",
};

function sources() {
  const folder = path.join(root, "crates/web/src");
  const all = readdirSync(path.join(folder, "portal"), { recursive: true }).map((file) => path.join(folder, "portal", file));
  return [path.join(folder, "portal.rs"), path.join(folder, "api.rs"), ...all].filter((file) => file.endsWith(".rs"));
}

/** The routes that are read, as the router has them; those for programs are no pages. */
export function routes() {
  const found = new Set();
  for (const file of sources()) {
    const text = readFileSync(file, "utf8");
    for (const part of text.split(".route(").slice(1)) {
      const [given, handler] = [part.slice(0, part.indexOf(",")).trim(), part.slice(part.indexOf(",") + 1).trim()];
      const constant = new RegExp(`const ${given.replace(/\W/g, "")}: &str = "([^"]+)"`).exec(text)?.[1];
      const address = /^"([^"]+)"$/.exec(given)?.[1] ?? constant;
      if (!address) throw new Error(`${file}: a route whose address cannot be seen: ${given}`);
      if (!/^(axum::routing::)?post\(/.test(handler) && !address.startsWith("/api/v1")) found.add(address);
    }
  }
  return [...found].sort();
}

/** Which of these routes an address is of: the one with the fewest blanks. */
export function routeOf(all, address) {
  const place = address.split("?")[0];
  const fits = (route) => new RegExp(`^${route.replace(/[.]/g, "\\.").replace(/\{\*\w+\}/g, ".+").replace(/\{\w+\}/g, "[^/]+")}$`).test(place);
  return all.filter(fits).sort((one, other) => one.split("{").length - other.split("{").length)[0];
}
