// 3.2: token embedding plus position embedding.

import { PositionChoice, controls } from "../shared/controls.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { addition, modelControl, nameControl } from "./reading.js";

class PositionSum extends Widget {
  static initial = {
    name: "emma",
    first: 2,
    second: 3,
    trained: true,
    column: 0,
  };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.first = new PositionChoice({
      label: "a position",
      change: (first) => this.set({ first }),
    });
    this.second = new PositionChoice({
      label: "and another",
      change: (second) => this.set({ second }),
    });
    this.picture = new PointedFrame();
    this.pointer = pointAtCells(this.picture, {
      label: "the numbers of both positions; left and right arrow choose one",
      change: ({ column }) => this.set({ column }),
    });
    return [
      controls(this.name, this.model),
      controls(this.first, this.second),
      this.picture.element,
    ];
  }

  async draw(state) {
    const { name, first, second, trained } = state;
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, first, second, trained };
    const { picture, tokens, positions, rows } = await this.ask(
      "position-sum",
      asked,
    );
    this.first.show(positions[0], tokens);
    this.second.show(positions[1], tokens);
    this.picture.show(picture);
    const cell = { row: 0, column: state.column };
    const { column } = this.pointer.mark(cell, { rows: rows.length });
    const sums = positions.map((position, i) => {
      const [token, place, sum] = rows
        .slice(3 * i, 3 * i + 3)
        .map((numbers) => numbers[column]);
      return `Position ${position}: ${addition([token, place], sum)}.`;
    });
    this.say(`Number ${column}. ${sums.join(" ")}`);
  }
}

define("position-sum", PositionSum);
