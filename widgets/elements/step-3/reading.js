// What the widgets of this step have in common: a name, a position in it, and
// the model that reads it.

import { Choice, TextField } from "../shared/controls.js";
import { chip, el, fixed, tokenName } from "../shared/dom.js";

// `also` is what else a new name changes in the state.
export const nameField = (widget, also = () => ({})) =>
  new TextField({
    label: "name",
    maxLength: 15,
    change: (name) => widget.set({ name, ...also(name) }),
  });

export const modelChoice = (widget) =>
  new Choice({
    label: "model",
    options: [
      [false, "untrained"],
      [true, "trained"],
    ],
    change: (trained) => widget.set({ trained }),
  });

// A position of a name, as the chips of its tokens.
export class PositionChoice extends Choice {
  constructor({ label, change }) {
    const options = Array.from({ length: 16 }, (_, position) => [position, ""]);
    super({ label, change, options, look: "tokens" });
  }

  show(position, tokens) {
    super.show(position);
    this.inputs.forEach((input, i) => {
      const label = input.nextElementSibling;
      label.hidden = input.disabled = i >= tokens.length;
      if (label.hidden) return;
      label.replaceChildren(chip(tokens[i]));
      input.setAttribute("aria-label", positionName(i, tokens));
    });
  }
}

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
