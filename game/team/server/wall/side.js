// The narrow column: how to join, what was just played, who is honoured, and the spotlight of a reveal.

import { nameOf } from "./board.js";
import { el, named } from "./dom.js";
import { points } from "./marks.js";
import { clean, cut, inLanguage } from "./text.js";

const CELLS = 20;
const TICKER = 10;
const A_CARD_HOLDS = 5;
const AWARDS = ["improved", "steadiest", "promises", "mastered"];

/** The cards that take turns below the join box: results in fives, then awards. */
export function cardsOf(board, voice) {
  const ticker = (board.ticker ?? []).slice(0, TICKER);
  return [
    ...chunks(ticker).map((some) => listCard("ticker", voice.say("ticker"), some.map((item) => result(item, voice)))),
    ...chunks(board.awards ?? []).map((some) => listCard("awards", voice.say("awards"), some.map((item) => award(item, voice)))),
  ];
}

function chunks(items) {
  const count = Math.ceil(items.length / A_CARD_HOLDS);
  return Array.from({ length: count }, (_, at) => items.slice(at * A_CARD_HOLDS, (at + 1) * A_CARD_HOLDS));
}

function listCard(name, title, items) {
  return () => el("div", `card ${name}`, el("h2", "", title), el("ul", "", ...items.map((make) => make())));
}

function result({ team, story, points: score }, { say, language }) {
  const who = cut(inLanguage(team, language), CELLS) || say("hidden.team");
  const what = cut(inLanguage(story, language), CELLS) || say("hidden.story");
  const worth = el("b", "", say("ticker.points", { points: points(score) }));
  return () => el("li", "", el("p", "", named(who)), el("p", "what", named(what), worth));
}

function award(item, { say, language }) {
  const title = AWARDS.includes(item.award) ? say(`award.${item.award}`) : cut(inLanguage(item.title, language), CELLS);
  const names = [item.names ?? item.name ?? item.team].flat().map((name) => inLanguage(name, language));
  const who = cut(names.map((name) => clean(name) || say("hidden.member")).join(say("people")), CELLS);
  return () => el("li", "", el("p", "what", title), el("p", "", named(who)));
}

/** The box with address and code, or null where the document names none. */
export function joinBox(join, { say }) {
  const [address, code] = [clean(join?.address), clean(join?.code)];
  if (!address && !code) return null;
  const lines = [el("h2", "", say("join"))];
  if (address) lines.push(el("p", "label", say("join.address")), el("p", "address", address));
  if (code) lines.push(el("p", "label", say("join.code")), el("p", "code", code));
  return el("div", "card join", ...lines);
}

/** During a reveal: who was uncovered last, and how many places are left. */
export function spotlight(rows, covered, { say, language }) {
  const left = el("p", "left", covered ? say("reveal.left", { n: covered }) : say("reveal.done"));
  const row = rows[covered];
  if (!row) return el("div", "card spotlight", left, el("p", "left", say("reveal.how")));
  const first = row.place === 1 ? el("p", "champion", say("reveal.champion")) : null;
  const name = named(nameOf(row, "team", say, language, CELLS * 2));
  const place = el("p", "medal", String(row.place));
  return el("div", `card spotlight place-${row.place}`, place, first, el("p", "", name), el("p", "score", points(row.score)), left);
}
