// 3.3: rms_norm on a vector in four sizes.

import { Button, TextField, controls } from "../shared/controls.js";
import { LiveTable, fixed } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

const spread = (vector) => vector.replace(/[,;()]/g, " ").replaceAll("−", "-");
const numbersOf = (vector) => spread(vector).split(/\s+/).filter(Boolean);
const vectorOf = (texts) => `(${texts.join(", ")})`;

// As many digits as it needs, but no more than four.
function short(number) {
  return String(Number(number.toPrecision(4))).replaceAll("-", "−");
}

class RmsNorm extends Widget {
  static initial = { vector: "0.4 -0.2 0.4 0.2" };

  build() {
    this.vector = new TextField({
      label: "vector",
      maxLength: 120,
      size: 20,
      change: (vector) => this.set({ vector }),
    });
    const preset = (text, change) =>
      new Button({
        text,
        change: () => this.set({ vector: change(numbersOf(this.state.vector)) }),
      });
    const times = (factor) => (numbers) =>
      numbers.map((text) => short(text * factor).replaceAll("−", "-")).join(" ");
    this.table = new LiveTable(this);
    return [
      controls(
        this.vector,
        preset("× 10", times(10)),
        preset("÷ 10", times(0.1)),
        preset("zeros", (numbers) => numbers.map(() => "0").join(" ")),
        preset("one large", () => "0.1 0.1 100 0.1"),
        preset("twice as many", (numbers) =>
          [...numbers, ...numbers].slice(0, 16).join(" "),
        ),
      ),
      this.table.element,
    ];
  }

  async draw({ vector }) {
    this.vector.show(vector);
    const rows = await this.ask("rms-norm", { vector: spread(vector) });
    this.table.show(
      rows.map(({ x, rms, y, rms_after, length }) => [
        vectorOf(x.map(short)),
        fixed(rms, 4),
        vectorOf(y.map((number) => fixed(number, 2))),
        fixed(rms_after, 4),
        fixed(length, 3),
      ]),
    );
    const n = rows[0].x.length;
    this.say(
      `The vector in four sizes. ${n} number${n === 1 ? "" : "s"} of RMS 1 `
        + `have a length of √${n}, ${fixed(Math.sqrt(n), 3)}.`,
    );
  }
}

define("rms-norm", RmsNorm);
