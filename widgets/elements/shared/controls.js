// Controls: the browser's own, with labels.

import { chip, el, isBehind, tokenName } from "./dom.js";

let count = 0;
const fresh = () => `control-${++count}`;

// All controls have `element`, `show(value)`, and call `change` with a value.

// Some controls in a row.
export function controls(...parts) {
  const elements = parts.map((part) => part.element ?? part);
  return el("div", { class: "controls" }, elements);
}

// A number between two ends. `format` makes the words beside it.
export class Slider {
  constructor({ label, min, max, step = 1, format = String, change }) {
    const id = fresh();
    this.format = format;
    this.input = el("input", { type: "range", id, min, max, step });
    this.output = el("output", { for: id });
    this.input.oninput = () => {
      this.#say();
      change(Number(this.input.value));
    };
    this.element = el(
      "div",
      { class: "control slider" },
      el("label", { for: id }, label),
      this.input,
      this.output,
    );
  }

  show(value) {
    this.input.value = value;
    this.#say();
  }

  #say() {
    const words = this.format(Number(this.input.value));
    this.output.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
  }
}

// A line of text, taken as it is typed.
export class TextField {
  constructor({ label, maxLength = 40, size = 12, mode = "text", change }) {
    const id = fresh();
    this.input = el("input", {
      type: "text",
      id,
      size,
      maxLength,
      inputMode: mode,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: false,
    });
    this.input.oninput = () => change(this.input.value);
    this.element = el(
      "div",
      { class: "control field" },
      el("label", { for: id }, label),
      this.input,
    );
  }

  show(value) {
    if (this.input.value !== value) this.input.value = value;
  }
}

// A number, typed or stepped up and down; what is not a number yet waits. The
// label is not seen, so what stands around it must name it too.
export class NumberField {
  constructor({ label, step = 0.5, change }) {
    this.input = el("input", { type: "number", step, "aria-label": label });
    this.input.oninput = () => {
      const value = this.input.valueAsNumber;
      if (Number.isFinite(value)) change(value);
    };
    this.input.onblur = () => this.show(this.value);
    this.element = this.input;
  }

  show(value) {
    this.value = value;
    if (this.input.valueAsNumber !== value) this.input.value = value;
  }
}

// A button.
export class Button {
  constructor({ text, label, change }) {
    this.element = el("button", { type: "button", onclick: () => change() });
    if (label) this.element.setAttribute("aria-label", label);
    this.element.textContent = text;
  }

  show(text) {
    this.element.textContent = text;
  }

  set disabled(value) {
    this.element.disabled = value;
  }
}

// Yes or no.
export class Check {
  constructor({ label, change }) {
    const id = fresh();
    this.input = el("input", { type: "checkbox", id });
    this.input.onchange = () => change(this.input.checked);
    this.element = el(
      "div",
      { class: "control check" },
      this.input,
      el("label", { for: id }, label),
    );
  }

  show(value) {
    this.input.checked = value;
  }
}

// One of a few: `options` are pairs of a value and its name (text or a node).
export class Choice {
  constructor({ label, options, change, look = "choice" }) {
    const name = fresh();
    this.inputs = options.map(([value]) =>
      el("input", { type: "radio", name, value, id: `${name}-${value}` }),
    );
    this.values = options.map(([value]) => value);
    const parts = options.map(([, text], i) => [
      this.inputs[i],
      el("label", { for: this.inputs[i].id }, text),
    ]);
    this.element = el(
      "fieldset",
      { class: `control ${look}` },
      el("legend", {}, label),
      parts,
    );
    this.element.onchange = () => {
      change(this.values[this.inputs.findIndex((input) => input.checked)]);
    };
  }

  show(value) {
    this.inputs.forEach((input, i) => {
      input.checked = this.values[i] === value;
    });
  }
}

// One token of the vocabulary, as chips.
export class TokenChoice extends Choice {
  constructor({ label, change }) {
    const tokens = Array.from({ length: 27 }, (_, token) => token);
    super({
      label,
      change,
      look: "tokens",
      options: tokens.map((token) => [token, chip(token)]),
    });
    this.inputs.forEach((input, token) => {
      input.setAttribute("aria-label", tokenName(token));
    });
  }
}

// A position of a text that the model reads: its tokens, as chips.
export class PositionChoice {
  constructor(options) {
    this.options = options;
    this.element = el("div");
  }

  show(position, tokens) {
    const text = tokens.join(" ");
    if (text !== this.text) {
      this.text = text;
      const options = tokens.map((token, i) => [i, chip(token)]);
      this.choice = new Choice({ ...this.options, options, look: "tokens" });
      this.element.replaceChildren(this.choice.element);
    }
    this.choice.show(position);
  }
}

// One of many, in a list.
export class Select {
  constructor({ label, options, change }) {
    const id = fresh();
    this.values = options.map(([value]) => value);
    this.input = el(
      "select",
      { id },
      options.map(([, text], i) => el("option", { value: i }, text)),
    );
    this.input.onchange = () => change(this.values[this.input.value]);
    this.element = el(
      "div",
      { class: "control" },
      el("label", { for: id }, label),
      this.input,
    );
  }

  show(value) {
    this.input.value = this.values.indexOf(value);
  }
}

// A step of several, one at a time: first, back, forward, and where it is.
export class Stepper {
  constructor({ label, change }) {
    const button = (text, name, to) => {
      // The next click may come before this one is shown.
      const onclick = () => {
        this.value = Math.min(Math.max(to(), 0), this.last);
        change(this.value);
      };
      return el("button", { type: "button", "aria-label": name, onclick }, text);
    };
    this.first = button("|◀", `${label}: first`, () => 0);
    this.back = button("◀", `${label}: back`, () => this.value - 1);
    this.next = button("▶", `${label}: next`, () => this.value + 1);
    this.place = el("span", { class: "place" });
    this.element = el(
      "div",
      { class: "control stepper", role: "group", "aria-label": label },
      this.first,
      this.back,
      this.next,
      this.place,
    );
    this.label = label;
  }

  // `value` goes from 0 to `last`.
  show(value, last) {
    if (!isBehind(this.element)) this.value = value;
    this.last = last;
    // A button that is disabled loses the focus, and the reader the place.
    for (const [button, is] of [
      [this.first, value === 0],
      [this.back, value === 0],
      [this.next, value === last],
    ]) {
      button.setAttribute("aria-disabled", is);
    }
    this.place.textContent = `${this.label} ${value} of ${last}`;
  }
}
