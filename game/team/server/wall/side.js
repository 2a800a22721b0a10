// The narrow column: how to join, what was just played, who is honoured, and the spotlight of a reveal.

import { nameOf } from "./board.js";
import { el, named } from "./dom.js";
import { points } from "./marks.js";
import { clean, cut, inLanguage } from "./text.js";

const CELLS = 28;
const TICKER = 10;

/** Draw the join box, if any, and below it the card whose turn it is: results, then awards, as many as fit. */
export function drawSide(section, { board, over, join, turn }, voice) {
  section.replaceChildren(...(join ? [join] : []));
  const told = { ...voice, titles: board.titles ?? {}, fits: linesThatFit(section, join) };
  const results = (board.ticker ?? []).slice(0, TICKER);
  const cards = [
    ...cardsOf("ticker", voice.say(over ? "ticker.over" : "ticker"), results, result, told),
    ...cardsOf("awards", voice.say("awards"), board.awards ?? [], award, told),
  ];
  if (cards.length) section.append(cards[turn % cards.length]());
}

function linesThatFit(section, join) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const room = (section.parentElement.clientHeight - (join?.offsetHeight ?? 0)) / rem; // an empty section has no height
  return Math.max(2, Math.floor((room - 5) / 3.75)); // wall.css: title, gap and edges in 5 rem, lines of 3.75 rem
}

function cardsOf(name, title, items, line, told) {
  const count = Math.ceil(items.length / told.fits);
  const size = Math.ceil(items.length / count);
  const some = (at) => items.slice(at * size, (at + 1) * size).map((item) => line(item, told));
  const card = (at) => el("div", `card ${name}`, el("h2", "", title), el("ul", "", ...some(at)));
  return Array.from({ length: count }, (_, at) => () => card(at));
}

function result({ team, story, points: score }, { say, language, titles }) {
  const what = el("p", "what", named(titleOf(story, titles, say, language)));
  if (Number.isFinite(score)) what.append(el("b", "", say("ticker.points", { points: points(score) })));
  return el("li", "", el("p", "", named(cut(team, CELLS) || say("hidden.team"))), what);
}

function titleOf(story, titles, say, language) {
  return cut(inLanguage(titles[story], language), CELLS) || say("hidden.story");
}

function award({ award: kind, name, team, value, story }, { say, language, titles }) {
  const words = say(`award.${kind}`, { value, story: titleOf(story, titles, say, language) });
  const who = cut(name, CELLS) || say("hidden.member");
  const whose = kind === "mastered" ? "" : el("span", "of", named(cut(team, CELLS)));
  return el("li", "", el("p", "what", words), el("p", "whom", named(who), whose));
}

/** The box with address and code, or null where the document names none. */
export function joinBox(join, { say }) {
  const [address, code] = [clean(join?.address), clean(join?.code)];
  if (!address && !code) return null;
  const lines = [el("h2", "", say("join"))];
  if (address) lines.push(el("p", "address", address));
  if (code) lines.push(el("p", "label", say("join.code")), el("p", "code", code));
  return el("div", "card join", ...lines);
}

/** During a reveal: who was uncovered last, and how many places are left. */
export function spotlight(rows, covered, { say, language }) {
  const row = rows[covered]; // the one uncovered last
  const left = el("p", "left", covered ? say("reveal.left", { n: covered }) : say("reveal.done"));
  if (!row) return el("div", "card spotlight begin", left, el("p", "how", say("reveal.how")));
  const first = row.place === 1 ? el("p", "champion", say("reveal.champion")) : null;
  const name = el("p", "", named(nameOf(row, "team", say, language, 2 * CELLS)));
  const lines = [el("p", "medal", String(row.place)), first, name, el("p", "score", points(row.score)), left];
  return el("div", `card spotlight place-${row.place}`, ...lines);
}
