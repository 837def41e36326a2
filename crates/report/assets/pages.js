"use strict";
// One function per page: hash → HTML.

pageOf.overview = () => {
  const figure = (n, key, href) => `<a class="figure" href="#${href}"><b>${n}</b><span>${ui(key)}</span></a>`;
  const perDirection = D.directions.map((d) => {
    const facts = [d.band && `${ui("band")} ${t(d.band)}`, d.ceiling && `${ui("ceiling")} ${t(d.ceiling)}`].filter(Boolean).join(" · ");
    return `<section class="card"><h3>${esc(d.number)} ${t(d.name)}</h3><p class="small soft">${facts}</p>${funnel(d.funnel)}</section>`;
  });
  const n = tally(D.findings.keys ? [...D.findings.keys()] : []);
  const portfolio = D.portfolio.map((p) => `<section class="card"><h3>${t(p.name)} <span class="small">${clauseLink(p.clause)}</span></h3>${bars(p.bars)}</section>`);
  const problems = D.problems.length ? `<p>${link("/problems", ui("problems-met", D.problems.length))}</p>` : "";
  const lost = D.notApplied.length ? `<p>${link("/rulings", ui("rulings-not-applied", D.notApplied.length))}</p>` : "";
  return `<h1>${esc(D.meta.header.year)} ${esc(D.meta.header.family)}</h1>
    <p class="soft">${esc(D.meta.header.plan)} · ${esc(D.meta.header.programme)} · ${ui("guide")} <span class="mono">${esc(D.meta.guide)} ${esc(D.meta.version)}</span> · ${ui("as-of")} <span class="mono">${esc(D.meta.asOf)}</span></p>
    <div class="figures">${figure(D.applications.length, "applications", "/applications")}${figure(D.pairs.length, "pairs", "/pairs")}${figure(n.person, "needs-ruling", "/findings?o=person")}${figure(n.fail, "failed-checks", "/findings?o=fail")}${figure(n.hint, "hints", "/findings?o=hint")}${figure(D.problems.length, "reading-problems", "/problems")}</div>
    ${problems}${lost}<h2>${ui("where-they-stand")}</h2><div class="cards">${perDirection.join("")}</div>
    <h2>${ui("portfolio")}</h2><p class="soft small">${ui("portfolio-note")}</p><div class="cards">${portfolio.join("")}</div>`;
};

const directionOptions = () => [["", ui("all")], ...D.directions.map((d) => [d.number, `${esc(d.number)} ${t(d.name)}`])];
const standingOptions = (list) => [["", ui("all")], ...[...new Set(list.map((x) => x.standing))].sort().map((s) => [s, ui("standing-" + s)])];

pageOf.pairs = () => {
  const q = query(), text = (q.get("q") ?? "").trim().toLowerCase();
  const list = D.pairs.filter((p) => (!q.get("d") || p.direction === q.get("d")) && (!q.get("s") || p.standing === q.get("s")) && (!text || p.find.includes(text)));
  const row = (p) => `<tr><th scope="row">${pairLink(p.id)}</th><td class="title">${p.halves.map((k) => esc(apps.get(k).title)).join("<br>")}</td><td>${p.halves.map((k) => `${sideName(apps.get(k).side, p.direction)} ${appLink(k)}`).join("<br>")}</td><td>${standing(p.standing)}</td><td>${counts(tally(p.f))}</td></tr>`;
  return `<h1>${ui("pairs")}</h1>` + filters(select("d", ui("direction"), directionOptions(), q.get("d") ?? "") + select("s", ui("standing"), standingOptions(D.pairs), q.get("s") ?? "") + `<label>${ui("search")}<input type="search" name="q" value="${esc(q.get("q") ?? "")}"></label>`)
    + paged(list, row, [ui("pair"), ui("title"), ui("applications"), ui("standing"), ui("findings")], ui("pairs")) + claims();
};

function claims() {
  if (!D.claims.length) return "";
  const card = (c) => `<section class="card"><h3>${t(c.why)}</h3><p>${c.applications.map((k) => `${sideName(apps.get(k).side, c.direction)} ${appLink(k)}`).join(" · ")}</p>${c.applications.map((k) => `<p class="small">${esc(apps.get(k).title)}</p>`).join("")}</section>`;
  return `<h2>${ui("held-groups")}</h2><p class="soft small">${ui("held-note")}</p><div class="cards">${D.claims.map(card).join("")}</div>`;
}

