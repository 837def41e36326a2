"use strict";
// Routing by the part of the address after #, the language switch, and keys.
const NAV = ["overview", "pairs", "applications", "findings", "clauses", "rulings", "problems"];
const PARENT = { pair: "pairs", application: "applications", clause: "clauses" };

function render() {
  const path = location.hash.replace(/^#\/?/, "").split("?")[0];
  const [name, ...rest] = path.split("/");
  const page = Object.hasOwn(pageOf, name) ? name : name ? null : "overview";
  let id = rest.join("/");
  try { id = decodeURIComponent(id); } catch { /* kept as it stands: the page will say there is no such thing */ }
  document.documentElement.lang = LANGS[lang];
  document.getElementById("main").innerHTML = page ? pageOf[page](id) : missing();
  document.getElementById("nav").innerHTML = NAV.map((n) => `<li><a href="#/${n}"${n === (PARENT[page] ?? page) ? ' aria-current="page"' : ""}>${ui(n === "problems" ? "reading-problems" : n)}</a></li>`).join("");
  for (const [key, node] of [["print", "print"], ["language", "lang-label"], ["skip", "skip"], ["report", "brand-name"], ["sample-data", "sample"]]) {
    const element = document.getElementById(node);
    if (element) element.textContent = (D.ui[key] ?? [])[lang] ?? key;
  }
  const heading = document.querySelector("main h1");
  document.title = (heading ? heading.textContent.trim() + " · " : "") + "合符 Hefu";
}

function setQuery(pairsOf) {
  const [path] = location.hash.split("?");
  const q = query();
  for (const [k, v] of pairsOf) { if (v || k === "o") q.set(k, v); else q.delete(k); }
  history.replaceState(null, "", `${path || "#/overview"}?${q}`);
}

addEventListener("hashchange", () => { render(); scrollTo(0, 0); document.getElementById("main").focus({ preventScroll: true }); });
function filter(e) {
  const form = e.target.closest("form.filters");
  // While an input method is composing, the field must stay as it is or the word being typed is lost.
  if (!form || e.isComposing) return;
  setQuery([...new FormData(form).entries(), ["n", ""]]);
  const { name, selectionStart } = e.target;
  render();
  const again = document.querySelector(`form.filters [name="${name}"]`);
  if (again) { again.focus(); if (again.type === "search") again.setSelectionRange(selectionStart, selectionStart); }
}
document.addEventListener("input", filter);
document.addEventListener("compositionend", filter);
document.addEventListener("submit", (e) => e.preventDefault());
document.addEventListener("click", (e) => {
  const more = e.target.closest("[data-more]");
  if (more) { setQuery([["n", more.dataset.more]]); render(); }
});
const chooser = document.getElementById("lang");
chooser.addEventListener("change", () => {
  lang = LANGS.indexOf(chooser.value);
  try { localStorage.setItem("hefu-lang", chooser.value); } catch { /* a report opened from disk may not be allowed to store */ }
  render();
});
document.getElementById("print").addEventListener("click", () => print());
(() => {
  let stored = null;
  try { stored = localStorage.getItem("hefu-lang"); } catch { /* as above */ }
  const wanted = [new URLSearchParams(location.search).get("lang"), stored, ...(navigator.languages ?? [])];
  const guess = (tag) => !tag ? -1 : LANGS.indexOf(tag) >= 0 ? LANGS.indexOf(tag) : /^zh-(HK|MO|Hant-HK)/i.test(tag) ? 1 : /^zh-(TW|Hant)/i.test(tag) ? 2 : /^zh/i.test(tag) ? 0 : /^en/i.test(tag) ? 3 : -1;
  lang = Math.max(0, wanted.map(guess).find((i) => i >= 0) ?? 0);
  chooser.value = LANGS[lang];
  render();
})();
