// 5.1: gradient descent and Adam, down a long valley.

import { Button, Choice, Slider, controls } from "../shared/controls.js";
import { el, fixed, table, thousands } from "../shared/dom.js";
import { PointedFrame, pointAtPlane } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

const LAST = 100;

// A height, which may be any.
function height(value) {
  if (value < 1000) return fixed(value, 3);
  if (value < 1e9) return thousands(Math.round(value));
  return "over a billion";
}

class SgdAgainstAdam extends Widget {
  static initial = { x: -9, y: 3, steep: 25, sgd: 0.9, adam: 0.5, steps: 40 };

  build() {
    this.picture = new PointedFrame();
    this.plane = pointAtPlane(this.picture, {
      label: "where both start: press, or use the arrow keys",
      change: (start) => this.set(start),
    });
    this.steep = new Choice({
      label: "steeper across",
      options: [
        [1, "no"],
        [25, "25 ×"],
        [400, "400 ×"],
      ],
      change: (steep) => this.set({ steep }),
    });
    this.sgd = new Slider({
      label: "SGD, of its best rate",
      min: 0.1,
      max: 1.2,
      step: 0.05,
      format: (share) => `× ${fixed(share, 2)}`,
      change: (sgd) => this.set({ sgd }),
    });
    this.adam = new Slider({
      label: "Adam’s rate",
      min: 0.05,
      max: 1.5,
      step: 0.05,
      format: (rate) => fixed(rate, 2),
      change: (adam) => this.set({ adam }),
    });
    this.steps = new Slider({
      label: "steps",
      min: 0,
      max: LAST,
      change: (steps) => this.set({ steps }),
    });
    this.go = new Button({ text: "Play", change: () => this.#play() });
    this.numbers = el("div");
    return [
      controls(this.steep),
      controls(this.sgd, this.adam),
      this.picture.element,
      controls(this.go, this.steps),
      this.numbers,
    ];
  }

  async draw(state) {
    const { steps } = state;
    for (const name of ["steep", "sgd", "adam", "steps"]) {
      this[name].show(state[name]);
    }
    const answer = await this.ask("sgd-against-adam", state);
    this.picture.show(answer.picture);
    this.plane.mark(state);
    const line = (name, i) => [
      name,
      fixed(answer.rates[i], 3),
      height(answer.heights[i]),
      height(answer.lengths[i]),
    ];
    this.numbers.replaceChildren(
      table(
        ["", "rate", "height", "last step"],
        [line("SGD", 0), line("Adam", 1)],
      ),
    );
    if (this.timer) return; // too often to be read out
    const [sgd, adam] = answer.heights;
    const lower = sgd < adam ? "SGD" : "Adam";
    const verdict = sgd === adam ? "both are as high" : `${lower} is lower`;
    const { x, y } = state;
    this.say(
      `From (${fixed(x, 1)}, ${fixed(y, 1)}): after ${steps} steps ${verdict}.`,
    );
  }

  #play() {
    if (this.timer) {
      this.sleep();
      return this.set({});
    }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return this.set({ steps: LAST });
    }
    const { steps } = this.state;
    this.go.show("Pause");
    this.timer = setInterval(() => this.#next(), 150);
    return this.set({ steps: steps < LAST ? steps : 0 });
  }

  #next() {
    if (this.drawing) return;
    const steps = this.state.steps + 1;
    if (steps >= LAST || !this.isConnected) this.sleep();
    this.set({ steps: Math.min(steps, LAST) });
  }

  reset() {
    this.sleep();
    return super.reset();
  }

  sleep() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.go?.show("Play");
  }
}

define("sgd-against-adam", SgdAgainstAdam);
