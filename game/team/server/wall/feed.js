// The board documents, kept fresh: asked for every few seconds, kept while the server is away.

export const KINDS = ["team", "member", "story"];
const EVERY_S = 5;
const LONGEST_WAIT_S = 60;
const PATIENCE_MS = 8000;

/** Ask for the boards below `address` for ever. `news()` is called after each asking; the feed itself is the state:
 *  boards: documents by kind; heard: when the server last answered well (ms, its clock is `now()`);
 *  trouble: null, "away", "unreadable" or "unknown"; due: when it is asked again (ms of Date.now()). */
export class Feed {
  boards = {};
  heard = null;
  trouble = null;
  due = 0;
  #address;
  #news;
  #tags = {};
  #misses = 0;
  #skew = 0;
  #timer = 0;

  constructor(address, news) {
    this.#address = address;
    this.#news = news;
  }

  /** The time of the server's clock, in ms: the screen's own may be wrong. */
  now() {
    return Date.now() + this.#skew;
  }

  /** Ask now and go on asking. */
  async start() {
    clearTimeout(this.#timer);
    const [team, ...others] = await Promise.all(KINDS.map((kind) => this.#ask(kind)));
    this.trouble = team;
    this.#misses = team ? this.#misses + 1 : 0;
    if (!team) this.heard = Date.now();
    KINDS.slice(1).forEach((kind, at) => others[at] === "unknown" && this.#forget(kind));
    this.#again();
    this.#news();
  }

  #forget(kind) {
    delete this.boards[kind];
    delete this.#tags[kind];
  }

  #again() {
    const wait = Math.min(LONGEST_WAIT_S, EVERY_S * 2 ** Math.max(0, this.#misses - 1));
    const spread = this.#misses * Math.random() * 1000; // screens that lost it together come back apart
    this.due = Date.now() + wait * 1000 + spread;
    this.#timer = setTimeout(() => this.start(), this.due - Date.now());
  }

  async #ask(kind) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const headers = this.#tags[kind] ? { "If-None-Match": this.#tags[kind] } : {};
      const url = `${this.#address}?kind=${kind}`;
      return await this.#take(kind, await fetch(url, { headers, cache: "no-store", signal: stop.signal }));
    } catch {
      return "away";
    } finally {
      clearTimeout(timer);
    }
  }

  async #take(kind, answer) {
    if (answer.status === 304) return this.#setClock(answer);
    if ([403, 404, 410].includes(answer.status)) return "unknown";
    if (!answer.ok) return "away";
    const board = await answer.json().catch(() => null);
    if (!isBoard(board)) return "unreadable";
    this.boards[kind] = board;
    this.#tags[kind] = answer.headers.get("ETag");
    return this.#setClock(answer);
  }

  #setClock(answer) {
    const skew = Date.parse(answer.headers.get("Date")) - Date.now();
    if (Math.abs(skew - this.#skew) > 2000) this.#skew = skew; // the header knows whole seconds only
    return null;
  }
}

function isBoard(board) {
  const lists = board && [board.rows, board.filling ?? [], board.ticker ?? [], board.awards ?? []];
  return Boolean(lists) && Boolean(board.contest) && lists.every(areObjects);
}

function areObjects(list) {
  return Array.isArray(list) && list.every((item) => item && typeof item === "object");
}
