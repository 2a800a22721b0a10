// The only way this page makes elements: text goes in as text, never as markup.

/** A new element with a class and children; strings become text. */
export function el(tag, name = "", ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A person's or a team's name: set apart, so that its writing direction turns nothing else around. */
export function named(text) {
  return el("bdi", "name", text);
}

const drawn = new WeakMap();

/** Fill `node` anew, but only when what it shows has changed: focus stays and nothing flickers. */
export function redraw(node, shown, build) {
  const key = JSON.stringify(shown);
  if (drawn.get(node) === key) return;
  drawn.set(node, key);
  node.replaceChildren(...build());
}
