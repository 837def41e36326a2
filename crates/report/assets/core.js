"use strict";
// The data of the round, the language, and the few helpers every page uses.
const D = JSON.parse(document.getElementById("data").textContent);
const LANGS = D.langs;
const pageOf = {};
let lang = 0;

const esc = (s) => String(s ?? "").replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);
// A text of the table, by number.
const raw = (i) => (i === null || i === undefined ? "" : D.t[i][lang]);
const t = (i) => esc(raw(i));
// A text of the interface, by key, with {0} {1} … filled in.
const ui = (key, ...args) => esc((D.ui[key] ?? LANGS.map(() => `⟦${key}⟧`))[lang]).replace(/\{(\d)\}/g, (_, n) => esc(args[Number(n)]));

const byKey = (list, key) => new Map(list.map((x) => [x[key], x]));
const apps = byKey(D.applications, "k");
const pairs = byKey(D.pairs, "id");
const clauses = byKey(D.clauses, "id");
const directions = byKey(D.directions, "number");

const OUTCOMES = ["fail", "person", "unset", "hint", "pass"];
const SIGN = { pass: "✓", fail: "✗", person: "？", unset: "○", hint: "·", passed: "✓", failed: "✗", void_one_sided: "✗", awaiting_ruling: "？", held: "‖", awaiting_partner: "…", not_submitted: "○" };
const outcome = (o) => `<span class="mark ${o}">${SIGN[o]} ${ui("outcome-" + o)}</span>`;
const standing = (s) => `<span class="mark ${s}">${SIGN[s]} ${ui("standing-" + s)}</span>`;
const link = (href, text) => `<a href="#${esc(href)}">${text}</a>`;
const appLink = (k) => link("/application/" + encodeURIComponent(k), esc(apps.get(k)?.number ?? k));
const pairLink = (id) => link("/pair/" + encodeURIComponent(id), esc(id));
const clauseLink = (id) => link("/clause/" + encodeURIComponent(id), esc(id));

// How a side is called depends on the direction: 内地 with 香港, 大陆 with 台湾.
function sideName(side, direction) {
  const d = directions.get(direction);
  const at = d ? d.sides.indexOf(side) : -1;
  if (at >= 0) return t(d.sideNames[at]);
  const own = D.sides.find((s) => s.id === side);
  return own ? t(own.name) : esc(side);
}

function tally(findings) {
  const n = { fail: 0, person: 0, unset: 0, hint: 0, pass: 0 };
  for (const i of findings) n[D.findings[i].o] += 1;
  return n;
}
const counts = (n) => OUTCOMES.filter((o) => n[o]).map((o) => `<span class="mark ${o}" title="${ui("outcome-" + o)}">${SIGN[o]} ${n[o]}<span class="soft"> ${ui("outcome-" + o)}</span></span>`).join(" ");

function table(caption, heads, rows, cls = "") {
  if (!rows.length) return `<p class="soft">${ui("nothing-here")}</p>`;
  return `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${cls}"><thead><tr>${heads.map((h) => `<th scope="col">${h}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function select(name, label, options, value) {
  const opts = options.map(([v, text]) => `<option value="${esc(v)}"${v === value ? " selected" : ""}>${text}</option>`).join("");
  return `<label>${label}<select name="${name}">${opts}</select></label>`;
}

// Filters live in the address, so that a view can be sent to a colleague.
function query() {
  const at = location.hash.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : location.hash.slice(at + 1));
}
function filters(inner) {
  return `<form class="filters" role="search">${inner}</form>`;
}
const PAGE = 100;
function paged(all, render, heads, caption, cls) {
  const shown = Math.max(PAGE, Number(query().get("n")) || PAGE);
  const more = all.length > shown ? `<p class="more"><button type="button" data-more="${shown + PAGE * 4}">${ui("show-more", all.length - shown)}</button></p>` : "";
  return `<p class="soft small" aria-live="polite">${ui("rows-found", all.length)}</p>` + table(caption, heads, all.slice(0, shown).map(render), cls) + more;
}
