// 5.2: running means of the gradients of one parameter.

import { Check, Choice, Slider, controls } from "../shared/controls.js";
import { fixed } from "../shared/dom.js";
import { PointedFrame, pointAtChart } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

class MovingAverage extends Widget {
  static initial = { weight: "q", beta: 0.85, corrected: false, at: 10 };

  build() {
    this.weight = new Choice({
      label: "a weight that scores",
      options: [
        ["q", "a q"],
        ["a", "an a"],
      ],
      change: (weight) => this.set({ weight }),
    });
    this.beta = new Slider({
      label: "β",
      min: 0,
      max: 0.99,
      step: 0.01,
      format: (beta) => fixed(beta, 2),
      change: (beta) => this.set({ beta }),
    });
    this.corrected = new Check({
      label: "bias correction",
      change: (corrected) => this.set({ corrected }),
    });
    this.picture = new PointedFrame();
    this.steps = pointAtChart(this.picture, {
      label: "training step: the arrow keys go from step to step",
      change: (at) => this.set({ at }),
    });
    return [
      controls(this.weight, this.beta, this.corrected),
      this.picture.element,
    ];
  }

  async draw({ weight, beta, corrected, at }) {
    this.weight.show(weight);
    this.beta.show(beta);
    this.corrected.show(corrected);
    const args = { weight, beta, corrected };
    const { picture, gradients, means } = await this.ask("moving-average", args);
    this.picture.show(picture);
    const step = Math.min(Math.max(Math.round(at), 1), gradients.length);
    const gradient = gradients[step - 1];
    const [chosen, short, long] = means.map((mean) => mean[step - 1]);
    this.steps.mark(step, [gradient, chosen, short, long]);
    const digits = weight === "q" ? 4 : 3;
    const number = (value) => fixed(value, digits);
    this.say(
      `Step ${step}: gradient ${number(gradient)}. `
        + `Means: ${number(chosen)} with β = ${fixed(beta, 2)}, `
        + `${number(short)} with 0.5, ${number(long)} with 0.99.`,
    );
  }
}

define("moving-average", MovingAverage);
