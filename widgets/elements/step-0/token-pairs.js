// 0.5: the pairs of a name, counted one by one.

import { Slider, Stepper, TextField, controls } from "../shared/controls.js";
import { PictureFrame, thousands, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class TokenPairs extends Widget {
  static initial = { name: "ava", names: 0, pairs: 0 };

  build() {
    this.name = new TextField({
      label: "name",
      maxLength: 15,
      change: (name) => this.set({ name, pairs: 0 }),
    });
    this.names = new Slider({
      label: "names counted before",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.pairs = new Stepper({
      label: "pair",
      change: (pairs) => this.set({ pairs }),
    });
    this.picture = new PictureFrame();
    return [
      controls(this.name, this.names),
      this.picture.element,
      controls(this.pairs),
    ];
  }

  async draw({ name, names, pairs }) {
    this.name.show(name);
    this.names.show(names);
    const answer = await this.ask("token-pairs", { name, names, pairs });
    const { tokens, changes, picture } = answer;
    this.picture.show(picture);
    this.pairs.show(pairs, tokens.length - 1);
    if (pairs === 0) {
      this.say(`${tokens.length} tokens make ${tokens.length - 1} pairs.`);
      return;
    }
    const [row, column] = tokens.slice(pairs - 1);
    const [before, after] = changes[pairs - 1].map(thousands);
    this.say(
      `${tokenName(column)} after ${tokenName(row)}: the count in row ${row}, `
        + `column ${column} goes from ${before} to ${after}.`,
    );
  }
}

define("token-pairs", TokenPairs);
