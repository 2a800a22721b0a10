// The wall of one contest: polls its boards, turns their pages, and uncovers the places after the close.

import { drawBoard } from "./board.js";
import { phaseOf } from "./contest.js";
import { $, changed, el } from "./dom.js";
import { Feed, TEAM } from "./feed.js";
import { drawHead } from "./head.js";
import { drawSide, joinBox, spotlight } from "./side.js";
import { clean, cut, inLanguage, speaker } from "./text.js";

const TURN_MS = 12000;
const APPLAUSE_MS = 60000;
const TITLE_CELLS = 40;

const slug = decodeURIComponent(location.pathname.split("/").filter(Boolean).pop() ?? "");
const boards = new URL(`../api/contests/${encodeURIComponent(slug)}/board.json`, import.meta.url);
const catalogues = {};
const feed = new Feed(boards.href, onNews);
const shown = { language: firstLanguage(), page: 0, pages: 1, turn: 0, held: false };
const reveal = { covered: null, done: 0, led: false };
// covered: how many places from the top are still secret; null: no reveal; led: the organiser uncovers, not this screen
let phase = null;

function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}

// What happens

function onNews() {
  const before = phase;
  phase = team() ? phaseOf(team().contest, feed.now()) : null;
  if (team()?.reveal) follow(team().reveal.covered, true);
  else if (reveal.led) follow(0, false);
  else if (["frozen", "closed"].includes(before) && phase === "final") startReveal();
  draw();
}

/** The organiser uncovers one by one, on every screen alike; the last one comes with the whole board. */
function follow(covered, led) {
  feed.shown = TEAM;
  if (covered !== reveal.covered) Object.assign(reveal, { covered, done: Date.now() });
  reveal.led = led;
}

function turn() {
  if (!team()) return;
  if (reveal.covered === 0 && Date.now() - reveal.done > APPLAUSE_MS) reveal.covered = null;
  if (!shown.held && reveal.covered === null) flip(1);
}

function flip(by) {
  shown.turn = Math.max(0, shown.turn + by);
  shown.page += by;
  if (shown.page < 0 || shown.page >= shown.pages) nextBoard(by);
  draw();
}

function nextBoard(by) {
  const worthShowing = feed.queries().filter((query) => query === TEAM || hasNews(feed.boards[query]));
  const at = worthShowing.indexOf(feed.shown) + by;
  feed.shown = worthShowing.at(at % worthShowing.length);
  shown.page = 0;
}

function hasNews(board) {
  const { state, frozen } = team().contest; // a board from before the reveal says nothing after it
  return board?.rows.length && board.contest.state === state && board.contest.frozen === frozen;
}

function speak(language) {
  shown.language = language;
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address); // a reload keeps it
  draw();
}

function startReveal() {
  feed.shown = TEAM;
  shown.page = 0;
  reveal.covered = team().rows.length;
}

function uncover(by) {
  const rows = team().rows.length;
  if (reveal.covered === 0 && by > 0) reveal.covered = null;
  else reveal.covered = Math.max(0, Math.min(rows, reveal.covered - by));
  reveal.done = Date.now();
  draw();
}

function uncoverAll() {
  uncover(reveal.covered);
}

// Keys: by their place on the keyboard, since an input method may swallow the letters

const KEYS = {
  KeyL: () => speak(other()),
  KeyP: hold,
  KeyR: () => phase === "final" && (startReveal(), draw()),
  Escape: () => reveal.covered !== null && !reveal.led && uncoverAll(),
};
const STEPS = { ArrowRight: 1, PageDown: 1, Space: 1, Enter: 1, ArrowLeft: -1, PageUp: -1 };

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || onButton(event)) return;
  const step = STEPS[event.code];
  const act = step ? () => (reveal.covered === null ? flip(step) : reveal.led || uncover(step)) : KEYS[event.code];
  if (!act || !team()) return;
  event.preventDefault();
  act();
}

function onButton({ code, target }) {
  return ["Space", "Enter"].includes(code) && target instanceof HTMLButtonElement;
}

