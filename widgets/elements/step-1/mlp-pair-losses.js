// 1.5: the pairs of a name through the network, before and after training.

import { Stepper, TextField, controls } from "../shared/controls.js";
import { LiveTable, chip, el, fixed, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class MlpPairLosses extends Widget {
  static initial = { name: "ava", pair: 0 }; // pairs count from 1; 0 is all

  build() {
    this.name = new TextField({
      label: "name",
      maxLength: 15,
      change: (name) => this.set({ name, pair: 0 }),
    });
    this.pair = new Stepper({
      label: "pair",
      change: (pair) => this.set({ pair }),
    });
    this.table = new LiveTable(this);
    return [controls(this.name, this.pair), this.table.element];
  }

  async draw({ name, pair }) {
    this.name.show(name);
    const answer = await this.ask("mlp-pair-losses", { name });
    const { tokens, probabilities, losses, means } = answer;
    const numbers = (i) => probabilities[i].flatMap((p, model) => [
      fixed(p, 3),
      fixed(losses[i][model], 2),
    ]);
    this.table.show([
      ...losses.map((_, i) => [
        el("span", { class: "pair" }, chip(tokens[i]), " → ", chip(tokens[i + 1])),
        ...numbers(i),
      ]),
      ["mean", ...means.flatMap((mean) => ["", fixed(mean, 2)])],
    ]);
    const place = Math.min(Math.max(Math.floor(pair), 0), losses.length);
    this.pair.show(place, losses.length);
    [...this.table.body.rows].forEach((line, i) => {
      line.classList.toggle("chosen", i + 1 === place);
    });
    if (place === 0) {
      const [untrained, trained, table] = means.map((mean) => fixed(mean, 2));
      this.say(
        `Mean loss: ${untrained} untrained, ${trained} trained, `
          + `${table} by the table.`,
      );
      return;
    }
    const [before, after] = probabilities[place - 1];
    const pairOf = tokens.slice(place - 1, place + 1).map(tokenName);
    this.say(
      `${pairOf.join(" → ")}: training has made it `
        + `${after > before ? "likelier" : "less likely"}, `
        + `${fixed(before, 3)} before and ${fixed(after, 3)} after.`,
    );
  }
}

define("mlp-pair-losses", MlpPairLosses);
