// The big table: one page of one board.

import { el, named } from "./dom.js";
import { change, points, sparkline } from "./marks.js";
import { cut, inLanguage } from "./text.js";

const NAME_CELLS = 24;
const TITLE_CELLS = 30;
const SHORT_CELLS = 16;
const FILLING_SHOWN = 3;
const FEW = 4; // rows that can be larger
const MOST_PAGES = 5; // a wall that shows page nine is watched by nobody

/** Draw into `section` and return how many pages this board has on this screen.
 *  scene: {board, page, covered, turn}: rows before index `covered` are kept secret; fresh: fade it in. */
export function drawBoard(section, scene, voice, fresh) {
  const { table, body, box } = emptyTable(scene, voice);
  const head = el("div", "head");
  section.replaceChildren(el("div", fresh ? "scene fresh" : "scene", head, box, ...tail(scene, voice)));
  const { rows } = scene.board;
  const most = rowsThatFit(box);
  const { fits, pages } = paging(rows.length, most);
  const page = Math.min(pageOf(scene, fits), pages - 1);
  const some = rows.slice(page * fits, (page + 1) * fits);
  const turned = scene.covered === null ? Math.min(MOST_PAGES, pages) : pages; // a reveal comes by all of them
  head.append(...title(scene.board, { page, pages: turned, shown: turned * fits }, voice));
  table.style.setProperty("--rows", some.length);
  table.classList.toggle("few", some.length <= FEW && most >= FEW + 2);
  body.append(...some.map((row, at) => rowOf(row, page * fits + at, scene, voice)));
  if (!some.length) box.replaceChildren(el("p", "empty", voice.say("empty.team")));
  return turned;
}

function paging(rows, most) {
  const pages = Math.ceil(rows / most) || 1;
  return { pages, fits: Math.ceil(rows / pages) };
}

function pageOf({ board, page, covered }, fits) {
  if (covered === null) return page;
  return Math.floor(Math.max(0, Math.min(covered, board.rows.length - 1)) / (fits || 1)); // the row uncovered last, or the last of all
}

function rowsThatFit(box) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.max(3, Math.floor((box.clientHeight / rem - 2) / 3.3)); // board.css: a head of 2 rem, rows of 3.3 or more
}

function title({ kind, story, titles, rows }, { page, pages, shown }, { say, language }) {
  const name = kind === "story" ? cut(inLanguage(titles?.[story], language), TITLE_CELLS) : "";
  const upper = shown < rows.length ? say("page.upper", { n: shown, all: rows.length }) : "";
  const where = pages > 1 ? say("page", { page: page + 1, pages }) : "";
  const heading = el("h2", "", say(`board.${kind}`, { story: name || say("hidden.story") }));
  return [heading, el("span", "page", [upper, where].filter(Boolean).join(" · "))];
}

function emptyTable({ board }, { say }) {
  const heads = columnsOf(board).map((column) => el("th", column, say(`column.${column}`)));
  heads.forEach((head) => (head.scope = "col"));
  const body = el("tbody");
  const table = el("table", board.kind, el("thead", "", el("tr", "", ...heads)), body);
  return { table, body, box: el("div", "box", table) };
}

function columnsOf({ kind }) {
  const about = kind === "team" ? ["spark", "played"] : ["team", "spark"];
  return ["place", "change", "name", ...about, "score"];
}

function rowOf(row, at, { board, covered }, voice) {
  const columns = columnsOf(board);
  if (covered !== null && at < covered) return coveredRow(row, columns, voice);
  const cells = cellsOf(row, board.kind, voice);
  const line = el("tr", `place-${row.place}`, ...columns.map((column) => cell(column, cells[column])));
  if (at === covered) line.classList.add("uncovered");
  return line;
}

function coveredRow({ place }, columns, { say }) {
  const cells = { place: medal(place), name: say("reveal.covered") };
  return el("tr", "covered", ...columns.map((column) => cell(column, cells[column] ?? "")));
}

function cellsOf(row, kind, { say, language }) {
  const { way, words } = change(row.change, say);
  return {
    place: medal(row.place),
    change: el("span", way, words),
    name: named(nameOf(row, kind, say, language, NAME_CELLS)),
    team: named(cut(row.team, NAME_CELLS)),
    spark: sparkline(row.spark),
    played: played(row, say),
    score: points(row.score),
  };
}

function cell(column, content) {
  const made = el(column === "name" ? "th" : "td", column, content);
  if (column === "name") made.scope = "row";
  return made;
}

function medal(place) {
  return el("span", "medal", String(place ?? "–"));
}

/** A row's name as it is shown; someone who wishes no name is "a team mate". */
export function nameOf(row, kind, say, language, cells) {
  return cut(inLanguage(row.name, language), cells) || say(kind === "team" ? "hidden.team" : "hidden.member");
}

function played({ members, played: some }, say) {
  if (!Number.isFinite(some)) return "";
  return say("played", { members, played: some });
}

function tail({ board, covered, turn }, voice) {
  const filling = board.filling ?? [];
  return covered === null && filling.length ? [fillingLine(filling, turn, voice)] : [];
}

function fillingLine(filling, turn, { say, language }) {
  const from = (turn % Math.ceil(filling.length / FILLING_SHOWN)) * FILLING_SHOWN;
  const items = filling.slice(from, from + FILLING_SHOWN).map((row) => {
    const lacking = say("filling.lacking", { n: Math.max(0, row.needed - row.played) });
    return el("li", "", named(nameOf(row, "team", say, language, SHORT_CELLS)), el("span", "lacking", lacking));
  });
  return el("div", "filling", el("h3", "", say("filling", { n: filling.length })), el("ul", "", ...items));
}
