// The big table: one page of one board.

import { el, named } from "./dom.js";
import { change, points, sparkline } from "./marks.js";
import { cut, inLanguage } from "./text.js";

const NAME_CELLS = 24;
const SHORT_CELLS = 14;
const FILLING_SHOWN = 3;
const MOST_PAGES = 5; // a wall that shows page nine is watched by nobody

/** Draw into `section` and return how many pages this board has on this screen.
 *  scene: {kind, board, page, covered}: rows before index `covered` are kept secret; fresh: fade it in. */
export function drawBoard(section, scene, voice, fresh) {
  const { table, body, box } = emptyTable(scene, voice);
  const head = el("div", "head");
  section.replaceChildren(el("div", fresh ? "scene fresh" : "scene", head, box, ...tail(scene, voice)));
  const fits = Math.max(3, rowsThatFit(box));
  const pages = Math.min(MOST_PAGES, Math.ceil(scene.board.rows.length / fits)) || 1;
  const page = Math.min(pageOf(scene, fits), pages - 1);
  head.append(...title(scene.kind, page, pages, voice));
  const rows = scene.board.rows.slice(page * fits, (page + 1) * fits);
  table.style.setProperty("--rows", rows.length);
  body.append(...rows.map((row, at) => rowOf(row, page * fits + at, scene, voice)));
  if (!rows.length) box.replaceChildren(el("p", "empty", voice.say("empty.team")));
  return pages;
}

function pageOf({ board, page, covered }, fits) {
  if (covered === null) return page;
  return Math.floor(Math.min(covered, board.rows.length - 1) / fits); // the row uncovered last, or the last of all
}

function rowsThatFit(box) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.floor((box.clientHeight / rem - 2) / 3.5); // wall.css: a head of 2 rem, rows of 3.5 rem and more
}

function title(kind, page, pages, { say }) {
  const where = pages > 1 ? el("span", "page", say("page", { page: page + 1, pages })) : null;
  return [el("h2", "", say(`board.${kind}`)), where].filter(Boolean);
}

function emptyTable({ kind }, { say }) {
  const columns = ["place", "change", "name", "spark", "played", "score"];
  const words = { name: `column.${kind}`, played: kind === "story" ? "column.times" : "column.played" };
  const heads = columns.map((column) => el("th", column, say(words[column] ?? `column.${column}`)));
  heads.forEach((head) => (head.scope = "col"));
  const body = el("tbody");
  const table = el("table", kind, el("thead", "", el("tr", "", ...heads)), body);
  return { table, body, box: el("div", "box", table) };
}

function rowOf(row, at, { kind, covered }, { say, language }) {
  if (covered !== null && at < covered) return coveredRow(row, say);
  const moved = change(row.change, say);
  const place = el("span", "medal", String(row.place ?? "–"));
  const name = nameOf(row, kind, say, language, NAME_CELLS);
  const line = el(
    "tr", `place-${row.place} ${covered !== null && at === covered ? "uncovered" : ""}`,
    el("td", "place", place), el("td", `change ${moved.way}`, moved.words), headOf(name),
    el("td", "spark", sparkline(row.spark)), el("td", "played", played(row, say)), el("td", "score", points(row.score)),
  ); // prettier-ignore
  return line;
}

function coveredRow(row, say) {
  const empty = (name) => el("td", name);
  const name = el("th", "name", say("reveal.covered"));
  const place = el("td", "place", el("span", "medal", String(row.place ?? "–")));
  return el("tr", "covered", place, empty("change"), name, empty("spark"), empty("played"), empty("score"));
}

function headOf(name) {
  const head = el("th", "name", named(name));
  head.scope = "row";
  return head;
}

/** A row's name as it is shown; someone who wishes no name is "a team mate". */
export function nameOf(row, kind, say, language, cells) {
  return cut(inLanguage(row.name, language), cells) || say(`hidden.${kind}`);
}

function played({ members, played: some }, say) {
  if (!Number.isFinite(some)) return "";
  return Number.isFinite(members) ? say("played", { members, played: some }) : say("played.some", { played: some });
}

function tail({ kind, board, covered }, voice) {
  const filling = kind === "team" ? (board.filling ?? []) : [];
  return covered === null && filling.length ? [fillingLine(filling, voice)] : [];
}

function fillingLine(filling, { say, language }) {
  const shown = filling.slice(0, FILLING_SHOWN).map((row) => {
    const name = named(nameOf(row, "team", say, language, SHORT_CELLS));
    return el("li", "", name, " ", el("span", "played", played(row, say)));
  });
  const more = filling.length - shown.length;
  if (more > 0) shown.push(el("li", "", say("filling.more", { n: more })));
  return el("div", "filling", el("h3", "", say("filling")), el("ul", "", ...shown));
}
