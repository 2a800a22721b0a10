// The head of the page and its banner: what state the contest is in, how long still, how old all this is.

import { ago, hour, instant, span, waiting } from "./contest.js";
import { $ } from "./dom.js";
import { cut } from "./text.js";

/** Draw what changes with the clock. told: {feed, phase, contest (or undefined), held, slug, reveals}. */
export function drawHead(told, { say, locale }) {
  const { feed, phase, contest } = told;
  const age = feed.heard === null ? null : ago(Date.now() - feed.heard, say);
  const banner = bannerOf(told, age, say, locale);
  $("banner").hidden = !banner;
  $("banner").className = feed.trouble ? "trouble" : "";
  setText("banner", banner);
  setText("age", age ? say("age.said", { age }) : say("loading"));
  if (!contest) return;
  const wait = waiting(contest, phase, feed.now());
  const state = say(told.reveals ? "state.reveal" : `state.${phase}`);
  setText("state", wait ? `${state} · ${say(`until.${wait.until}`)}` : state);
  setText("countdown", wait ? span(wait.ms, say) : "");
}

function setText(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function bannerOf({ feed, phase, contest, held, slug, reveals }, age, say, locale) {
  const wait = Math.max(0, Math.ceil((feed.due - Date.now()) / 1000));
  if (feed.trouble === "unknown") return say("banner.unknown", { slug: cut(slug, 64) });
  if (feed.trouble) return say(`banner.${age ? feed.trouble : "nothing-yet"}`, { age, wait });
  if (reveals) return "";
  if (phase === "frozen" || phase === "closed") return stopped(phase, contest, feed.now(), say, locale);
  return held ? say("banner.paused") : "";
}

function stopped(phase, { freezes }, now, say, locale) {
  const at = instant(freezes);
  const words = phase === "frozen" ? "banner.frozen" : "banner.held";
  return at !== null && at <= now ? say(words, { time: hour(at, locale) }) : say(`${words}-still`);
}
