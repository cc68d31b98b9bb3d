// What the widgets of this step have in common: a name, and the model that
// reads it.

import { Choice, TextField } from "../shared/controls.js";
import { el, fixed, tokenName } from "../shared/dom.js";

// `also` is what else a new name changes in the state.
export const nameControl = (widget, also = () => ({})) =>
  new TextField({
    label: "name",
    maxLength: 15,
    change: (name) => widget.set({ name, ...also(name) }),
  });

export const modelControl = (widget) =>
  new Choice({
    label: "model",
    options: [
      [false, "untrained"],
      [true, "trained"],
    ],
    change: (trained) => widget.set({ trained }),
  });

// "m at position 3"
export function positionName(position, tokens) {
  return `${tokenName(tokens[position])} at position ${position}`;
}

// "0.1234 − 0.3000 = −0.1766": terms and what they add up to. With fewer digits
// a small term would seem to change nothing.
export function addition(terms, sum) {
  const [first, ...rest] = terms.map((term) => fixed(term, 4));
  const signed = (text) =>
    text.startsWith("−") ? `− ${text.slice(1)}` : `+ ${text}`;
  const left = [first, ...rest.map(signed)].join(" ");
  return `${left} = ${fixed(sum, 4)}`;
}

// A label in the colour of a concept.
export const concept = (name, text) => el("span", { class: `as-${name}` }, text);
