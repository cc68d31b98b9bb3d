// 1.7: the backward pass of a pair, line by line.

import { Stepper, TokenChoice, controls } from "../shared/controls.js";
import { LiveTable, el, percent, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

// What each line does. Before the first there is the forward pass alone.
const WORDS = [
  "Nothing has gone back yet. What will the first line give?",
  "Each logit gets its probability over n: what its slope is if it is wrong.",
  "The target loses 1/n. It alone is now negative: downhill, it rises.",
  "A weight's slope is that of its logit times the hidden number it met.",
  "A hidden number's slope is a sum over all logits it went into.",
  "ReLU lets a slope pass where it let the number pass.",
  "The first layer as the second: slope that comes back, times what went in.",
  "And the sum over all hidden numbers, for each number of the embedding.",
  "The embedding of this token gets the slopes. No other row gets anything.",
];
const LAST = WORDS.length - 1;

class BackwardStepper extends Widget {
  static initial = { token: 0, target: 21, line: LAST };

  build() {
    const choice = (label, name) =>
      new TokenChoice({ label, change: (token) => this.set({ [name]: token }) });
    this.token = choice("from", "token");
    this.target = choice("to", "target");
    this.line = new Stepper({
      label: "line",
      change: (line) => this.set({ line }),
    });
    this.table = new LiveTable(this);
    this.forward = el("p", { class: "forward" });
    return [
      this.token.element,
      this.target.element,
      controls(this.line, this.forward),
      this.table.element,
    ];
  }

  async draw({ token, target, line }) {
    const asked = { token, target };
    const at = Math.min(Math.max(Math.round(line), 0), LAST);
    this.token.show(token);
    this.target.show(target);
    this.line.show(at, LAST);
    const { probability, lines } = await this.ask("backward-stepper", asked);
    const pair = `${tokenName(token)} → ${tokenName(target)}`;
    this.forward.textContent = `${pair} has ${percent(probability)}`;
    this.table.show(
      lines.map(({ code, what, numbers }) => [
        el("code", {}, code),
        el("span", {}, withCode(what), between(what), withCode(numbers)),
      ]),
    );
    [...this.table.body.children].forEach((row, i) => {
      row.classList.toggle("now", i === at - 1);
      row.classList.toggle("later", i >= at);
    });
    this.say(WORDS[at]);
  }
}

// What comes after a shape: its numbers, below.
function between(what) {
  return what.endsWith(":") ? " " : el("br");
}

// Text in which code stands between backticks.
function withCode(text) {
  return text
    .split("`")
    .map((part, i) => (i % 2 ? el("code", {}, part) : part));
}

define("backward-stepper", BackwardStepper);
