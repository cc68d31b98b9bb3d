// 3.4: queries, keys and values of a name.

import { controls } from "../shared/controls.js";
import { fixed } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { modelControl, nameControl, positionName } from "./reading.js";

class QueryKeyValue extends Widget {
  static initial = { name: "emma", trained: true, position: 3, column: 0 };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.frames = ["queries", "keys", "values"].map((vectors) => {
      const frame = new PointedFrame();
      frame.pointer = pointAtCells(frame, {
        label: `the ${vectors}, a row per position; arrow keys choose a number`,
        change: ({ row, column }) => this.set({ position: row, column }),
      });
      return frame;
    });
    return [
      controls(this.name, this.model),
      this.frames.map(({ element }) => element),
    ];
  }

  async draw(state) {
    const { name, trained } = state;
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, trained };
    const { pictures, tokens, vectors } = await this.ask(
      "query-key-value",
      asked,
    );
    const cells = this.frames.map((frame, i) => {
      frame.show(pictures[i]);
      return frame.pointer.mark({ row: state.position, column: state.column });
    });
    const [{ row, column }] = cells;
    const [q, k, v] = vectors.map((rows) => fixed(rows[row][column], 2));
    this.say(
      `Number ${column} of ${positionName(row, tokens)}: `
        + `${q} in the query, ${k} in the key, ${v} in the value.`,
    );
  }
}

define("query-key-value", QueryKeyValue);
