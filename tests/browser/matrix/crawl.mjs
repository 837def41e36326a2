// Every page that somebody comes to by links from the first one, and what is wrong with it as text.

import { inLanguage, languages } from "./offices.mjs";
import { misworded } from "../rules.mjs";
import { routeOf } from "./routes.mjs";
import { breadth, links, shape, words } from "./shape.mjs";

/** So many addresses of one kind (a route, and the names after `?`) are followed: without and with a question. */
const MOST = [25, 5];

function kind(route, place) {
  const names = [...new URL(place, "http://x").searchParams.keys()].sort();
  return `${route}?${names.join("&")}`;
}

/**
 * Reads everything from `seeds` on.
 *
 * @param {import("./offices.mjs").Visitor} visitor
 * @param {string[]} all routes
 * @param {(page: {route: string, shape: Set<string>}) => boolean} isNew whether a page is to be looked at in every language
 * @returns how many pages there are, those that are new as `{place, longest}`, the routes come to, and faults as lines
 */
export async function crawl(visitor, all, seeds, isNew) {
  const [fresh, visited, faults, counts] = [[], new Set(), [], new Map()];
  let pages = 0;
  const waiting = seeds.map((place) => ({ place, from: "the first page" }));
  const known = new Set(seeds);
  const lead = (place, from) => {
    if (known.has(place)) return;
    known.add(place);
    const route = routeOf(all, place);
    const of = kind(route ?? place.split("?")[0], place);
    counts.set(of, (counts.get(of) ?? 0) + 1);
    if (counts.get(of) <= MOST[of.endsWith("?") ? 0 : 1]) waiting.push({ place, from });
  };
  const look = async ({ place, from }) => {
    const answer = await visitor.get(place);
    if (answer.status >= 300 && answer.status < 400) {
      lead(new URL(answer.to, visitor.origin).pathname + new URL(answer.to, visitor.origin).search, from);
      return;
    }
    if (answer.status >= 400) {
      faults.push(`broken: ${place} answers ${answer.status}, from ${from}`);
      return;
    }
    const route = routeOf(all, place);
    if (route) visited.add(route);
    if (!answer.html) return;
    for (const href of links(answer.text)) lead(href, place);
    pages += 1;
    if (!isNew({ route, shape: shape(answer.text) })) return;
    let longest = { lang: languages[0], length: 0 };
    for (const lang of languages) {
      const { status, text } = await visitor.get(place, lang);
      const said = words(text);
      if (status !== answer.status) faults.push(`words: ${inLanguage(place, lang)} answers ${status}`);
      for (const found of misworded(said)) faults.push(`words: ${inLanguage(place, lang)}: ${found}`);
      const length = breadth(said);
      if (length > longest.length) longest = { lang, length };
    }
    fresh.push({ place, longest: longest.lang });
  };
  // A few at a time: what a page leads to is added while others are read.
  let under = 0;
  await new Promise((resolve, reject) => {
    const next = () => {
      while (under < 4 && waiting.length > 0) {
        under += 1;
        look(waiting.shift()).then(() => {
          under -= 1;
          next();
        }, reject);
      }
      if (under === 0 && waiting.length === 0) resolve();
    };
    next();
  });
  return { pages, fresh, visited, faults };
}
