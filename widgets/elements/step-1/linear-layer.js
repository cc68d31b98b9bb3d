// 1.3: a linear layer, each result a dot product.

import { NumberField, controls } from "../shared/controls.js";
import { LiveTable, el, plain } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

// A number as a factor or a summand after the first.
const bracketed = (number) =>
  number < 0 ? `(${plain(number)})` : plain(number);

// Numbers of a state's text, one of them changed.
function changed(text, index, value) {
  const numbers = text.split(" ");
  numbers[index] = value;
  return numbers.join(" ");
}

class LinearLayer extends Widget {
  static initial = {
    x: "1 -2 0.5",
    w: "1 0 0 0.5 0.5 0 0 -1 2 -0.5 1.5 3",
    row: 0, // the one in focus, from 1; 0 is none
  };

  build() {
    this.x = [0, 1, 2].map((j) => new NumberField({
      label: `x, number ${j + 1}`,
      change: (value) => this.set({ x: changed(this.state.x, j, value) }),
    }));
    this.w = Array.from({ length: 12 }, (_, at) => this.#weight(at));
    this.rows = [0, 1, 2, 3].map((i) =>
      el("div", { class: "numbers" }, this.w.slice(3 * i, 3 * i + 3).map(
        (weight) => weight.element,
      )),
    );
    this.table = new LiveTable(this);
    const x = el("div", { class: "numbers" }, this.x.map(({ element }) => element));
    return [controls(el("var", {}, "x"), x), this.table.element];
  }

  #weight(at) {
    const row = Math.floor(at / 3);
    const field = new NumberField({
      label: `w, row ${row + 1}, number ${(at % 3) + 1}`,
      change: (value) => this.set({ w: changed(this.state.w, at, value) }),
    });
    field.input.onfocus = () => this.set({ row: row + 1 });
    return field;
  }

  async draw({ x, w, row }) {
    const show = (numbers) => (field, i) => field.show(Number(numbers[i]));
    this.x.forEach(show(x.split(" ")));
    this.w.forEach(show(w.split(" ")));
    const answer = await this.ask("linear-layer", { x, w });
    const terms = answer.w.map((weights) =>
      weights
        .map((weight, j) => `${bracketed(weight)} · ${bracketed(answer.x[j])}`)
        .join(" + "),
    );
    this.table.show(
      this.rows.map((numbers, i) => [numbers, terms[i], plain(answer.y[i])]),
    );
    const lines = [...this.table.body.rows];
    lines.forEach((line, i) => line.classList.toggle("chosen", i + 1 === row));
    if (lines[row - 1]) {
      this.say(`Row ${row}: ${terms[row - 1]} = ${plain(answer.y[row - 1])}`);
    } else {
      this.say(`y = (${answer.y.map(plain).join(", ")}): a result per row.`);
    }
  }
}

define("linear-layer", LinearLayer);
