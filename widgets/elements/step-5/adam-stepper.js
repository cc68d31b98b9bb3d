// 5.3: one parameter through Adam's five lines.

import { Button, Choice, Stepper, TextField, controls } from "../shared/controls.js";
import { LiveTable, el, fixed } from "../shared/dom.js";
import { PointedFrame, drawBars } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

const LINES = 5;
const COLUMNS = 4;

const HISTORIES = [
  ["", "the run"],
  [Array(8).fill("0.1").join(" "), "constant"],
  [Array(4).fill("0.1 -0.1").join(" "), "alternating"],
  [
    "0.02 0.023 0.027 0.031 0.036 0.042 0.049 0.057 0.066 0.077 0.09 0.105",
    "rising",
  ],
  ["0 0 0.5 0 0 0 0 0", "rare"],
  [Array(8).fill("1e-6").join(" "), "tiny"],
];

// A number in few characters, whatever its size.
function brief(number) {
  const size = Math.abs(number);
  if (size === 0 || (size >= 1e-4 && size < 1e3)) return fixed(number, 5);
  return tiny(number);
}

function tiny(number) {
  if (number === 0) return "0";
  return number.toExponential(2).replace("e+", "e").replace(/^-/, "−");
}

// A number as it is typed, with three digits.
function typed(number) {
  return String(Number(number.toPrecision(3)));
}

class AdamStepper extends Widget {
  static initial = { gradients: "", scale: 0, line: 0, chosen: 0 };

  build() {
    this.run = Array(8).fill("0"); // until the first answer
    this.history = new Choice({
      label: "gradients",
      options: HISTORIES.map(([, name], i) => [i, name]),
      change: (i) =>
        this.set({ ...AdamStepper.initial, gradients: HISTORIES[i][0] }),
    });
    this.text = new TextField({
      label: "as numbers",
      maxLength: 150,
      size: 44,
      change: (gradients) => this.set({ gradients, scale: 0 }),
    });
    this.picture = new PointedFrame();
    this.bars = drawBars(this.picture, {
      label: "Gradients: left and right choose one, up and down change it",
      height: (bar) => Number(this.#gradients()[bar]),
      change: (bar, height) => this.#draw(bar, height),
      choose: (chosen) => this.set({ chosen }),
    });
    this.stepper = new Stepper({
      label: "line",
      change: (line) => this.set({ line }),
    });
    this.whole = new Button({
      text: "next step",
      change: () => {
        const next = (Math.floor(this.state.line / LINES) + 1) * LINES;
        this.set({ line: Math.min(next, this.stepper.last) });
      },
    });
    this.names = [...this.querySelectorAll("tbody tr")].map(
      (line) => line.cells[0],
    );
    this.window = el("p", { class: "window" });
    this.table = new LiveTable(this);
    this.heads = [...this.table.table.querySelectorAll("thead th")].slice(1);
    return [
      controls(this.history, this.text),
      this.picture.element,
      controls(this.stepper, this.whole),
      this.#code(),
      this.window,
      this.table.element,
    ];
  }

  // The lines and their formulas, as the page's own table has them.
  #code() {
    const before = [...document.querySelectorAll("main table")].filter(
      (table) => table.compareDocumentPosition(this) & 4, // the widget follows
    );
    const lines = [...before.at(-1).tBodies[0].rows];
    this.formulas = lines.map((line) => line.querySelector("math"));
    this.lines = lines.map((line) =>
      el("li", {}, line.querySelector("code").cloneNode(true)),
    );
    this.sum = el("div", { class: "adam-sum" });
    return el("div", { class: "adam-code" }, el("ol", {}, this.lines), this.sum);
  }

