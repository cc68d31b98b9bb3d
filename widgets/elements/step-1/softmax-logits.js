// 1.3: logits to probabilities, step by step.

import { NumberField, Slider, controls } from "../shared/controls.js";
import { LiveTable, el, fixed, plain } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class SoftmaxLogits extends Widget {
  static initial = { logits: "2 1 0", temperature: 1 };

  build() {
    this.logits = [0, 1, 2].map((i) => new NumberField({
      label: `logit ${i + 1}`,
      change: (value) => {
        const logits = this.state.logits.split(" ");
        logits[i] = value;
        this.set({ logits: logits.join(" ") });
      },
    }));
    this.temperature = new Slider({
      label: "divide all logits by",
      min: 0.1,
      max: 5,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.table = new LiveTable(this);
    return [this.table.element, controls(this.temperature)];
  }

  async draw({ logits, temperature }) {
    const typed = logits.trim().split(/\s+/).map(Number);
    this.logits.forEach((field, i) => field.show(typed[i] ?? 0));
    this.temperature.show(temperature);
    const answer = await this.ask("softmax-logits", { logits, temperature });
    const { differences, exponentials, probabilities, total } = answer;
    this.table.show([
      ...probabilities.map((p, i) => [
        this.logits[i]?.element ?? plain(typed[i]),
        plain(differences[i], 3),
        fixed(exponentials[i], 3),
        this.#bar(p),
      ]),
      ["sum", "", fixed(total, 3), fixed(1, 3)],
    ]);
    const [first, second] = probabilities;
    const ratio = first / second;
    this.say(
      ratio > 1e-6 && ratio < 1e6
        ? `The first is ${plain(Number(ratio.toPrecision(3)))} times as likely as the second.`
        : "One of the first two has next to no chance.",
    );
  }

  // A probability, and a bar as long as it.
  #bar(share) {
    const bar = el("div", { class: "share" });
    bar.style.width = `${100 * share}%`;
    return el("div", {}, fixed(share, 3), bar);
  }
}

define("softmax-logits", SoftmaxLogits);
