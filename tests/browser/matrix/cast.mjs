// Who looks, and what is done first so that there is something to look at: people who take part in others' applications,
// comments, an invitation that is open, rulings of every kind, a token, a form kept for somebody whose session has ended.

import { people } from "./offices.mjs";
import { links } from "./shape.mjs";

const OFFICERS = ["administrator", "programme officer", "form-check officer", "auditor"];

/** What a form on a page would send: its hidden and its ticked fields. */
function formOf(html, action) {
  const form = html.split("<form").find((part) => part.includes(`action="${action}"`)) ?? "";
  const inputs = form.split("</form>")[0].matchAll(/<input\s([^>]*)>/g);
  return [...inputs].map(([, text]) => text)
    .filter((text) => /type="hidden"/.test(text) || /\schecked/.test(text))
    .map((text) => [/name="([^"]*)"/.exec(text)?.[1], /value="([^"]*)"/.exec(text)?.[1] ?? ""]);
}

const first = (html, pattern) => links(html).find((href) => pattern.test(href));

/** The drafts of somebody that can still be written. */
async function writable(applicant) {
  const found = [];
  for (const href of links((await applicant.get("/applications", "en")).text).filter((href) => /^\/applications\/[0-9a-z]+$/.test(href))) {
    if (first((await applicant.get(href, "en")).text, /\/form\/project$/)) found.push(href);
  }
  return found;
}

/** Everybody who looks at an office, each signed in: a visitor, its officers, all its applicants. */
export async function cast(visitor) {
  const known = await people(visitor);
  const all = [visitor];
  for (const { account, name, role } of known) {
    const officer = OFFICERS.includes(role);
    all.push(await visitor.as(account, officer ? role : `applicant ${name}`));
  }
  return all;
}

/** Has `owner` invite people to a draft: two take part, one invitation stays open. Gives the addresses only these come to. */
async function share(visitor, owner, draft, others) {
  const seeds = [];
  const roles = ["editor", "unit_administrator", "reader"];
  for (const [at, role] of roles.entries()) {
    const email = `${role.replace("_", "-")}@unit.example.org`;
    const { text } = await owner.post(`${draft}/team/invite`, { email, role });
    const invitation = /\/invitations\/[0-9a-z]{26}/.exec(text)?.[0];
    if (!invitation) throw new Error(`${draft}: nobody was invited as ${role}`);
    if (at === roles.length - 1) seeds.push(invitation);
    else others.push(await open(visitor, invitation, role === "editor" ? "co-applicant" : "unit administrator"));
  }
  await owner.post(`${draft}/comments`, { section: "project", text: "请核对项目执行年限。" });
  return seeds;
}

/** Somebody without an account comes by an invitation. */
async function open(visitor, invitation, role) {
  const { cookies } = await visitor.post(invitation, { name: role === "co-applicant" ? "戴嘉文" : "温若兰", act: "open" });
  const session = /hefu-session=([^;]+)/.exec(cookies.join("\n"))?.[1];
  if (!session) throw new Error(`${invitation} was not taken up`);
  const other = Object.assign(Object.create(Object.getPrototypeOf(visitor)), visitor);
  return Object.assign(other, { session, role });
}

/** Has the form check rule on one finding and on some that are alike. */
async function rule(check) {
  const desk = await check.get("/desk/findings?outcome=person", "en");
  const one = first(desk.text, /\/rule\//);
  const place = one && await check.get(one, "en");
  const action = place && /action="([^"]*\/rule\/[^"]*)"/.exec(place.text)?.[1].replaceAll("&amp;", "&").replaceAll("&#38;", "&");
  if (!action) throw new Error("nothing is there to rule on");
  const escaped = /action="([^"]*\/rule\/[^"]*)"/.exec(place.text)[1];
  await check.post(action, [...formOf(place.text, escaped), ["answer", "met"], ["why", "已查阅原件。"], ["act", "rule"]]);
  const group = first((await check.get("/desk/alike", "en")).text, /^\/desk\/alike\/./);
  const page = await check.get(group, "en");
  const chosen = [...formOf(page.text, group), ["answer", "not_met"], ["why", "附件缺少盖章页。"]];
  const preview = await check.post(group, [...chosen, ["act", "preview"]]);
  await check.post("/desk/rule", [...formOf(preview.text, "/desk/rule"), ["act", "apply"]]);
}

/** Prepares an office. Gives everybody who looks, with the addresses from which they begin. */
export async function prepare(visitor) {
  const all = await cast(visitor);
  const check = all.find((one) => one.role === "form-check officer");
  await rule(check);
  const others = [];
  let seeds = [];
  let draft;
  for (const applicant of all.filter((one) => one.role.startsWith("applicant"))) {
    [draft] = await writable(applicant);
    if (!draft) continue;
    seeds = await share(visitor, applicant, draft, others);
    await applicant.post("/account/tokens", [["name", "统计脚本"], ["scopes", "read_applications"], ["days", "30"], ["act", "make"]]);
    break;
  }
  if (!draft) throw new Error(`nobody at ${visitor.origin} has a draft`);
  const from = (one) => (one.role === "visitor" ? ["/", "/sign-in", "/sign-in/password", "/sign-in/0123456789abcdefghjkmnpqrs", ...seeds] : ["/", ...seeds]);
  return [...all, ...others].map((one) => ({ visitor: one, seeds: from(one) }));
}

/** Moves the office's clock to a minute after its first window's end. Gives everybody signed in anew, with a form that was
 *  sent after the session had ended and is kept. */
export async function afterTheEnd(visitor, before) {
  const moments = await visitor.get("/demo/clock", "en");
  const radios = [...moments.text.matchAll(/name="moment" value="(\d+)"[^>]*>\s*<label[^>]*>([^<]*)</g)];
  const moment = radios.find(([, , words]) => /after .*(clos|end)/i.test(words))?.[1];
  if (!moment) throw new Error(`no moment after the end: ${radios.map(([, , words]) => words)}`);
  const writers = [];
  for (const one of before.filter(({ visitor: who }) => who.role.startsWith("applicant"))) {
    const [draft] = links((await one.visitor.get("/applications", "en")).text).filter((href) => /^\/applications\/[0-9a-z]+$/.test(href));
    if (draft) writers.push({ ...one, draft });
  }
  const mover = before.find(({ visitor: who }) => who.role === "programme officer");
  await mover.visitor.post("/demo/clock", { moment, at: "", act: "set" });
  const [writer] = writers;
  const sent = await writer.visitor.post(`${writer.draft}/comments`, { section: "project", text: "会后补充说明。", act: "write" });
  const kept = decodeURIComponent(/back=([^&]+)/.exec(sent.to ?? "")?.[1] ?? "/");
  const anew = await cast(visitor);
  return anew.map((one) => ({ visitor: one, seeds: one.role === writer.visitor.role ? ["/", kept] : ["/"] }));
}
