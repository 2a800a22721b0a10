// The time of a page that is looked at by a test: it stands still until it is told how much of it goes by.
// Answers of the server take none of it: before the next timer fires, all that was asked has been answered.

(() => {
  const fetches = new Set();
  const timers = new Map();
  const { fetch, Date: Calendar } = window;
  let now = MOMENT;
  let made = 0;

  /** All that is under way has come to its end. */
  async function quiet() {
    await breath();
    while (fetches.size) {
      await Promise.allSettled(fetches);
      await breath();
    }
  }

  /** Let so much time go by, with all that happens in it. */
  async function pass(seconds) {
    const end = now + seconds * 1000;
    await quiet();
    for (let timer = next(); timer?.due <= end; timer = next()) {
      now = timer.due;
      timer.due += timer.every ?? Infinity;
      timer.act();
      await quiet();
    }
    now = end;
  }

  function breath() {
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = done;
      port2.postMessage(null);
    });
  }

  function next() {
    return [...timers.values()].reduce((first, timer) => (first?.due <= timer.due ? first : timer), null);
  }

  function set(timer) {
    timers.set(++made, timer);
    return made;
  }

  async function answered(asked) {
    const answer = await fetch(...asked);
    const text = await answer.text();
    answer.json = async () => JSON.parse(text); // read at once: no answer is on its way when time goes on
    return answer;
  }

  window.fetch = (...asked) => {
    const coming = answered(asked);
    fetches.add(coming);
    coming.finally(() => fetches.delete(coming)).catch(() => {});
    return coming;
  };
  window.Date = class extends Calendar {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }

    static now() {
      return now;
    }
  };
  window.setTimeout = (act, ms = 0) => set({ act, due: now + ms });
  window.setInterval = (act, ms) => set({ act, due: now + ms, every: ms });
  window.clearTimeout = window.clearInterval = (timer) => timers.delete(timer);
  window.clock = { quiet, pass };
})();
