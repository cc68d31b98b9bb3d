// 1.4: the values on the way of a token through the network.

import { Choice, TokenChoice, controls } from "../shared/controls.js";
import { PictureFrame, fixed, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

const LAYERS = ["x", "h_pre", "h", "logits"];

class MlpFlow extends Widget {
  static initial = { token: 0, trained: true, layer: "", at: 0 };

  build() {
    this.token = new TokenChoice({
      label: "token",
      change: (token) => this.set({ token }),
    });
    this.trained = new Choice({
      label: "network",
      options: [[false, "untrained"], [true, "trained"]],
      change: (trained) => this.set({ trained }),
    });
    this.maps = LAYERS.map((layer) => {
      const frame = new PointedFrame();
      const pointer = pointAtCells(frame, {
        label: `${layer}: arrow keys go from number to number`,
        change: ({ column }) => this.set({ layer, at: column }),
      });
      return { frame, pointer };
    });
    this.bars = new PictureFrame();
    return [
      this.token.element,
      controls(this.trained),
      ...this.maps.map(({ frame }) => frame.element),
      this.bars.element,
    ];
  }

  async draw({ token, trained, layer, at }) {
    this.token.show(token);
    this.trained.show(trained);
    const answer = await this.ask("mlp-flow", { token, trained });
    this.bars.show(answer.bars);
    const isHidden = layer.startsWith("h");
    LAYERS.forEach((name, i) => {
      const { frame, pointer } = this.maps[i];
      frame.show(answer.pictures[i]);
      const [{ rows, columns }] = frame.grids;
      const isPointed = name === layer || (isHidden && name.startsWith("h"));
      const cell = { row: 0, column: at };
      if (isPointed && at < columns) pointer.mark(cell, { rows });
      else pointer.clear();
    });
    this.say(this.#words(answer.flow, this.state));
  }

  #words({ x, h_pre, h, logits, probabilities }, { token, layer, at }) {
    const name = tokenName(token);
    if (layer === "x" && at in x) {
      return `Number ${at} of the embedding of ${name} is ${fixed(x[at], 3)}.`;
    }
    if (layer.startsWith("h") && at in h) {
      const before = `Hidden number ${at} is ${fixed(h_pre[at], 3)}`;
      return h[at] === 0
        ? `${before}: the ReLU makes it 0.`
        : `${before}: the ReLU lets it pass.`;
    }
    if (layer === "logits" && at in logits) {
      return `The logit of ${tokenName(at)} is ${fixed(logits[at], 3)}, its `
        + `probability ${fixed(probabilities[at], 3)}.`;
    }
    const likely = probabilities
      .map((p, next) => [p, next])
      .sort(([p], [q]) => q - p)
      .slice(0, 3)
      .map(([p, next]) => `${tokenName(next)} ${fixed(p, 3)}`);
    const alive = h.filter((number) => number > 0).length;
    return `Likeliest after ${name}: ${likely.join(", ")}. `
      + `The ReLU leaves ${alive} of the 64 hidden numbers.`;
  }
}

define("mlp-flow", MlpFlow);
