// 2.3 and 2.5: an expression on the tape and as a graph, forward and back.

import {
  Choice,
  NumberField,
  Stepper,
  TextField,
  controls,
} from "../shared/controls.js";
import { PictureFrame, el, table } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

const OF_THE_PAGE = "d = a * b; e = d + c; L = e * d";
const FORWARD = ["a * b + relu(c)", "a * a", "1 / (1 + exp(-x))"];
const BACKWARD = ["a + a", "a = 1; b = a + a; b + b", "a * b + relu(c)"];

// A step behind the last of any expression.
const END = 999;

// A factor or summand as it is written behind an operation.
const operand = (text) => (text.startsWith("−") ? `(${text})` : text);

class ExpressionGraph extends Widget {
  static initial = {
    expression: OF_THE_PAGE,
    values: "",
    way: "book",
    step: END,
  };

  build() {
    this.isBackward = this.hasAttribute("backward");
    const anew = (expression) => this.set({ expression, step: END });
    this.expression = new TextField({
      label: "expression",
      maxLength: 80,
      size: 32,
      change: anew,
    });
    this.presets = [
      OF_THE_PAGE,
      ...(this.isBackward ? BACKWARD : FORWARD),
    ];
    this.preset = new Choice({
      label: "such as",
      options: this.presets.map((text, i) => [i, i ? text : "the page’s"]),
      change: (i) => anew(this.presets[i]),
    });
    this.letters = el("div", { class: "controls letters" });
    this.way = new Choice({
      label: "gradients",
      options: [
        ["book", "+= down the tape"],
        ["overwrite", "= down the tape"],
        ["recursion", "+= by recursion"],
      ],
      change: (way) => this.set({ way, step: END }),
    });
    this.stepper = new Stepper({
      label: "step",
      change: (step) => this.set({ step }),
    });
    this.picture = new PictureFrame();
    const { element } = this.picture;
    element.classList.add("graph");
    element.tabIndex = 0; // A wide graph scrolls, by keys too.
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", "graph");
    this.hint = el(
      "p",
      { class: "hint", hidden: true },
      "The graph goes on: it scrolls sideways.",
    );
    const showMore = () => this.#showMore();
    element.addEventListener("scroll", showMore, { passive: true });
    new ResizeObserver(showMore).observe(element);
    this.tape = el("div");
    return [
      controls(this.expression),
      controls(this.preset),
      this.letters,
      controls(...(this.isBackward ? [this.way] : []), this.stepper),
      element,
      this.hint,
      el(
        "details",
        { class: "tape" },
        el("summary", {}, "The tape"),
        this.tape,
      ),
    ];
  }

  async draw({ expression, values, way, step }) {
    this.expression.show(expression);
    this.preset.show(this.presets.indexOf(expression));
    this.way.show(way);
    const answer = await this.ask("expression-graph", {
      expression,
      values,
      way,
      backward: this.isBackward,
      step: Math.min(Math.max(Math.trunc(step), 0), END),
    });
    const { inputs, rows, last } = answer;
    this.#showLetters(inputs);
    this.stepper.show(Math.min(step, last), last);
    this.#showGraph(answer.picture);
    this.#showTape(rows, way);
    const isLast = step >= last;
    if (!this.isBackward) this.say(this.#forwardWords(answer, isLast));
    else this.say(this.#backwardWords(answer, way, isLast));
  }

  // The fields stay while the letters do, and so does the focus.
  #showLetters(inputs) {
    const names = inputs.map(([name]) => name).join("");
    if (names !== this.names) {
      this.names = names;
      this.fields = inputs.map(([name], i) =>
        new NumberField({
          label: `value of ${name}`,
          step: "any",
          change: (value) => this.#setValue(i, value),
        }),
      );
      const parts = inputs.map(([name], i) =>
        el(
          "span",
          { class: "control" },
          el("code", {}, name),
          this.fields[i].element,
        ),
      );
      this.letters.replaceChildren(...parts);
    }
    this.inputs = inputs;
    this.fields.forEach((field, i) => field.show(inputs[i][1]));
  }

  #setValue(i, value) {
    const pairs = this.inputs.map(([name, now], j) =>
      `${name}=${i === j ? value : now}`,
    );
    this.set({ values: pairs.join(" ") });
  }

