// 0.6: the loss of every name of the run.

import { fixed, thousands } from "../shared/dom.js";
import { PointedFrame, pointAtChart } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

class LossCurve extends Widget {
  static initial = { step: 0 }; // 0: nothing is pointed at

  build() {
    this.picture = new PointedFrame();
    this.steps = pointAtChart(this.picture, {
      label: "The losses of the run: arrow keys go from step to step",
      change: (step) => this.set({ step: Math.max(step, 1) }),
    });
    return [this.picture.element];
  }

  async draw({ step }) {
    if (!this.run) {
      this.run = await this.ask("loss-curve");
      this.picture.show(this.run.picture);
    }
    const name = this.run.names[step - 1];
    if (name === undefined) {
      this.steps.clear();
      this.say("Point at a step of the run.");
      return;
    }
    const [loss, mean] = [this.run.losses, this.run.means].map(
      (numbers) => numbers[step - 1],
    );
    this.steps.mark(step, [loss, mean]);
    this.say(
      `Step ${thousands(step)}: “${name}” costs ${fixed(loss, 3)}. `
        + `The mean of the last ${Math.min(step, 50)}: ${fixed(mean, 3)}.`,
    );
  }
}

define("loss-curve", LossCurve);
