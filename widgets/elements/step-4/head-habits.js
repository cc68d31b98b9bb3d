// 4.3: what the heads attend to over many names.

import { controls } from "../shared/controls.js";
import { fixed, thousands, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { modelChoice } from "./reading.js";

class HeadHabits extends Widget {
  static initial = { model: "step-5", by: "distance", head: 3, column: 1 };

  build() {
    this.model = modelChoice("model", (model) => this.set({ model }));
    this.maps = {};
    for (const by of ["distance", "token"]) {
      const frame = new PointedFrame();
      const cells = pointAtCells(frame, {
        label: `mean weights by ${by}: the arrow keys go from cell to cell`,
        change: ({ row, column }) => this.set({ by, head: row, column }),
      });
      this.maps[by] = { frame, cells };
    }
    const { distance, token } = this.maps;
    return [controls(this.model), distance.frame.element, token.frame.element];
  }

  async draw({ model, by, head, column }) {
    this.model.show(model);
    const answer = await this.ask("head-habits", { model });
    this.maps.distance.frame.show(answer.by_distance.picture);
    this.maps.token.frame.show(answer.by_token.picture);
    const chosen = by === "token" ? "token" : "distance";
    const { means, counts } = answer[`by_${chosen}`];
    const clamp = (x, most) => Math.min(Math.max(Math.round(x), 0), most);
    const at = {
      row: clamp(head, means.length - 1),
      column: clamp(column, counts.length - 1),
    };
    this.maps[chosen].cells.mark(at);
    const back = (n) =>
      ["itself", "the token before"][n] ?? `a token ${n} places back`;
    const to = chosen === "token" ? tokenName(at.column) : back(at.column);
    this.say(
      `Head ${at.row} gives ${to} ${fixed(means[at.row][at.column], 2)} `
        + `even shares, a mean of ${thousands(counts[at.column])} weights.`,
    );
  }
}

define("head-habits", HeadHabits);