pageOf.pair = (id) => {
  const p = pairs.get(id);
  if (!p) return missing();
  const half = (k) => {
    const a = apps.get(k);
    return `<section class="card"><h2>${sideName(a.side, p.direction)} · ${appLink(k)}</h2><p><strong>${esc(a.title)}</strong></p>${a.english ? `<p lang="en" class="soft">${esc(a.english)}</p>` : ""}
      <p class="small soft">${esc(a.start ?? "?")} — ${esc(a.end ?? "?")} · ${esc(a.submitted ?? "")}</p><p>${standing(a.standing)}</p></section>`;
  };
  const reasons = p.reasons.map((r) => `<tr><th scope="row">${t(r.field)}</th><td>${esc(r.values[0])}</td><td>${esc(r.values[1])}</td><td>${t(r.level)}</td><td class="num">${(r.weight / 100).toFixed(2)}</td></tr>`);
  const margin = p.margin === null ? "" : `<p class="small">${ui("margin", (p.margin / 100).toFixed(2))}${p.rival ? " " + appLink(p.rival) : ""}</p>`;
  return `<p class="crumbs">${link("/pairs", ui("pairs"))} › ${esc(p.direction)} ${t(directions.get(p.direction)?.name)}</p><h1>${ui("pair")} ${esc(p.id)} ${standing(p.standing)}</h1>
    <div class="halves">${p.halves.map(half).join("")}</div>
    <h2>${ui("comparison")}</h2>${comparison(p)}
    <h2>${ui("findings")}</h2>${findingList(p.f, p.direction)}
    <h2>${ui("work-split")}</h2>${overlay(p)}
    ${p.grids.length ? `<h2>${ui("coverage")}</h2>${p.grids.map((g) => grid(g, p.direction)).join("")}` : ""}
    <h2>${ui("why-paired")}</h2><p class="soft small">${ui("why-paired-note")}</p>${margin}${table(ui("why-paired"), [ui("field"), ...p.halves.map((k) => sideName(apps.get(k).side, p.direction)), ui("level"), ui("weight")], reasons)}
    <h2>${ui("findings-of-halves")}</h2>${p.halves.map((k) => `<h3>${sideName(apps.get(k).side, p.direction)} ${appLink(k)}</h3>${findingList(apps.get(k).f, p.direction)}`).join("")}`;
};

pageOf.applications = () => {
  const q = query(), text = (q.get("q") ?? "").trim().toLowerCase();
  const list = D.applications.filter((a) => (!q.get("d") || a.direction === q.get("d")) && (!q.get("side") || a.side === q.get("side")) && (!q.get("s") || a.standing === q.get("s")) && (!text || a.find.includes(text)));
  const row = (a) => `<tr><th scope="row">${appLink(a.k)}</th><td>${sideName(a.side, a.direction)}</td><td class="num">${esc(a.direction)}</td><td class="title">${esc(a.title)}</td><td>${a.pair ? pairLink(a.pair) : "—"}</td><td>${standing(a.standing)}</td><td>${counts(tally(a.f))}</td></tr>`;
  const sides = [["", ui("all")], ...D.sides.filter((s) => D.applications.some((a) => a.side === s.id)).map((s) => [s.id, t(s.name)])];
  return `<h1>${ui("applications")}</h1>` + filters(select("side", ui("side"), sides, q.get("side") ?? "") + select("d", ui("direction"), directionOptions(), q.get("d") ?? "") + select("s", ui("standing"), standingOptions(D.applications), q.get("s") ?? "") + `<label>${ui("search")}<input type="search" name="q" value="${esc(q.get("q") ?? "")}"></label>`)
    + paged(list, row, [ui("number"), ui("side"), ui("direction"), ui("title"), ui("pair"), ui("standing"), ui("findings")], ui("applications"));
};

