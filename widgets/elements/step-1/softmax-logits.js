// 1.3: logits to probabilities, step by step.

import { Slider, TextField, controls } from "../shared/controls.js";
import { LiveTable, fixed } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class SoftmaxLogits extends Widget {
  static initial = { logits: "2 1 0", temperature: 1 };

  build() {
    this.logits = new TextField({
      label: "logits",
      maxLength: 60,
      size: 16,
      change: (logits) => this.set({ logits }),
    });
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 3,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.table = new LiveTable(this);
    return [controls(this.logits, this.temperature), this.table.element];
  }

  async draw({ logits, temperature }) {
    this.logits.show(logits);
    this.temperature.show(temperature);
    const args = { logits: logits.replace(/[,;]/g, " "), temperature };
    const answer = await this.ask("softmax-logits", args);
    const { differences, exponentials, probabilities, total } = answer;
    const digits = answer.logits.every(Number.isInteger) ? 0 : 2;
    this.table.show([
      ...answer.logits.map((logit, i) => [
        fixed(logit, digits),
        fixed(differences[i], digits),
        fixed(exponentials[i], 3),
        fixed(probabilities[i], 3),
      ]),
      ["sum", "", fixed(total, 3), fixed(1, 3)],
    ]);
    this.say("");
  }
}

define("softmax-logits", SoftmaxLogits);
