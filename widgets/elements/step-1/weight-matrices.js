// 1.2: the three matrices, from the first weight drawn to the last step.

import { Slider, controls } from "../shared/controls.js";
import { fixed, thousands, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

// What each matrix is called, what its weight [row][column] does, and whether
// it is drawn on its side.
const MATRICES = [
  ["wte", (i, j) => `number ${j} of the embedding of ${tokenName(i)}`, true],
  ["mlp_fc1", (i, j) => `from number ${j} to hidden number ${i}`, true],
  ["mlp_fc2", (i, j) => `from hidden number ${j} to ${tokenName(i)}`, false],
];

class WeightMatrices extends Widget {
  static initial = { names: 1000, matrix: "", row: 0, column: 0 };

  build() {
    this.names = new Slider({
      label: "names learned from",
      min: 0,
      max: 1000,
      step: 50,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.maps = MATRICES.map(([matrix, , onItsSide]) => {
      const frame = new PointedFrame();
      const pointer = pointAtCells(frame, {
        label: `${matrix}: arrow keys go from weight to weight`,
        change: ({ row, column }) => {
          const place = onItsSide
            ? { row: column, column: row }
            : { row, column };
          this.set({ matrix, ...place });
        },
      });
      return { frame, pointer };
    });
    const frames = this.maps.map(({ frame }) => frame.element);
    return [controls(this.names), ...frames];
  }

  async draw({ names, matrix, row, column }) {
    this.names.show(names);
    if (this.drawn?.names !== names) {
      this.drawn = { names, ...(await this.ask("weight-matrices", { names })) };
      this.drawn.pictures.forEach((picture, i) => {
        this.maps[i].frame.show(picture);
      });
    }
    const after = names ? `after ${thousands(names)} names` : "untrained";
    const which = MATRICES.findIndex(([name]) => name === matrix);
    this.maps.forEach(({ pointer }) => pointer.clear());
    if (which < 0) {
      const largest = fixed(this.drawn.largest, 2);
      this.say(`Of all weights ${after}, ${largest} is furthest from zero.`);
      return;
    }
    const [name, does, onItsSide] = MATRICES[which];
    const weight = await this.ask("weight", { names, matrix, row, column });
    this.maps[which].pointer.mark(
      onItsSide ? { row: column, column: row } : { row, column },
    );
    const values = names
      ? `${fixed(weight.before, 3)} untrained, ${fixed(weight.after, 3)} ${after}`
      : `${fixed(weight.before, 3)} untrained`;
    this.say(`${name}[${row}][${column}], ${does(row, column)}: ${values}.`);
  }
}

define("weight-matrices", WeightMatrices);