pageOf.application = (k) => {
  const a = apps.get(k);
  if (!a) return missing();
  const units = a.units.map((u) => `<tr><td>${sideName(u.side, a.direction)}</td><td>${esc(u.name)}</td><td>${ui("unit-" + u.role)}</td><td>${u.kind ? ui("kind-" + u.kind) : "—"}</td></tr>`);
  const people = a.people.map((p) => `<tr><td>${sideName(p.side, a.direction)}</td><td>${esc(p.name)}${p.english ? ` <span class="soft" lang="en">${esc(p.english)}</span>` : ""}</td><td>${ui("role-" + p.role)}</td><td>${esc(p.unit ?? "")}</td></tr>`);
  const problems = D.problems.filter((p) => p.side === a.side && p.application === a.number);
  return `<p class="crumbs">${link("/applications", ui("applications"))} › ${sideName(a.side, a.direction)}</p><h1>${esc(a.title || a.number)} ${standing(a.standing)}</h1>
    <p class="soft">${sideName(a.side, a.direction)} · <span class="mono">${esc(a.number)}</span> · ${esc(a.direction)} ${t(directions.get(a.direction)?.name)} · ${a.topic !== null ? t(a.topic) : esc(a.topicText ?? "")} · ${esc(a.start ?? "?")} — ${esc(a.end ?? "?")}</p>
    ${a.pair ? `<p>${ui("pair")} ${pairLink(a.pair)}</p>` : ""}<p class="small soft">${cell(a.cell)}</p>
    <h2>${ui("findings")}</h2>${findingList(a.f, a.direction)}
    <h2>${ui("units")}</h2>${table(ui("units"), [ui("side"), ui("name"), ui("role"), ui("kind")], units)}
    <h2>${ui("people")}</h2>${table(ui("people"), [ui("side"), ui("name"), ui("role"), ui("unit")], people)}
    ${problems.length ? `<h2>${ui("reading-problems")}</h2>${problemTable(problems)}` : ""}`;
};

pageOf.findings = () => {
  const q = query(), text = (q.get("q") ?? "").trim().toLowerCase(), o = q.get("o") ?? "person";
  const list = [...D.findings.keys()].filter((i) => (!o || D.findings[i].o === o) && (!q.get("c") || D.findings[i].c === q.get("c")) && (!text || (D.findings[i].id + raw(D.findings[i].m)).toLowerCase().includes(text)));
  const shown = Math.max(PAGE, Number(q.get("n")) || PAGE);
  const withClause = [["", ui("all")], ...D.clauses.filter((c) => Object.values(c.counts).some(Boolean)).map((c) => [c.id, esc(c.id)])];
  const of = (f) => (f.s.startsWith("pair:") ? pairs.get(f.s.slice(5))?.direction : apps.get(f.s)?.direction);
  return `<h1>${ui("findings")}</h1>` + filters(select("o", ui("outcome"), [["", ui("all")], ...OUTCOMES.map((x) => [x, ui("outcome-" + x)])], o) + select("c", ui("clause"), withClause, q.get("c") ?? "") + `<label>${ui("search")}<input type="search" name="q" value="${esc(q.get("q") ?? "")}"></label>`)
    + `<p class="soft small" aria-live="polite">${ui("rows-found", list.length)}</p>` + (list.length ? `<div class="card">${list.slice(0, shown).map((i) => finding(i, of(D.findings[i]), true)).join("")}</div>` : `<p class="soft">${ui("nothing-here")}</p>`)
    + (list.length > shown ? `<p class="more"><button type="button" data-more="${shown + PAGE * 4}">${ui("show-more", list.length - shown)}</button></p>` : "");
};

pageOf.clauses = () => {
  const item = (c) => `<li class="${c.kind}"><div>${clauseLink(c.id)}<br><span class="small soft">${ui("clause-" + c.kind)}</span></div><div><div class="sentence" lang="zh-Hans">${esc(c.text)}</div>${c.rules.map((r) => `<div class="rule">${t(r.sentence)}${r.rulings.length ? "（" + esc(r.rulings.join("、")) + "）" : ""}</div>`).join("")}</div><div class="counts">${counts(c.counts)}</div></li>`;
  return `<h1>${ui("clauses")}</h1><p class="soft">${ui(D.meta.verbatim ? "clauses-note" : "clauses-note-paraphrase")}</p><p class="small">${esc(D.meta.source.title)} · <span class="soft">${esc(D.meta.source.citation)}</span></p><p>${D.sums.map((s) => `<span class="mono">${esc(s.text)}</span> <span class="mark ${s.ok ? "pass" : "fail"}">${ui(s.ok ? "agrees" : "disagrees")}</span>`).join(" · ")}</p><ol class="clauses">${D.clauses.map(item).join("")}</ol>`;
};

