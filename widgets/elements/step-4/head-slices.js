// 4.2: query, keys and values, cut into a slice for each head.

import { Choice, PositionChoice, controls } from "../shared/controls.js";
import { PictureFrame, fixed, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";
import { modelChoice, nameField } from "./reading.js";

class HeadSlices extends Widget {
  static initial = { word: "emma", at: 4, head: -1, model: "step-4" };

  build() {
    // What is read is longer than the name: BOS stands before it.
    this.word = nameField((word) => this.set({ word, at: word.length }));
    this.model = modelChoice("model", (model) => this.set({ model }));
    this.at = new PositionChoice({
      label: "position",
      change: (at) => this.set({ at }),
    });
    this.head = new Choice({
      label: "head",
      options: [[-1, "all"], ...[0, 1, 2, 3].map((i) => [i, String(i)])],
      change: (head) => this.set({ head }),
    });
    this.picture = new PictureFrame();
    return [
      controls(this.word, this.model),
      controls(this.at, this.head),
      this.picture.element,
    ];
  }

  async draw(state) {
    const { word, head, model } = state;
    this.word.show(word);
    this.model.show(model);
    this.head.show(head);
    const asked = { ...state, head: head < 0 ? null : head };
    const { tokens, at, weights, picture } = await this.ask("head-slices", asked);
    this.at.show(at, tokens);
    this.picture.show(picture);
    const looks = `At ${tokenName(tokens[at])}, position ${at},`;
    if (head < 0) {
      const few = at ? `positions 0 to ${at}` : "position 0 alone";
      this.say(`${looks} each head weighs ${few}.`);
      return;
    }
    const shares = weights[head];
    const place = (share) => {
      const to = shares.indexOf(share);
      return `${tokenName(tokens[to])} (position ${to}), ${fixed(share, 3)}`;
    };
    this.say(
      `${looks} head ${head} gives most to ${place(Math.max(...shares))}, `
        + `and least to ${place(Math.min(...shares))}. `
        + `Even would be ${fixed(1 / shares.length, 3)}.`,
    );
  }
}

define("head-slices", HeadSlices);
