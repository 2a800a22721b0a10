// Outside text made harmless and fitted: names come from other people's keyboards.

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const LONGEST = 2000; // characters looked at; nobody reads further on a wall

/** Text without control characters, bidi overrides and towers of marks, on one line; "" for anything but text. */
export function clean(text) {
  if (typeof text !== "string") return "";
  const line = text.slice(0, LONGEST).replace(/\s+/gu, " ");
  return line.replace(UNSEEN, "").replace(PILED_MARKS, "$1").trim();
}

/** Cleaned text of at most so many terminal cells (a Chinese character takes two), "…" in place of the rest. */
export function cut(text, cells) {
  const letters = graphemes(clean(text));
  let used = letters.reduce((sum, letter) => sum + width(letter), 0);
  if (used <= cells) return letters.join("");
  while (used > cells - 1) used -= width(letters.pop());
  return letters.join("").trimEnd() + "…";
}

function width(letter) {
  return WIDE.test(letter) ? 2 : 1;
}

function graphemes(text) {
  if (!Intl.Segmenter) return Array.from(text); // browsers of older screens
  return Array.from(new Intl.Segmenter().segment(text), (part) => part.segment);
}

/** Say words of a catalogue: `say("page", {page: 1, pages: 2})`. */
export function speaker(words) {
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A text that the server may send once ("…") or in each language ({"zh": "…", "en": "…"}). */
export function inLanguage(text, language) {
  return text && typeof text === "object" ? (text[language] ?? text.zh ?? text.en) : text;
}
