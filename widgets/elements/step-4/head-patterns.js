// 4.3: what all heads attend to in a name, for two models.

import { controls } from "../shared/controls.js";
import { el, fixed, table, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { modelChoice, nameField } from "./reading.js";

class HeadPatterns extends Widget {
  static initial = {
    word: "emma",
    above: "step-4",
    below: "step-5",
    from: 4,
    to: 0,
  };

  build() {
    this.word = nameField((word) =>
      this.set({ word, from: word.length, to: 0 }),
    );
    this.above = modelChoice("above", (above) => this.set({ above }));
    this.below = modelChoice("below", (below) => this.set({ below }));
    this.picture = new PointedFrame();
    this.cells = pointAtCells(this.picture, {
      label: "what attends to what: the arrow keys go from cell to cell",
      // A position sees those before it, and itself.
      change: ({ row, column }) =>
        this.set({ from: row, to: Math.min(column, row) }),
    });
    this.place = el("div");
    return [
      controls(this.word),
      controls(this.above, this.below),
      this.picture.element,
      this.place,
    ];
  }

  async draw(state) {
    const { word, above, below } = state;
    this.word.show(word);
    this.above.show(above);
    this.below.show(below);
    const answer = await this.ask("head-patterns", { word, above, below });
    const { picture, grids, tokens, weights } = answer;
    const clamp = (x, most) => Math.min(Math.max(Math.round(x), 0), most);
    const from = clamp(state.from, tokens.length - 1);
    const to = clamp(state.to, from);
    this.picture.show({ ...picture, grids });
    this.cells.mark({ row: from, column: to });
    const name = { untrained: "untrained", "step-4": "Step 4", "step-5": "Step 5" };
    const line = (model, i) => [
      name[model],
      ...weights[i].map((rows) => fixed(rows[from][to], 3)),
    ];
    this.place.replaceChildren(
      table(
        ["weight", ...weights[0].map((_, head) => `head ${head}`)],
        [line(above, 0), line(below, 1)],
      ),
    );
    this.say(
      `From ${tokenName(tokens[from])} (position ${from}) to `
        + `${tokenName(tokens[to])} (position ${to}). `
        + `Even would be ${fixed(1 / (from + 1), 3)}.`,
    );
  }
}

define("head-patterns", HeadPatterns);
