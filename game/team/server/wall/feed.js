// The board documents, kept fresh: asked for every few seconds, kept while the server is away.

export const TEAM = "kind=team"; // boards are called by their query
const EVERY_S = 5;
const LONGEST_WAIT_S = 60;
const PATIENCE_MS = 8000;

/** Ask for the boards at `address` for ever. `news()` is called after each asking; the feed itself is the state:
 *  boards: documents by query; shown: the board looked at, asked for each time like the team board, all others in turn;
 *  heard: when the server last answered well and due: when it is asked again (both in ms of Date.now());
 *  trouble: null, "away", "unreadable" or "unknown". */
export class Feed {
  boards = {};
  shown = TEAM;
  heard = null;
  due = 0;
  trouble = null;
  #address;
  #news;
  #tags = {};
  #turn = 0;
  #misses = 0;
  #skew = 0;
  #timer = 0;

  constructor(address, news) {
    this.#address = address;
    this.#news = news;
  }

  /** The queries of all boards of this contest, in the order they are shown. */
  queries() {
    const stories = Object.keys(this.boards[TEAM]?.titles ?? {});
    return [TEAM, "kind=member", ...stories.map((story) => `kind=story&story=${encodeURIComponent(story)}`)];
  }

  /** The time of the server's clock, in ms: the screen's own may be wrong. */
  now() {
    return Date.now() + this.#skew;
  }

  /** Ask now and go on asking. */
  async start() {
    clearTimeout(this.#timer);
    const others = this.queries().slice(1);
    const asked = new Set([TEAM, this.shown, others[this.#turn++ % others.length]]);
    const [trouble] = await Promise.all(Array.from(asked, (query) => this.#ask(query)));
    this.trouble = trouble;
    this.#misses = trouble ? this.#misses + 1 : 0;
    if (!trouble) this.heard = Date.now();
    this.#again();
    this.#news();
  }

  #again() {
    const wait = Math.min(LONGEST_WAIT_S, EVERY_S * 2 ** Math.max(0, this.#misses - 1));
    const spread = this.#misses * Math.random() * 1000; // screens that lost it together come back apart
    this.due = Date.now() + wait * 1000 + spread;
    this.#timer = setTimeout(() => this.start(), this.due - Date.now());
  }

  async #ask(query) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const headers = this.#tags[query] ? { "If-None-Match": this.#tags[query] } : {};
      const url = `${this.#address}?${query}`;
      return await this.#take(query, await fetch(url, { headers, cache: "no-store", signal: stop.signal }));
    } catch {
      return "away";
    } finally {
      clearTimeout(timer);
    }
  }

  async #take(query, answer) {
    if (answer.status === 304) return this.#setClock(answer);
    if ([403, 404, 410].includes(answer.status)) return this.#forget(query);
    if (!answer.ok) return "away";
    const board = await answer.json().catch(() => null);
    if (!isBoard(board)) return "unreadable";
    this.boards[query] = whole(board);
    this.#tags[query] = answer.headers.get("ETag");
    return this.#setClock(answer);
  }

  #forget(query) {
    if (query !== TEAM) delete this.boards[query]; // the last team board stays on the wall
    delete this.#tags[query];
    return "unknown";
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

/** The board with a row for each place that the server keeps back while it reveals one by one. */
function whole(board) {
  const covered = Math.min(Math.max(0, Number(board.reveal?.covered) || 0), 1000);
  const secret = Array.from({ length: covered }, () => ({ place: null, id: "", name: "", score: 0, spark: [] }));
  return { ...board, rows: [...secret, ...board.rows] };
}

function areObjects(list) {
  return Array.isArray(list) && list.every((item) => item && typeof item === "object");
}
