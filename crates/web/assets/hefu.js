"use strict";
// What the pages gain where scripts run. Every page works without this file.

const rootOf = (node, name) => node.closest(`[${name}]`);

// An error summary takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// Characters are counted while one writes, as the office counts them: by code point, a line end as one.
function tally(area) {
  const place = document.getElementById(`${area.id}.count`);
  if (!place) return;
  const used = Array.from(area.value).length, most = Number(area.dataset.most);
  place.textContent = place.dataset.pattern.replace("{used}", used).replace("{most}", most);
  place.classList.toggle("over", used > most);
}

// Words are counted as the office counts them: a Han character, kana or Hangul syllable is one, a run of other letters is one.
const SINGLE = /[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
function tallyWords(area) {
  const place = document.getElementById(`${area.id}.count`);
  if (!place) return;
  const single = area.value.match(SINGLE)?.length ?? 0;
  const runs = area.value.replace(SINGLE, " ").match(/[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}'’-]*/gu)?.length ?? 0;
  place.textContent = place.dataset.pattern.replace("{used}", single + runs);
  place.classList.toggle("over", area.dataset.words !== "" && single + runs > Number(area.dataset.words));
}

// A Gregorian date is shown with its 民國 year beside it.
function minguo(input) {
  const place = document.getElementById(`${input.id}.read`);
  if (!place) return;
  const found = /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(input.value);
  const year = found ? Number(found[1]) - 1911 : 0;
  place.textContent = year > 0
    ? input.dataset.minguo.replace("{year}", year).replace("{month}", Number(found[2])).replace("{day}", Number(found[3]))
    : "";
}

// Rows are added and taken away without a round trip. Numbers in names only grow: the office reads them in their order.
function number(rows) {
  const list = rows.querySelectorAll("[data-row]");
  list.forEach((row, at) => {
    for (const title of row.querySelectorAll("[data-row-title]")) title.textContent = rows.dataset.title.replace("{n}", at + 1);
  });
  const add = rows.querySelector("[data-row-add]");
  if (add) add.hidden = list.length >= Number(rows.dataset.most);
  return list.length;
}
function next(rows) {
  const taken = [...rows.querySelectorAll("[data-row-remove]")].map((button) => Number(button.value.split(":").pop()));
  return Math.max(-1, ...taken) + 1;
}
function addRow(rows) {
  const at = next(rows);
  const copy = rows.querySelector("[data-row-blank]").content.cloneNode(true);
  for (const node of copy.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      if (/(-|:)__/.test(value)) node.setAttribute(name, value.replace(/-__-/g, `-${at}-`).replace(/:__$/, `:${at}`));
    }
  }
  const row = copy.querySelector("[data-row]");
  rows.querySelector(".row-add").before(copy);
  number(rows);
  rows.querySelector("[data-row-said]").textContent = rows.dataset.added;
  row.querySelector("input, select, textarea")?.focus();
}
function removeRow(rows, row) {
  row.remove();
  number(rows);
  rows.querySelector("[data-row-said]").textContent = rows.dataset.removed;
  rows.querySelector("[data-row-add]")?.focus();
}

// A form with data-save is saved a moment after each change; saving never blocks writing, and an input method is left alone.
const WAIT = 900;
const pending = new Map();
async function save(form) {
  const place = form.querySelector("[data-saved]");
  if (!place) return;
  const state = pending.get(form) ?? {};
  pending.set(form, { ...state, timer: 0, busy: true, again: false });
  const told = (words, lost) => { if (place.textContent !== words) place.textContent = words; place.classList.toggle("lost", lost); };
  told(place.dataset.saving, false);
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    const answer = await fetch(form.dataset.save, { method: "POST", body, headers: { accept: "application/json" }, credentials: "same-origin" });
    const words = await answer.json();
    if (answer.ok) {
      for (const name of ["version"]) if (words[name] !== undefined && form.elements[name]) form.elements[name].value = words[name];
      told(words.saved, false);
    } else {
      told(words.detail || place.dataset.lost, true);
    }
  } catch {
    told(place.dataset.lost, true);
  }
  const again = pending.get(form)?.again;
  pending.set(form, { busy: false });
  if (again) later(form);
}
function later(form) {
  const state = pending.get(form) ?? {};
  if (state.busy) { state.again = true; return; }
  clearTimeout(state.timer);
  pending.set(form, { timer: setTimeout(() => save(form), WAIT) });
}

document.addEventListener("input", (event) => {
  const node = event.target;
  if (node.matches("textarea[data-most]")) tally(node);
  if (node.matches("textarea[data-words]")) tallyWords(node);
  if (node.matches("[data-minguo]")) minguo(node);
  if (!event.isComposing && node.form?.dataset.save) later(node.form);
});
document.addEventListener("compositionend", (event) => { if (event.target.form?.dataset.save) later(event.target.form); });

document.addEventListener("click", (event) => {
  const add = rootOf(event.target, "data-row-add"), remove = rootOf(event.target, "data-row-remove");
  if (!add && !remove) return;
  event.preventDefault();
  const rows = rootOf(add ?? remove, "data-rows"), form = rows.closest("form");
  if (add) addRow(rows); else removeRow(rows, rootOf(remove, "data-row"));
  if (form?.dataset.save) later(form);
});

// A form with data-once is sent once however often its button is pressed; the office would count it once anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault(); else form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => { for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent; });

// A passkey is asked of the device by the browser; the office gives the challenge and checks the answer.
for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.querySelector("[data-passkey-button]").hidden = false;
  form.querySelector("[data-passkey-none]").hidden = true;
  const said = form.querySelector("[data-passkey-said]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    try {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) body.append(name, value);
      const answer = await fetch(form.dataset.begin, { method: "POST", body, headers: { accept: "application/json" }, credentials: "same-origin" });
      const given = await answer.json();
      if (!answer.ok) { said.textContent = given.detail || form.dataset.refused; return; }
      const made = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given.options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given.options) });
      form.elements.ceremony.value = given.ceremony;
      form.elements.answer.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      said.textContent = form.dataset.refused;
    }
  });
}

// Keys lead to the links that bear them (data-key), and `?` opens the list of keys; never while one writes. They can be switched
// off (WCAG 2.1.4), which the browser keeps.
const KEYS = "hefu-keys-off";
const keysOff = () => { try { return localStorage.getItem(KEYS) === "1"; } catch { return false; } };
for (const button of document.querySelectorAll("[data-keys-switch]")) {
  const say = () => { button.textContent = keysOff() ? button.dataset.on : button.dataset.off; };
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    try { if (keysOff()) localStorage.removeItem(KEYS); else localStorage.setItem(KEYS, "1"); } catch { return; }
    say();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keysOff()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "?") {
    const list = document.querySelector("[data-keys]");
    if (list) { list.open = !list.open; list.querySelector("summary").focus(); event.preventDefault(); }
    return;
  }
  const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (link) { event.preventDefault(); link.click(); }
});