pageOf.clause = (id) => {
  const c = clauses.get(id);
  if (!c) return missing();
  const of = D.findings.map((f, i) => [f, i]).filter(([f]) => f.c === id);
  const open = of.filter(([f]) => f.o !== "pass").map(([, i]) => i);
  const dir = (i) => { const f = D.findings[i]; return f.s.startsWith("pair:") ? pairs.get(f.s.slice(5))?.direction : apps.get(f.s)?.direction; };
  const rank = (i) => OUTCOMES.indexOf(D.findings[i].o);
  open.sort((a, b) => rank(a) - rank(b) || a - b);
  return `<p class="crumbs">${link("/clauses", ui("clauses"))}${c.under.map((u) => " › " + clauseLink(u)).join("")}</p><h1>${esc(c.id)} <span class="small soft">${ui("clause-" + c.kind)}</span></h1><blockquote lang="zh-Hans">${esc(c.text)}</blockquote>
    ${c.rules.length ? `<h2>${ui("rules")}</h2>${c.rules.map((r) => `<p>${t(r.sentence)} <span class="mono soft">${esc(r.id)}</span> ${r.rulings.map((x) => link("/rulings", esc(x))).join(" ")}</p>`).join("")}` : ""}
    <h2>${ui("results")}</h2><p>${counts(c.counts) || ui("no-results")}</p>${open.length ? `<div class="card">${open.slice(0, 200).map((i) => finding(i, dir(i), true)).join("")}</div>` : ""}${open.length > 200 ? `<p>${link("/findings?o=&c=" + encodeURIComponent(id), ui("show-more", open.length - 200))}</p>` : ""}`;
};

pageOf.rulings = () => {
  const row = (r) => `<tr id="${esc(r.id)}"><th scope="row">${esc(r.id)}</th><td>${t(r.question)}</td><td>${t(r.ruling)}</td><td class="mono">${esc(r.value ?? "—")}${r.changed ? ` <span class="mark person">${ui("changed")}</span>` : ""}</td><td>${r.clauses.map(clauseLink).join(" ")}</td></tr>`;
  const open = (u) => `<tr><th scope="row">${t(u.name)}</th><td><span class="mark unset">${ui("not-in-guide")}</span></td><td>${ui("supplied-" + u.by)}</td><td>${clauseLink(u.clause)}</td></tr>`;
  const lost = D.notApplied.length ? `<h2 id="not-applied">${ui("rulings-not-applied", D.notApplied.length)}</h2>${table(ui("rulings-not-applied", D.notApplied.length), [ui("number"), ui("finding"), ui("ruled-by"), ui("what-to-do")], D.notApplied.map((p) => `<tr><td>${p.number}</td><td class="mono">${esc(p.finding)}</td><td>${esc(p.who)}</td><td>${t(p.m)}</td></tr>`))}` : "";
  return `<h1>${ui("rulings")}</h1><p class="soft">${ui("rulings-note")}</p>${lost}${table(ui("rulings"), [ui("ruling"), ui("open-point"), ui("how-read"), ui("value"), ui("clauses")], D.rulings.map(row))}
    <h2>${ui("not-in-guide")}</h2><p class="soft">${ui("unset-note")}</p>${table(ui("not-in-guide"), [ui("open-point"), ui("value"), ui("supplied-by"), ui("clause")], D.unset.map(open))}
    <h2>${ui("notices")}</h2>${table(ui("notices"), [ui("side"), ui("direction"), ui("number"), ui("authority"), ui("published"), ui("opens"), ui("closes"), ui("closing-statement")], D.notices.map((n) => `<tr><th scope="row">${sideName(n.side, n.direction)}</th><td>${esc(n.direction)}</td>${["number", "authority", "published", "opens", "closes", "closing"].map((k) => `<td>${n[k] === null ? `<span class="mark unset">${ui("unset")}</span>` : k === "published" ? ui(n[k] ? "yes" : "no") : esc(n[k])}</td>`).join("")}</tr>`))}`;
};

const problemTable = (list) => table(ui("reading-problems"), [ui("severity"), ui("where"), ui("found"), ui("what-to-do")], list.map((p) => `<tr><td><span class="mark ${p.severity === "error" ? "fail" : "person"}">${ui("severity-" + p.severity)}</span></td><td class="mono">${sideName(p.side)} ${cell(p.cell)}</td><td class="mono">${esc(p.found)}</td><td>${t(p.m)}</td></tr>`));
pageOf.problems = () => `<h1>${ui("reading-problems")}</h1><p class="soft">${ui("problems-note")}</p>${problemTable(D.problems)}`;
const missing = () => `<h1>${ui("no-such-page")}</h1><p>${link("/overview", ui("overview"))}</p>`;
