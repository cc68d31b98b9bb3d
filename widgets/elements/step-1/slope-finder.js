// 1.6: the loss along one parameter, and its slope by nudging.

import { Select, Slider, TextField, controls } from "../shared/controls.js";
import { el, fixed, row, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtChart } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { NudgeSlider, nudgeText, scientific } from "./nudges.js";

// The sizes of the matrices, and what their rows are.
const MATRICES = {
  wte: { rows: 27, columns: 16, ofTokens: true },
  mlp_fc1: { rows: 64, columns: 16, ofTokens: false },
  mlp_fc2: { rows: 27, columns: 64, ofTokens: true },
};

// A link may ask for another; Rust says that there is none.
const matrixOf = (name) => MATRICES[name] ?? MATRICES.wte;

const NUDGES = Array.from({ length: 16 }, (_, i) => i - 15).flatMap((power) =>
  [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
);

class SlopeFinder extends Widget {
  static initial = {
    word: "ava",
    matrix: "mlp_fc2",
    row: 21,
    column: 5,
    weight: "", // where training left it
    nudge: 5,
  };

  build() {
    const [label, change] = ["nudge", (nudge) => this.set({ nudge })];
    this.nudge = new NudgeSlider({ label, nudges: NUDGES, change });
    this.weight = new Slider({
      label: "weight",
      min: -2,
      max: 6,
      step: "any",
      format: (weight) => fixed(weight, 3),
      change: (weight) => this.set({ weight: weight.toFixed(2) }),
    });
    this.curve = new PointedFrame();
    this.point = pointAtChart(this.curve, {
      label: "The loss along the weight; the arrow keys move the weight",
      step: 0.05,
      drags: true,
      change: (weight) => this.set({ weight: weight.toFixed(2) }),
    });
    this.errors = new PointedFrame();
    this.pointError = pointAtChart(this.errors, {
      label: "The error of the slope; the arrow keys change the nudge",
      step: 1 / 3,
      drags: true,
      change: (power) => change(nearest(power)),
    });
    this.numbers = el("tbody");
    return [
      this.#choices(),
      controls(this.weight),
      this.curve.element,
      // What the nudge changes is seen while it is dragged.
      controls(this.nudge),
      this.errors.element,
      el("table", { class: "numbers" }, this.numbers),
    ];
  }

  // What to look at the loss of, and along what.
  #choices() {
    this.word = new TextField({
      label: "name",
      maxLength: 15,
      size: 9,
      change: (word) => this.set({ word }),
    });
    this.matrix = new Select({
      label: "matrix",
      options: Object.keys(MATRICES).map((name) => [name, name]),
      change: (matrix) => {
        const { rows, columns } = matrixOf(matrix);
        const row = Math.min(this.state.row, rows - 1);
        const column = Math.min(this.state.column, columns - 1);
        this.set({ matrix, row, column, weight: "" });
      },
    });
    this.row = new Slider({
      label: "row",
      min: 0,
      max: 26,
      format: (row) => {
        const { ofTokens } = matrixOf(this.state.matrix);
        return ofTokens ? `${row}, ${tokenName(row)}` : String(row);
      },
      change: (row) => this.set({ row, weight: "" }),
    });
    this.column = new Slider({
      label: "column",
      min: 0,
      max: 63,
      change: (column) => this.set({ column, weight: "" }),
    });
    return [
      controls(this.word, this.matrix),
      controls(this.row, this.column),
    ];
  }

  async draw(state) {
    const { word, matrix, row: i, column, nudge } = state;
    this.word.show(word);
    this.matrix.show(matrix);
    const { rows, columns } = matrixOf(matrix);
    this.row.input.max = rows - 1;
    this.column.input.max = columns - 1;
    this.row.show(i);
    this.column.show(column);
    this.nudge.show(nudge);
    const asked = { ...state, weight: state.weight || null };
    const answer = await this.ask("slope-finder", asked);
    const { weight, loss, nudged_loss, estimate, slope } = answer;
    if (!this.stale) this.weight.show(weight);

    this.curve.show(answer.picture);
    this.point.mark(weight);
    this.errors.show(answer.errors);
    const error = Math.abs(estimate - slope);
    const height = Math.log10(Math.min(Math.max(error, 1e-11), 10));
    this.pointError.mark(Math.log10(nudge), [height]);
    this.numbers.replaceChildren(
      row(["loss with the nudge", sameStart(nudged_loss, loss)]),
      row(["loss without", sameStart(loss, nudged_loss)]),
      row([`difference / ${nudgeText(nudge)}`, fixed(estimate, 7)]),
      row(["true slope", fixed(slope, 7)]),
      row(["error", scientific(error)]),
    );
    this.say(verdict(answer, nudge));
  }
}

// The nudge whose logarithm is nearest to this one.
function nearest(power) {
  const off = (nudge) => Math.abs(Math.log10(nudge) - power);
  return NUDGES.reduce((best, it) => (off(it) < off(best) ? it : best));
}

// A loss in all its digits; those that it begins with like another are faint.
function sameStart(loss, other) {
  const [text, others] = [loss, other].map((it) => it.toFixed(15));
  let same = 0;
  while (same < text.length && text[same] === others[same]) same++;
  return [el("span", { class: "same" }, text.slice(0, same)), text.slice(same)];
}

// What the numbers say, in words.
function verdict({ loss, nudged_loss, estimate, slope }, nudge) {
  if (slope === 0 && estimate === 0) {
    return "This name does not use this weight: no nudge changes its loss.";
  }
  const off = Math.abs(estimate - slope) / Math.abs(slope);
  if (off < 1e-4) return "By nudging, the slope is right to four digits or more.";
  if (loss === nudged_loss) {
    return "Too fine: the nudge is lost in rounding, and the loss does not move.";
  }
  return nudge < 1e-7
    ? "Too fine: the losses differ in their last digits alone, which are rounded."
    : "Too coarse: the curve bends between the two points.";
}

define("slope-finder", SlopeFinder);
