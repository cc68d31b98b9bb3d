// 3.6: what a position gathers, and its residual stream.

import { PositionChoice, controls } from "../shared/controls.js";
import { LiveTable, chip, fixed } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { addition, modelControl, nameControl, positionName } from "./reading.js";

class AttentionOutput extends Widget {
  static initial = {
    name: "emma",
    position: 3,
    trained: true,
    part: "stream",
    column: 0,
  };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.position = new PositionChoice({
      label: "position",
      change: (position) => this.set({ position }),
    });
    const frame = (part, label) => {
      const frame = new PointedFrame();
      frame.pointer = pointAtCells(frame, {
        label: `${label}; left and right arrow choose a number`,
        change: ({ column }) => this.set({ part, column }),
      });
      return frame;
    };
    this.gathering = frame("gathering", "what the position gathers");
    this.stream = frame("stream", "the residual stream");
    this.sizes = new LiveTable(this);
    return [
      controls(this.name, this.model),
      controls(this.position),
      this.gathering.element,
      this.stream.element,
      this.sizes.element,
    ];
  }

  async draw(state) {
    const { name, trained } = state;
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, position: state.position, trained };
    const answer = await this.ask("attention-output", asked);
    const { tokens, position } = answer;
    this.position.show(position, tokens);
    this.gathering.show(answer.gathering);
    this.stream.show(answer.stream);
    const isStream = state.part !== "gathering";
    const pointed = isStream ? this.stream : this.gathering;
    const { column } = pointed.pointer.mark(
      { row: 0, column: state.column },
      { rows: pointed.grids[0].rows },
    );
    this.sizes.show(
      answer.sizes.map((sizes, t) => [
        String(t),
        chip(tokens[t]),
        ...sizes.map((size) => fixed(size, 2)),
      ]),
    );
    [...this.sizes.body.children].forEach((row, t) => {
      row.classList.toggle("now", t === position);
    });
    this.say(isStream ? streamed(answer, column) : gathered(answer, column));
  }
}

function streamed({ rows, tokens, position }, column) {
  const [before, attention, , mlp, after] = rows.map((row) => row[column]);
  return (
    `Number ${column} of ${positionName(position, tokens)}: `
    + `${addition([before, attention, mlp], after)}, `
    + "the stream, then what attention and the MLP add."
  );
}

function gathered({ shares, tokens, weights }, column) {
  const parts = shares.map((row) => row[column]);
  const sum = parts.pop();
  const sizes = parts.map(Math.abs);
  const most = sizes.indexOf(Math.max(...sizes));
  return (
    `Number ${column} gathered: ${fixed(sum, 2)}. The largest part, `
    + `${fixed(parts[most], 2)}, is from ${positionName(most, tokens)}, `
    + `of which it takes ${fixed(weights[most], 2)}.`
  );
}

define("attention-output", AttentionOutput);
