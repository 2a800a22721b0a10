// Runs before the terminal's own script, which begins when everything has loaded: tells it where the game is and how
// large its letters may be for a whole screen of 80 by 24 to fit.
"use strict";

const here = document.currentScript.src.replace(/\/files\/[^/]*$/, ""); // a proxy may have put us below a path
const LARGEST = 16, SMALLEST = 8;
const WIDE = 0.602, HIGH = 1.32; // of a letter, in parts of its size

function letterSize() {
  const fits = Math.min(window.innerWidth / (80 * WIDE), window.innerHeight / (24 * HIGH));
  return Math.max(SMALLEST, Math.min(LARGEST, Math.floor(fits)));
}

// Keys go to the game as soon as it has painted; told any sooner that somebody is here, it would miss it.
function listen(_, watching) {
  if (!document.body.classList.contains("-first-byte")) return;
  watching.disconnect();
  document.querySelector("#terminal textarea").focus();
}

async function forget(event) {
  event.preventDefault();
  await fetch(`${here}/forget`, { method: "POST" });
  location.replace(here);
}

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = `${here.replace(/^http/, "ws")}/socket`;
  terminal.dataset.fontSize = String(letterSize());
  document.getElementById("forget").addEventListener("click", forget);
  new MutationObserver(listen).observe(document.body, { attributeFilter: ["class"] });
});