  // What the state asks for, as text.
  #gradients() {
    const text = this.state.gradients.replace(/[,;]/g, " ").trim();
    return text ? text.split(/\s+/) : [...this.run];
  }

  // One gradient is drawn; the scale stays while it is.
  #draw(bar, height) {
    const scale = this.state.scale || this.scale;
    const rounded = (Math.round((height / scale) * 20) / 20) * scale;
    const gradients = this.#gradients();
    gradients[bar] = typed(rounded);
    this.set({ gradients: gradients.join(" "), scale, chosen: bar });
  }

  async draw({ gradients, scale, line, chosen }) {
    const plain = gradients.replace(/[,;]/g, " ").trim();
    this.history.show(HISTORIES.findIndex(([text]) => text === plain));
    if (plain) this.text.show(gradients);
    const last = LINES * this.#gradients().length;
    line = Math.min(line, last);
    this.stepper.show(line, last);
    const args = { gradients: plain, scale, line };
    const answer = await this.ask("adam-stepper", args);
    const { steps } = answer;
    if (!plain) {
      this.run = steps.map(({ gradient }) => typed(gradient));
      this.text.show(this.run.join(" "));
    }
    this.scale = answer.scale;
    this.picture.show(answer.picture);
    const bar = Math.trunc(Math.max(chosen, 0));
    this.bars.mark(Math.min(bar, steps.length - 1));
    const now = { step: Math.ceil(line / LINES) - 1, line: (line - 1) % LINES };
    this.#showLine(answer, now);
    this.#showTable(steps, line, now);
    const whole = line ? Math.floor(line / LINES) : steps.length;
    const words = [];
    if (line) words.push(said(steps, now));
    if (whole) words.push(longest(steps.slice(0, whole), steps.length));
    this.say(words.join(" "));
  }

  #showLine({ steps, start, chosen }, now) {
    this.lines.forEach((element, i) => {
      if (i === now.line) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
    });
    if (now.step < 0) {
      const words = "▶ runs the first of the five lines, with its numbers.";
      this.sum.replaceChildren(el("p", {}, words));
      return;
    }
    const before = steps[now.step - 1] ?? { m: 0, v: 0, parameter: start };
    const parts = numbers(steps[now.step], before, now.step + 1, chosen);
    this.sum.replaceChildren(
      el("p", {}, this.formulas[now.line].cloneNode(true)),
      el("p", {}, parts[now.line]),
    );
  }

  // Four steps, the last of them the one that is running.
  #showTable(steps, line, now) {
    const first = Math.max(0, Math.min(now.step + 1, steps.length) - COLUMNS);
    const last = line ? now.step : steps.length;
    const shown = Math.min(first + COLUMNS, steps.length);
    this.window.hidden = steps.length <= COLUMNS;
    this.window.textContent = `Steps ${first + 1} to ${shown} of `
      + `${steps.length}. The table slides on to the step that runs.`;
    this.heads.forEach((head, i) => {
      head.textContent = `t = ${first + i + 1}`;
    });
    const cell = (row, i) => {
      const { text, after } = ROWS[row];
      const isRunning = i === now.step && line > 0;
      if (i > last || (isRunning && after > now.line)) return "";
      if (!steps[i]) return "";
      const isNow = isRunning && after === now.line;
      return isNow ? el("mark", {}, text(steps[i])) : text(steps[i]);
    };
    this.table.show(
      ROWS.map((_, row) => [
        el("span", {}, ...this.names[row].cloneNode(true).childNodes),
        ...this.heads.map((_, i) => cell(row, first + i)),
      ]),
    );
    const isRight = now.step - first >= COLUMNS / 2; // a phone has no room
    this.table.element.scrollLeft = isRight ? 999 : 0;
  }
}

// The rows of the table, and after which line each is known.
const ROWS = [
  { text: (step) => brief(step.gradient), after: -1 },
  { text: (step) => brief(step.m), after: 0 },
  { text: (step) => tiny(step.v), after: 1 },
  { text: (step) => brief(step.m_hat), after: 2 },
  { text: (step) => tiny(step.v_hat), after: 3 },
  { text: ({ quotient }) => (quotient === null ? "0/0" : fixed(quotient, 3)), after: 4 },
  { text: (step) => brief(step.step), after: 4 },
  { text: (step) => brief(step.parameter), after: 4 },
  { text: (step) => brief(step.sgd_step), after: 4 },
];

// The five lines in numbers.
function numbers(step, before, t, [beta1, beta2, eps]) {
  const colored = (concept) => (text) =>
    el("span", { class: `as-${concept}` }, text);
  const signed = (number) =>
    number < 0 ? `(${brief(number)})` : brief(number);
  const [g, m, v, p] = [
    "gradient",
    "first-moment",
    "second-moment",
    "parameter",
  ].map(colored);
  const part = (beta) => fixed(1 - beta, 2);
  const power = (beta) => [`(1 − ${beta}`, el("sup", {}, String(t)), ")"];
  return [
    [
      `${beta1} · `, m(signed(before.m)),
      ` + ${part(beta1)} · `, g(signed(step.gradient)),
      " = ", m(brief(step.m)),
    ],
    [
      `${beta2} · `, v(tiny(before.v)),
      ` + ${part(beta2)} · `, g(signed(step.gradient)), el("sup", {}, "2"),
      " = ", v(tiny(step.v)),
    ],
    [m(brief(step.m)), " / ", power(beta1), " = ", m(brief(step.m_hat))],
    [v(tiny(step.v)), " / ", power(beta2), " = ", v(tiny(step.v_hat))],
    [
      p(brief(before.parameter)), ` − ${fixed(step.learning_rate, 5)} · `,
      m(signed(step.m_hat)), " / (√", v(tiny(step.v_hat)), ` + ${eps}) = `,
      p(brief(step.parameter)),
    ],
  ];
}

// What the line that has run did.
function said(steps, { step, line }) {
  const at = steps[step];
  return `Step ${step + 1}, line ${line + 1} of ${LINES}: ` + [
    `m, the mean of the gradients, is now ${brief(at.m)}.`,
    `v, the mean of their squares, is now ${tiny(at.v)}.`,
    `m corrected is ${brief(at.m_hat)}.`,
    `v corrected is ${tiny(at.v_hat)}.`,
    `the parameter moves by ${brief(at.step)}; SGD would move it by `
      + `${brief(at.sgd_step)}.`,
  ][line];
}

// Where each optimizer has gone farthest, of `count` steps there will be.
function longest(steps, count) {
  const soFar = steps.length < count ? " so far" : "";
  const most = (name) => {
    const sizes = steps.map((step) => Math.abs(step[name]));
    const size = Math.max(...sizes);
    return `${brief(size)} at t = ${sizes.indexOf(size) + 1}`;
  };
  return `Longest step of Adam${soFar}: ${most("step")}. `
    + `Of SGD: ${most("sgd_step")}.`;
}

define("adam-stepper", AdamStepper);
