"use strict";

const here = document.currentScript.src.replace(/\/files\/[^/]*$/, ""); // a proxy may have put us below a path
const form = document.getElementById("join"), fault = document.getElementById("fault");

async function join(event) {
  event.preventDefault();
  const language = document.documentElement.lang.slice(0, 2);
  const typed = Object.fromEntries(new FormData(form));
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(`${here}/join`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": language },
      body: JSON.stringify({ ...typed, language }),
    });
    if (answer.ok) return location.replace(here);
    fault.textContent = (await answer.json()).sentence;
  } catch {
    fault.textContent = fault.dataset.away;
  }
  button.disabled = false;
}

// A browser that was brought here by a link of another site kept to itself, at first, who it is.
async function comeBack() {
  const answer = await fetch(`${here}/known`);
  if (answer.ok && (await answer.json()).known) location.replace(here);
}

form.addEventListener("submit", join);
comeBack().catch(() => {});