function hold() {
  shown.held = !shown.held;
  draw();
}

function other() {
  return shown.language === "zh" ? "en" : "zh";
}

// What is shown

function team() {
  return feed.boards[TEAM];
}

function board() {
  return feed.boards[feed.shown] ?? team();
}

function voice() {
  const words = catalogues[shown.language];
  return { say: speaker(words), language: shown.language, locale: words.language };
}

function draw() {
  const told = voice();
  document.documentElement.lang = told.locale;
  drawClock();
  drawKeys(told);
  $("brand").textContent = told.say("brand");
  if (!team()) return;
  const name = cut(inLanguage(team().contest.name, shown.language), TITLE_CELLS);
  $("name").replaceChildren(el("bdi", "", name));
  document.title = name;
  $("rule").textContent = clean(inLanguage(board().rule, shown.language));
  drawColumn(told);
  drawTable(told);
}

function drawTable(told) {
  const scene = { board: board(), page: shown.page, covered: reveal.covered, turn: shown.turn };
  const view = JSON.stringify([shown.language, feed.shown, shown.page, reveal.covered !== null]);
  const size = [$("board").clientWidth, $("board").clientHeight];
  if (!changed($("board"), [view, size, reveal.covered, scene.board.rows, fillingKey(scene.board)])) return;
  const fresh = $("board").dataset.view !== view;
  $("board").dataset.view = view;
  shown.pages = drawBoard($("board"), scene, told, fresh);
}

function fillingKey({ filling }) {
  return filling?.length ? [filling, shown.turn] : [];
}

function drawColumn(told) {
  const { rows, ticker, awards, titles, join } = team();
  const secret = reveal.covered === null ? [ticker, awards, titles, shown.turn] : [rows, reveal.covered];
  if (!changed($("side"), [shown.language, phase, $("side").clientHeight, join, secret])) return;
  if (reveal.covered !== null) return $("side").replaceChildren(spotlight(rows, reveal.covered, told));
  const over = phase === "closed" || phase === "final";
  drawSide($("side"), { board: team(), over, join: over ? null : joinBox(join, told), turn: shown.turn }, told);
}

function drawClock() {
  drawHead({ feed, phase, contest: team()?.contest, held: shown.held, slug, reveals: reveal.covered !== null }, voice());
}

function drawKeys({ say }) {
  const acts = reveal.covered === null ? pageKeys(say) : revealKeys(say);
  const all = [...acts, [say("key.language"), () => speak(other())]];
  const labels = all.map(([label]) => label);
  if (changed($("keys"), labels)) $("keys").replaceChildren(...all.map(([label, act, kind]) => button(label, act, kind)));
}

function pageKeys(say) {
  const again = phase === "final" ? [[say("key.reveal"), KEYS.KeyR]] : [];
  return [...again, [say("key.page"), () => flip(1)], [say(shown.held ? "key.resume" : "key.pause"), hold]];
}

function revealKeys(say) {
  if (reveal.led) return [];
  const next = team().rows[reveal.covered - 1];
  if (!next) return [[say("reveal.leave"), () => uncover(1)]];
  const label = next.place === 1 ? say("reveal.first") : say("reveal.next", { place: next.place });
  return [[label, () => uncover(1), "main"], [say("reveal.all"), uncoverAll]];
}

function button(label, act, kind) {
  const made = el("button", kind, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// The beginning

async function readWords() {
  for (const language of ["zh", "en"]) {
    const answer = await fetch(new URL(`words.${language}.json`, import.meta.url));
    if (!answer.ok) throw new Error(answer.statusText);
    catalogues[language] = await answer.json();
  }
}

async function begin() {
  try {
    await readWords();
  } catch {
    setTimeout(begin, 5000); // no words yet to say so in
    return;
  }
  draw();
  addEventListener("keydown", onKey);
  addEventListener("resize", draw);
  addEventListener("online", () => feed.start());
  setInterval(drawClock, 1000);
  setInterval(turn, TURN_MS);
  feed.start();
}

begin();
