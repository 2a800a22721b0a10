// The only way this page makes elements: text goes in as text, never as markup.

/** The element of the page with this id. */
export const $ = (id) => document.getElementById(id);

/** A new element with a class and children; strings become text. */
export function el(tag, name = "", ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A person's or a team's name: set apart, so that its writing direction turns nothing else around. */
export function named(text) {
  return el("bdi", "name", text);
}

const drawn = new WeakMap();

/** Whether `node` has to be drawn anew to show this: what stays untouched keeps its focus and does not flicker. */
export function changed(node, shown) {
  const key = JSON.stringify(shown);
  if (drawn.get(node) === key) return false;
  drawn.set(node, key);
  return true;
}
