// The wall of one contest: polls its boards, turns their pages, and uncovers the places after the close.

import { drawBoard } from "./board.js";
import { ago, hour, instant, phaseOf, span, waiting } from "./contest.js";
import { el, redraw } from "./dom.js";
import { Feed, KINDS } from "./feed.js";
import { cardsOf, joinBox, spotlight } from "./side.js";
import { clean, cut, inLanguage, speaker } from "./text.js";

const TURN_MS = 12000;
const APPLAUSE_MS = 60000;
const TITLE_CELLS = 40;
const $ = (id) => document.getElementById(id);

const slug = decodeURIComponent(location.pathname.split("/").filter(Boolean).pop() ?? "");
const boards = new URL(`../api/contests/${encodeURIComponent(slug)}/board.json`, import.meta.url);
const catalogues = {};
const feed = new Feed(boards.href, onNews);
const shown = { language: firstLanguage(), kind: "team", page: 0, pages: 1, card: 0, held: false };
const reveal = { covered: null, done: 0 }; // covered: how many places from the top are still secret; null: no reveal
let phase = null;

function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  return asked.toLowerCase().startsWith("zh") ? "zh" : "en";
}

// What happens

function onNews() {
  const before = phase;
  phase = team() ? phaseOf(team().contest, feed.now()) : null;
  if (["frozen", "closed"].includes(before) && phase === "final") startReveal();
  draw();
}

function turn() {
  if (reveal.covered === 0 && Date.now() - reveal.done > APPLAUSE_MS) reveal.covered = null;
  if (!shown.held && reveal.covered === null) flip(1);
}

function flip(by) {
  shown.card += by;
  shown.page += by;
  if (shown.page < 0 || shown.page >= shown.pages) nextBoard(by);
  draw();
}

function nextBoard(by) {
  const kinds = KINDS.filter((kind) => kind === "team" || feed.boards[kind]?.rows.length);
  const at = kinds.indexOf(shown.kind) + by;
  shown.kind = kinds[(at + kinds.length) % kinds.length];
  shown.page = 0;
}

function speak(language) {
  shown.language = language;
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address); // a reload keeps it
  draw();
}

function startReveal() {
  Object.assign(shown, { kind: "team", page: 0 });
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
  Escape: () => reveal.covered !== null && uncoverAll(),
};
const STEPS = { ArrowRight: 1, PageDown: 1, Space: 1, Enter: 1, ArrowLeft: -1, PageUp: -1 };

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || onButton(event)) return;
  const step = STEPS[event.code];
  const act = step ? () => (reveal.covered === null ? flip(step) : uncover(step)) : KEYS[event.code];
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
  return feed.boards.team;
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
  $("rule").textContent = clean(inLanguage(team().rule, shown.language));
  drawTable(told);
  redraw($("side"), sideKey(), () => side(told));
}

function drawTable(told) {
  const covered = reveal.covered;
  const board = feed.boards[shown.kind] ?? team();
  const scene = { kind: shown.kind, board, page: shown.page, covered };
  const view = [shown.language, shown.kind, shown.page, covered !== null];
  const size = [innerWidth, innerHeight, $("board").clientHeight];
  redraw($("board"), [view, size, covered, board.rows, board.filling], () => {
    const fresh = $("board").dataset.view !== String(view);
    $("board").dataset.view = String(view);
    shown.pages = drawBoard($("board"), scene, told, fresh);
    return Array.from($("board").childNodes);
  });
}

function sideKey() {
  return [shown, phase, reveal.covered, team().ticker, team().awards, team().join, reveal.covered !== null && team().rows];
}

function side(told) {
  if (reveal.covered !== null) return [spotlight(team().rows, reveal.covered, told)];
  const cards = cardsOf(team(), told);
  const card = cards.length ? cards[((shown.card % cards.length) + cards.length) % cards.length]() : null;
  const join = phase === "final" || phase === "closed" ? null : joinBox(team().join, told);
  return [join, card].filter(Boolean);
}

function drawClock() {
  const { say, locale } = voice();
  const heard = feed.heard === null ? null : ago(Date.now() - feed.heard, say);
  const banner = bannerOf(say, locale, heard);
  $("banner").hidden = !banner;
  $("banner").className = feed.trouble ? "trouble" : "";
  setText("banner", banner);
  setText("age", heard ? say("age.said", { age: heard }) : say("loading"));
  if (!team()) return;
  const wait = waiting(team().contest, phase, feed.now());
  setText("state", wait ? `${say(`state.${phase}`)} · ${say(`until.${wait.until}`)}` : say(`state.${phase}`));
  setText("countdown", wait ? span(wait.ms, say) : "");
}

function setText(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function bannerOf(say, locale, age) {
  const wait = Math.max(0, Math.ceil((feed.due - Date.now()) / 1000));
  if (feed.trouble === "unknown") return say("banner.unknown", { slug: cut(slug, 64) });
  if (feed.trouble) return say(`banner.${age ? feed.trouble : "nothing-yet"}`, { age, wait });
  if (phase === "frozen" || phase === "closed") return stopped(say, locale);
  return shown.held ? say("banner.paused") : "";
}

function stopped(say, locale) {
  const at = instant(team().contest.freezes);
  const words = phase === "frozen" ? "banner.frozen" : "banner.held";
  return at !== null && at <= feed.now() ? say(words, { time: hour(at, locale) }) : say(`${words}-still`);
}

function drawKeys({ say }) {
  const acts = reveal.covered === null ? pageKeys(say) : revealKeys(say);
  const language = [say("key.language"), () => speak(other())];
  const all = [...acts, language];
  redraw($("keys"), all.map(([label]) => label), () => all.map(([label, act]) => button(label, act)));
}

function pageKeys(say) {
  const again = phase === "final" ? [[say("key.reveal"), KEYS.KeyR]] : [];
  return [...again, [say("key.page"), () => flip(1)], [say(shown.held ? "key.resume" : "key.pause"), hold]];
}

function revealKeys(say) {
  const next = team().rows[reveal.covered - 1];
  if (!next) return [[say("reveal.done"), () => uncover(1)]];
  const label = next.place === 1 ? say("reveal.first") : say("reveal.next", { place: next.place });
  return [[label, () => uncover(1)], [say("reveal.all"), uncoverAll]];
}

function button(label, act) {
  const made = el("button", "", label);
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
