// 0.6: what a name costs, pair by pair.

import { Slider, Stepper, TextField, controls } from "../shared/controls.js";
import { LiveTable, chip, fixed, thousands, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class PairLosses extends Widget {
  static initial = { name: "ava", names: 100, pair: 0 }; // 0: all of them

  build() {
    this.name = new TextField({
      label: "name",
      maxLength: 15,
      change: (name) => this.set({ name, pair: 0 }),
    });
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.pair = new Stepper({
      label: "pair",
      change: (pair) => this.set({ pair }),
    });
    this.table = new LiveTable(this);
    return [
      controls(this.name, this.names),
      this.table.element,
      controls(this.pair),
    ];
  }

  async draw({ name, names, pair }) {
    this.name.show(name);
    this.names.show(names);
    const { pairs, mean } = await this.ask("pair-losses", { name, names });
    const last = pairs.length;
    const at = Math.min(Math.max(Math.round(pair), 0), last);
    this.pair.show(at, last);
    const of = ({ count, total }) => `${thousands(count)} of ${thousands(total)}`;
    this.table.show([
      ...pairs.map((it) => [
        chip(it.token),
        chip(it.target),
        of(it),
        fixed(it.probability, 4),
        fixed(it.loss, 3),
      ]),
      ["mean", "", "", "", fixed(mean, 3)],
    ]);
    [...this.table.body.rows].forEach((line, i) => {
      line.classList.toggle("current", i === at - 1);
    });
    if (at === 0) {
      const dearest = pairs.reduce((most, it) =>
        it.loss > most.loss ? it : most,
      );
      const { token, target, loss } = dearest;
      this.say(
        `The mean of ${last} pairs: ${fixed(mean, 3)}. The dearest: `
          + `${tokenName(target)} after ${tokenName(token)}, ${fixed(loss, 3)}.`,
      );
      return;
    }
    const { count, total, probability, loss } = pairs[at - 1];
    this.say(
      `Pair ${at}: (${count} + 1) / (${thousands(total)} + 27) is `
        + `${fixed(probability, 4)}, and minus its logarithm ${fixed(loss, 3)}.`,
    );
  }
}

define("pair-losses", PairLosses);
