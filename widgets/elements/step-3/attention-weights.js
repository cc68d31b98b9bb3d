// 3.5: from scores to weights.

import { controls } from "../shared/controls.js";
import { chip, el, fixed, percent, table } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { concept, modelControl, nameControl, positionName } from "./reading.js";

const bar = (weight) =>
  el("span", { class: "share", style: `width: ${100 * weight}%` });

class AttentionWeights extends Widget {
  static initial = { name: "emma", position: 3, trained: true };

  build() {
    this.name = nameControl(this);
    this.model = modelControl(this);
    this.frames = [false, true].map((trained) => {
      const frame = new PointedFrame();
      const model = trained ? "trained" : "untrained";
      frame.pointer = pointAtCells(frame, {
        label: `the weights, ${model}; up and down arrow choose a row`,
        change: ({ row }) => this.set({ position: row, trained }),
      });
      return frame;
    });
    this.scores = el("div", { class: "scores" });
    return [
      controls(this.name, this.model),
      el("div", { class: "pair" }, this.frames.map(({ element }) => element)),
      this.scores,
    ];
  }

  async draw({ name, position, trained }) {
    this.name.show(name);
    this.model.show(trained);
    const asked = { name, position, trained };
    const answer = await this.ask("attention-weights", asked);
    const { tokens, dots, scores, weights } = answer;
    this.frames.forEach((frame, i) => {
      frame.show(answer.pictures[i]);
      const size = { columns: answer.position + 1 };
      frame.pointer.mark({ row: answer.position, column: 0 }, size);
      frame.mark.classList.toggle("other", trained !== (i === 1));
    });
    const head = [
      "t",
      "token",
      [concept("query", "q"), " · ", concept("key", "k"), el("sub", {}, "t")],
      "÷ 4",
      "weight",
      "",
    ];
    // A later position has a row too, so that the table keeps its height.
    const rows = tokens.map((token, t) => {
      const seen = t < weights.length;
      const number = (numbers) => (seen ? fixed(numbers[t], 2) : "");
      return [
        String(t),
        chip(token),
        seen ? number(dots) : "not yet",
        number(scores),
        number(weights),
        seen ? bar(weights[t]) : "",
      ];
    });
    this.scores.replaceChildren(table(head, rows));
    const most = Math.max(...weights);
    this.say(
      `${trained ? "Trained" : "Untrained"}, `
        + `${positionName(answer.position, tokens)} attends most, `
        + `${percent(most)}, to ${positionName(weights.indexOf(most), tokens)}. `
        + `An even share is ${percent(1 / weights.length)}.`,
    );
  }
}

define("attention-weights", AttentionWeights);
