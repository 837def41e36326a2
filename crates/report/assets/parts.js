"use strict";
// Pieces shared by several pages: findings, character differences, grids, the funnel.

const cell = (c) => esc([c.file, c.sheet, c.row !== undefined ? raw(D.uiRow).replace("{0}", c.row) : null, c.column].filter(Boolean).join(" › "));

function facts(list, direction) {
  if (!list.length) return "";
  const rows = list.map((f) => {
    const side = f.side ? `（${sideName(f.side, direction)}）` : "";
    const from = f.source.file ? ` <span class="from">— ${cell(f.source)}</span>` : "";
    const note = f.note !== undefined ? ` <span class="from">${t(f.note)}</span>` : "";
    return `<dt>${t(f.label)}${side}</dt><dd>${esc(f.value)}${note}${from}</dd>`;
  });
  return `<dl class="facts">${rows.join("")}</dl>`;
}

function finding(i, direction, withSubject = false) {
  const f = D.findings[i];
  const c = clauses.get(f.c);
  const subject = withSubject ? `<p class="small soft">${f.s.startsWith("pair:") ? ui("pair") + " " + pairLink(f.s.slice(5)) : f.s === "round" ? ui("round") : ui("application") + " " + appLink(f.s)}</p>` : "";
  const ruled = f.ruled ? `<p class="small">${outcome(f.ruled.before)} → ${outcome(f.o)} ${ui("ruled-by", f.ruled.who, f.ruled.when)}：${esc(f.ruled.why)}</p>` : "";
  const remedy = f.y !== undefined ? `<p class="remedy">${t(f.y)}</p>` : "";
  return `<div class="finding" id="${esc(f.id)}"><div>${outcome(f.o)}</div><div class="says"><p>${t(f.m)}</p>${subject}${remedy}${ruled}
    <p class="small soft">${clauseLink(f.c)} <q lang="zh-Hans">${esc(c ? c.text : "")}</q>${f.rulings.length ? " · " + f.rulings.map((r) => link("/rulings", esc(r))).join(" ") : ""}</p>
    ${facts(f.facts, direction)}<p class="small soft mono">${esc(f.id)}</p></div></div>`;
}

// What needs attention in full; what passed as a line of clause numbers, opened on demand.
function findingList(list, direction) {
  const rank = (i) => OUTCOMES.indexOf(D.findings[i].o);
  const open = list.filter((i) => D.findings[i].o !== "pass").sort((a, b) => rank(a) - rank(b) || a - b);
  const passed = list.filter((i) => D.findings[i].o === "pass");
  const full = open.length ? `<div class="card">${open.map((i) => finding(i, direction)).join("")}</div>` : `<p class="soft">${ui("nothing-open")}</p>`;
  const rest = passed.length ? `<details class="card"><summary>${ui("passed-checks", passed.length)}</summary>${passed.map((i) => finding(i, direction)).join("")}</details>` : "";
  return full + rest;
}

// diff: [[kind, left, right], …] with kind = same | gone | come | changed
function marked(diff, half) {
  return diff.map(([kind, left, right]) => {
    const text = esc(half === 0 ? left : right);
    if (kind === "same" || !text) return text;
    return half === 0 ? `<del>${text}</del>` : `<ins>${text}</ins>`;
  }).join("");
}

function comparison(p) {
  const heads = [ui("field"), ...p.halves.map((k) => sideName(apps.get(k).side, p.direction)), ui("comparison")];
  const rows = p.comparisons.flatMap((c) => c.parts.map((part, at) => {
    const values = part.values.map((v, half) => `<td class="value">${v === null ? `<em class="none">${ui("not-given")}</em>` : Number.isInteger(part.words?.[half]) ? t(part.words[half]) : part.diff ? marked(part.diff, half) : esc(v)}</td>`).join("");
    const why = part.why.map((w) => t(w)).join("；");
    return `<tr><th scope="row">${at === 0 ? t(c.field) + (c.named ? "" : ` <span class="soft small">（${ui("extension")}）</span>`) + "<br>" : ""}<span class="soft small">${t(part.part)}</span></th>${values}<td><span class="mark ${part.mark}">${ui("compare-" + part.outcome)}</span><br><span class="small soft">${why}</span></td></tr>`;
  }));
  return table(ui("comparison"), heads, rows, "compare");
}

function overlay(p) {
  const side = (s) => (s === null ? `<em class="none">${ui("not-given")}</em>` : s.length ? s.map((x) => sideName(x, p.direction)).join("、") : `<em class="none">${ui("nobody")}</em>`);
  const rows = p.tasks.map((task) => `<tr><th scope="row" class="mono">${esc(task.code)}</th><td class="title">${esc(task.titles.find(Boolean) ?? "")}</td>${task.sides.map((s, h) => `<td>${side(s)}<br><span class="small soft">${esc(task.units[h] ?? "")}</span></td>`).join("")}<td><span class="mark ${task.mark}">${ui("task-" + task.relation)}</span></td></tr>`);
  return table(ui("work-split"), [ui("task"), ui("task-title"), ...p.halves.map((k) => ui("as-stated-by", raw(sideIndex(apps.get(k).side, p.direction)))), ui("relation")], rows);
}
function sideIndex(side, direction) {
  const d = directions.get(direction);
  const at = d ? d.sides.indexOf(side) : -1;
  return at >= 0 ? d.sideNames[at] : D.sides.find((s) => s.id === side)?.name;
}

function grid(g, direction) {
  const head = `<tr><td></td>${g.columns.map((c) => `<th scope="col">${t(c)}</th>`).join("")}</tr>`;
  const rows = g.cells.map((row, r) => `<tr><th scope="row">${t(g.rows[r])}</th>${row.map((sides) => (sides.length ? `<td class="on">${sides.map((s) => sideName(s, direction)).join("<br>")}</td>` : `<td class="off">—</td>`)).join("")}</tr>`);
  return `<h3>${t(g.name)} ${clauseLink(g.clause)}</h3><div class="scroll" tabindex="0" role="region" aria-label="${t(g.name)}"><table class="grid"><thead>${head}</thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function funnel(steps) {
  const width = 640, row = 38, most = Math.max(1, ...steps.map((s) => s.n));
  const body = steps.map((s, i) => {
    const w = s.n ? Math.max(3, Math.round((s.n / most) * 380)) : 0, y = i * row + 4;
    return `<g><rect x="${Math.round(215 + (380 - w) / 2)}" y="${y}" width="${w}" height="26" rx="3" fill="var(--${s.tone})" opacity=".85"></rect><text x="205" y="${y + 18}" text-anchor="end">${t(s.name)}</text><text x="${width - 4}" y="${y + 18}" text-anchor="end">${s.n}</text></g>`;
  });
  const words = steps.map((s) => raw(s.name) + " " + s.n).join("，");
  return `<svg class="funnel" viewBox="0 0 ${width} ${steps.length * row}" role="img" aria-label="${esc(words)}">${body.join("")}</svg>`;
}

function bars(list) {
  const most = Math.max(1, ...list.map((x) => x.n));
  return `<div class="bars">${list.map((x) => `<span>${t(x.name)}</span><span><i style="width:${Math.round((x.n / most) * 100)}%"${x.n ? "" : " hidden"}></i></span><span class="num">${x.n}</span>`).join("")}</div>`;
}
