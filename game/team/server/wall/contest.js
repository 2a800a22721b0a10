// What a contest document says about time: its phase, its countdown, its age.

/** An instant in ms from a document (ISO text, or seconds), or null where there is none. */
export function instant(value) {
  const ms = typeof value === "number" ? value * 1000 : Date.parse(value ?? "");
  return Number.isFinite(ms) ? ms : null;
}

/** "planned", "open", "frozen" (open, board stopped), "closed" (over, places still secret) or "final". */
export function phaseOf({ state, frozen, opens, closes }, now) {
  if (state === "revealed") return "final";
  if (state === "closed" || now >= (instant(closes) ?? Infinity)) return "closed";
  if (state === "planned" || now < (instant(opens) ?? -Infinity)) return "planned";
  return frozen || state === "frozen" ? "frozen" : "open";
}

/** What is waited for, or null: {until: "opens" or "closes", ms: how long it takes}. */
export function waiting(contest, phase, now) {
  const until = { planned: "opens", open: "closes", frozen: "closes" }[phase];
  const at = until ? instant(contest[until]) : null;
  return at !== null && at > now ? { until, ms: at - now } : null;
}

/** A span as "1:02:03", with whole days said in words. */
export function span(ms, say) {
  const seconds = Math.ceil(ms / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const time = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const days = Math.floor(seconds / 86400);
  return days ? say("days", { days, time }) : time;
}

/** How long ago, in words: exact enough to see whether to trust the board. */
export function ago(ms, say) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 10) return say("age.now");
  if (seconds < 60) return say("age.seconds", { n: seconds });
  if (seconds < 3600) return say("age.minutes", { n: Math.floor(seconds / 60) });
  return say("age.hours", { n: Math.floor(seconds / 3600) });
}

/** The hour and minute of an instant on this screen's clock. */
export function hour(ms, language) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}
