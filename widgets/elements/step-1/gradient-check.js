// 1.8: the numerical against the analytic gradient.

import {
  Check,
  Select,
  Slider,
  TextField,
  controls,
} from "../shared/controls.js";
import { PictureFrame, thousands } from "../shared/dom.js";
import { PointedFrame, pointAtChart } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { scientific } from "./nudges.js";

const NUM_PARAMS = 3184;

class GradientCheck extends Widget {
  static initial = { word: "yuheng", exponent: 5, trained: false, slip: "none" };

  build() {
    const change = (exponent) => this.set({ exponent });
    this.word = new TextField({
      label: "name",
      maxLength: 15,
      change: (word) => this.set({ word }),
    });
    this.trained = new Check({
      label: "trained network",
      change: (trained) => this.set({ trained }),
    });
    this.slip = new Select({
      label: "backward pass",
      options: [
        ["none", "as in the book"],
        ["assigned", "= in place of +="],
        ["not-divided", "not divided by n"],
      ],
      change: (slip) => this.set({ slip }),
    });
    // To the right is coarser, as in the chart.
    this.nudge = new Slider({
      label: "nudge",
      min: -12,
      max: -1,
      format: (power) => `1e${power}`,
      change: (power) => change(-power),
    });
    this.scatter = new PictureFrame();
    this.curve = new PointedFrame();
    this.point = pointAtChart(this.curve, {
      label: "The largest difference by nudge; the arrow keys change the nudge",
      drags: true,
      change: (power) => change(-power),
    });
    return [
      controls(this.word, this.trained, this.slip),
      controls(this.nudge),
      this.scatter.element,
      this.curve.element,
    ];
  }

  async draw(state) {
    const { word, exponent, trained, slip } = state;
    this.word.show(word);
    this.trained.show(trained);
    this.slip.show(slip);
    this.nudge.show(-exponent);
    // Each numerical gradient takes a moment: first the one to be seen, then
    // those that the curve still lacks, until the reader wants something else.
    let answer = await this.#check(state);
    const { scatter, differences, largest, zeros } = answer;
    this.scatter.show(scatter);
    this.#showCurve(answer, exponent);
    this.say(
      `The largest of ${thousands(NUM_PARAMS)} differences is `
        + `${scientific(differences[exponent - 1])}, the largest slope `
        + `${scientific(largest)}. In both gradients ${zeros} are zero.`,
    );
    for (let i = 0; i < answer.differences.length && !this.stale; i++) {
      if (answer.differences[i] === null) {
        answer = await this.#check({ ...state, exponent: i + 1 });
        this.#showCurve(answer, exponent);
      }
    }
  }

  #check(state) {
    return this.ask("gradient-check", state);
  }

  #showCurve({ curve, differences }, exponent) {
    this.curve.show(curve);
    const difference = differences[exponent - 1];
    this.point.mark(-exponent, [Math.log10(difference)]);
  }
}

define("gradient-check", GradientCheck);
