// 4.3: the loop over the heads, one slice at a time.

import { Stepper, controls } from "../shared/controls.js";
import { LiveTable, chip, el, fixed, row, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";
import { modelChoice, nameField } from "./reading.js";

// What a turn of the loop does, one after the other.
const STAGES = ["slices", "scores", "weights", "gathered"];

// What is not there yet keeps its place.
const unseen = (text) => el("span", { class: "unseen" }, String(text));

class HeadStepper extends Widget {
  static initial = { word: "emma", model: "step-4", step: 0 };

  build() {
    this.word = nameField((word) => this.set({ word }));
    this.model = modelChoice("model", (model) => this.set({ model }));
    this.step = new Stepper({
      label: "step",
      change: (step) => this.set({ step }),
    });
    this.code = el("p", { class: "code-line" }, el("code"));
    this.sheet = el("tbody");
    this.paper = el(
      "div",
      { class: "table-wrapper sheet" },
      el("table", { "aria-label": "one turn of the loop" }, this.sheet),
    );
    this.turns = new LiveTable(this);
    // The names of the rows hold formulas of the page.
    this.names = [...this.turns.body.rows].map((line) => line.cells[0]);
    return [
      controls(this.word, this.model),
      controls(this.step),
      this.code,
      this.paper,
      this.turns.element,
    ];
  }

  async draw({ word, model, step }) {
    this.word.show(word);
    this.model.show(model);
    const last = 4 * STAGES.length;
    const now = Math.min(Math.max(Math.round(step), 0), last);
    this.step.show(now, last);
    const { tokens, heads } = await this.ask("head-stepper", { word, model });
    // Before the first step everything is there.
    const head = Math.floor(Math.max(now - 1, 0) / STAGES.length);
    const stage = now ? (now - 1) % STAGES.length : STAGES.length - 1;
    this.#showSheet(tokens, heads[head], stage, now > 0);
    // On a narrow screen the sheet is wider than its place.
    this.paper.scrollLeft = now && stage > 1 ? this.paper.scrollWidth : 0;
    this.#showTurns(tokens, heads, now ? head : -1, stage);
    this.#explain(heads[head], now ? head : -1, stage);
  }

  // One turn: the query above the keys, and beside them scores, weights and
  // values. What comes later is blank.
  #showSheet(tokens, turn, stage, isRunning) {
    const number = (value, digits, isDone = true) =>
      isDone ? fixed(value, digits) : unseen(fixed(value, digits));
    const numbers = (slice, isDone) =>
      slice.map((value) => number(value, 2, isDone));
    const blanks = ["", "", "", ""];
    const line = (name, parts, marked) => {
      const cells = [name, ...parts.flat()];
      const tr = row(cells, { head: true });
      for (const i of isRunning ? marked : []) tr.cells[i].className = "now";
      return tr;
    };
    const span = (from, to) =>
      Array.from({ length: to - from }, (_, i) => from + i);
    const marks = [span(1, 5), [5], [6], span(7, 11)][stage];
    const keys = (text) => el("th", { colSpan: 4, scope: "colgroup" }, text);
    const title = (text) => el("th", { scope: "col" }, text);
    this.sheet.replaceChildren(
      el(
        "tr",
        {},
        el("td"),
        keys("k[head]"),
        title("score"),
        title("weight"),
        keys("v[head]"),
      ),
      line("q[head]", [numbers(turn.q), "", "", blanks], stage < 2 ? span(1, 5) : []),
      ...tokens.map((token, t) =>
        line(
          chip(token),
          [
            numbers(turn.keys[t]),
            number(turn.scores[t], 3, stage >= 1),
            number(turn.weights[t], 3, stage >= 2),
            numbers(turn.values[t]),
          ],
          stage === 0 ? [...marks, ...span(7, 11)] : marks,
        ),
      ),
      line(
        "gathered",
        [blanks, "", "", numbers(turn.gathered, stage === 3)],
        stage === 3 ? marks : [],
      ),
    );
  }

  // All turns so far, as the page has them at the end.
  #showTurns(tokens, heads, head, stage) {
    const rows = [
      ["slice", ({ slice }) => slice.join(".."), 0],
      ...[0, 1, 2, 3].map((j) => [this.names[1 + j], ({ q }) => fixed(q[j], 3), 0]),
      ...tokens.map((token, t) => [
        `weight on ${tokenName(token)}`,
        ({ weights }) => fixed(weights[t], 3),
        2,
      ]),
      ...[0, 1, 2, 3].map((j) => [
        `gathered, number ${j}`,
        ({ gathered }) => fixed(gathered[j], 3),
        3,
      ]),
      [this.names.at(-1), ({ slice }) => slice[1], 3],
    ];
    this.turns.show(
      rows.map(([name, cell, from]) => [
        typeof name === "string" ? name : [...name.cloneNode(true).childNodes],
        ...heads.map((turn, i) => {
          const isDone = head < 0 || i < head || (i === head && from <= stage);
          return isDone ? cell(turn) : unseen(cell(turn));
        }),
      ]),
    );
    if (head < 0) return;
    [...this.turns.body.rows].forEach((line, i) => {
      line.cells[head + 1].classList.toggle("now", rows[i][2] === stage);
    });
  }

  #explain({ slice, weights }, head, stage) {
    const line = [
      "let keys = slices(&cache.keys, &head);",
      "let weights = attention_weights(&q[head], &keys);",
      "let weights = attention_weights(&q[head], &keys);",
      "gathered.extend(weighted_sum(&weights, &values));",
    ][stage];
    this.code.firstChild.textContent =
      head < 0 ? "for start in (0..n_embd).step_by(head_dim) {" : line;
    const words = [
      `takes numbers ${slice.join("..")} of the query, and of every key and value.`,
      "multiplies its slice of the query with each key’s, and halves the sum.",
      `makes ${weights.length} weights of the scores; their sum is one.`,
      `takes the mean of the values: ${slice[1]} of 16 numbers are there.`,
    ];
    this.say(
      head < 0
        ? "All four turns are done; above, the first of them. Step through them."
        : `Head ${head} ${words[stage]}`,
    );
  }
}

define("head-stepper", HeadStepper);
