// The structure of a page without its words: where nothing in it is new, no rule is newly broken.

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*(\/?)>/g;
/** Attributes that change how an element looks or what it is told to be. */
const COUNTS = /\s(class|role|type|open|hidden|disabled|multiple|required|aria-[a-z]+|scope|colspan|data-[a-z]+)(?:="([^"]*)")?/g;
/** Of these only that they are there: their values are names and words. */
const NAMES = /^(aria-(label|labelledby|describedby|controls|errormessage|owns)|data-)/;

function name(tag, attributes) {
  const kept = [...attributes.matchAll(COUNTS)].map(([, key, value]) => (NAMES.test(key) ? key : `${key}=${value ?? ""}`));
  return [tag.toLowerCase(), ...kept.sort()].join(" ");
}

/** The shape of a page: every kind of element with the kinds it stands in, and the order of its headings. */
export function shape(html) {
  const bare = html.replace(/<!--[\s\S]*?-->/g, "").replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, "<$1/>");
  const found = new Set();
  const open = [];
  const headings = [];
  for (const [, end, tag, attributes, alone] of bare.matchAll(TAG)) {
    if (end) {
      open.pop();
      continue;
    }
    const kind = name(tag, attributes);
    found.add([...open, kind].join(" > "));
    if (/^h[1-6]$/i.test(tag) && headings.at(-1) !== tag) headings.push(tag);
    if (!alone && !VOID.has(tag.toLowerCase())) open.push(kind);
  }
  return found.add(headings.join(" "));
}

/** The addresses of this office to which a page leads. */
export function links(html) {
  const found = [...html.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g)].map(([, href]) => href.replaceAll("&amp;", "&").replaceAll("&#38;", "&").split("#")[0]);
  return [...new Set(found)].filter((href) => !href.startsWith("//") && !/[?&]lang=/.test(href));
}

/** The words of a page. */
export function words(html) {
  return html.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, " ").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

/** How long words are on a screen: a Han character is two. */
export function breadth(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 0);
}