  #showGraph(picture) {
    const { element } = this.picture;
    this.picture.show(picture);
    const { svg } = this.picture;
    svg.style.setProperty("--units", svg.viewBox.baseVal.width);
    this.#showMore();
    // What the step is about has to be seen where the graph is too wide.
    const now = svg.querySelector(".new")?.getBoundingClientRect();
    if (!now) return;
    const frame = element.getBoundingClientRect();
    const middle = ({ left, width }) => left + width / 2;
    element.scrollLeft += middle(now) - middle(frame);
  }

  // The graph fades on the sides to which it goes on.
  #showMore() {
    const { element } = this.picture;
    const { scrollLeft, scrollWidth, clientWidth } = element;
    const behind = scrollWidth - clientWidth - scrollLeft;
    element.classList.toggle("more-before", scrollLeft > 1);
    element.classList.toggle("more-behind", behind > 1);
    this.hint.hidden = scrollWidth <= clientWidth;
  }

  #showTape(rows, way) {
    const code = (text) => el("code", {}, text);
    const slopes = (row) =>
      row.slopes.map(([name, slope], i) => [i ? ", " : "", code(name), ` ${slope}`]);
    const columns = [
      ["index", (row, i) => String(i)],
      ["written as", (row) => code(row.written)],
      ["data", (row) => row.data],
      ["local gradients", (row) => el("span", {}, slopes(row))],
    ];
    if (this.isBackward) {
      columns.push(["grad", (row) => row.grad]);
      if (way !== "book") columns.push(["right", (row) => row.right]);
    } else columns.splice(3, 0, ["ops", (row) => code(row.op)]);
    const cells = rows.map((row, i) => columns.map(([, cell]) => cell(row, i)));
    this.tape.replaceChildren(table(columns.map(([head]) => head), cells));
  }

  #forwardWords({ rows, made }, isLast) {
    if (made === null) {
      const { name, data } = rows.at(-1);
      return isLast
        ? `${rows.length} numbers are on the tape; the last, ${name}, is ${data}.`
        : "At first there are the leaves, which are made from nothing.";
    }
    const { written, data, slopes } = rows[made];
    const per = slopes.map(([name, slope]) => `${slope} per unit of ${name}`);
    return `${written} is ${data}. It moves by ${per.join(" and by ")}.`;
  }

  #backwardWords({ rows, passed }, way, isLast) {
    if (passed) {
      const { child, parent, grad, slope, share, before, after } = passed;
      const start = `${child} passes ${grad} × ${operand(slope)} = ${share} `
        + `to ${parent}`;
      return way === "overwrite"
        ? `${start}, which has ${after} now and had ${before}.`
        : `${start}: ${before} + ${operand(share)} = ${after}.`;
    }
    if (!isLast) {
      return "At first every gradient is 0, but for the result’s: 1.";
    }
    const wrong = rows.filter(({ grad, right }) => grad !== right);
    if (wrong.length) {
      const each = wrong.map(
        ({ name, grad, right }) => `${name} has ${grad} instead of ${right}`,
      );
      const more = wrong.length - 3;
      if (more > 0) each.splice(3, more, `and ${more} more`);
      return `Wrong: ${each.join(", ")}.`;
    }
    if (way !== "book") return "With this expression it comes out right.";
    const leaves = rows.filter(({ leaf }) => leaf);
    const each = leaves.map(({ name, grad }) => `${grad} per unit of ${name}`);
    return `The result moves by ${each.join(", ")}.`;
  }
}

define("expression-graph", ExpressionGraph);
