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

// "0.12 − 0.30": terms, as they are added up.
export function added(terms, digits = 2) {
  const [first, ...rest] = terms.map((term) => fixed(term, digits));
  const signed = (text) =>
    text.startsWith("−") ? `− ${text.slice(1)}` : `+ ${text}`;
  return [first, ...rest.map(signed)].join(" ");
}

// A label in the colour of a concept.
export const concept = (name, text) => el("span", { class: `as-${name}` }, text);
