// Small marks of a row: its sparkline, its change of place, its numbers.

const SVG = "http://www.w3.org/2000/svg";
const [WIDE, HIGH, EDGE] = [100, 32, 4];
const MOST = 40; // points drawn; older ones say nothing at this size

/** The way of a score as a line that ends in a dot, or null with fewer than two points. */
export function sparkline(values) {
  const points = (Array.isArray(values) ? values : []).filter(Number.isFinite).slice(-MOST);
  if (points.length < 2) return null;
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const x = (at) => EDGE + (at / (points.length - 1)) * (WIDE - 2 * EDGE);
  const y = (value) => HIGH - EDGE - ((value - low) / (high - low || 1)) * (HIGH - 2 * EDGE);
  const line = points.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const dot = { cx: x(points.length - 1), cy: y(points.at(-1)), r: EDGE - 0.5 };
  const picture = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "spark", "aria-hidden": "true" });
  picture.append(shape("polyline", { points: line }), shape("circle", dot));
  return picture;
}

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

/** How a row moved: its direction ("up", "down", "same", "new") and the words for it. */
export function change(moved, say) {
  if (!Number.isFinite(moved)) return { way: "new", words: say("change.new") };
  const way = moved > 0 ? "up" : moved < 0 ? "down" : "same";
  return { way, words: say(`change.${way}`, { n: Math.abs(moved) }) };
}

/** A score as it is printed: whole, or with one decimal. */
export function points(score) {
  return Number.isFinite(score) ? String(Number(score.toFixed(1))) : "–";
}
