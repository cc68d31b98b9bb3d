// 1.5, 2.8, 3.8, 4.6 and 5.4: the losses of all steps so far.

import { Check, Slider, controls } from "../shared/controls.js";
import { el, fixed, hasAll, thousands } from "../shared/dom.js";
import { PointedFrame, pointAtChart, shape } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

class LossCurves extends Widget {
  // `off` has the numbers of the steps that are not shown.
  static initial = { window: 100, each: false, off: "", step: 1000 };

  // Attributes of the page: `last`, the last step that is shown; `window` and
  // `each` where its still figure is another.
  get initial() {
    return {
      ...LossCurves.initial,
      window: Number(this.getAttribute("window") ?? 100),
      each: this.hasAttribute("each"),
    };
  }

  build() {
    this.chart = new PointedFrame();
    this.pointer = pointAtChart(this.chart, {
      label: "Losses: arrow keys go from step to step",
      change: (step) => this.set({ step: Math.max(step, 1) }),
    });
    this.legend = el("div", { class: "controls legend" });
    this.window = new Slider({
      label: "mean of the last",
      min: 1,
      max: 200,
      format: (names) => (names === 1 ? "1 name" : `${names} names`),
      change: (window) => this.set({ window }),
    });
    this.each = new Check({
      label: "each name, thin",
      change: (each) => this.set({ each }),
    });
    return [
      this.chart.element,
      this.legend,
      controls(this.window, this.each),
    ];
  }

  async draw({ window, each, off, step }) {
    this.window.show(window);
    this.each.show(each);
    this.#tick(off);
    const last = Number(this.getAttribute("last"));
    const args = { last, window, each, off };
    if (!hasAll(args, this.shown)) {
      const { picture, runs } = await this.ask("loss-curves", args);
      this.shown = args;
      this.chart.show(picture);
      this.checks ??= this.#legend(runs);
      this.#tick(this.state.off);
    }
    const place = { last, window, step };
    const { losses, uniform } = await this.ask("losses-at", place);
    const shown = this.checks.map(({ digit }) => !off.includes(digit));
    this.checks.forEach(({ value }, i) => {
      value.textContent = fixed(losses[i], 3);
    });
    this.pointer.mark(step, losses.filter((_, i) => shown[i]));
    this.say(
      `At training step ${thousands(step)}. A uniform guess: `
        + `${fixed(uniform, 3)}.`,
    );
  }

  #tick(off) {
    for (const { digit, check } of this.checks ?? []) {
      check.show(!off.includes(digit));
    }
  }

  // A box for every run, with its line and its loss.
  #legend(runs) {
    const checks = runs.map(([number, name]) => {
      const digit = String(number);
      const line = shape("svg", { class: "figure swatch", viewBox: "0 0 24 8" });
      line.append(shape("path", { class: `line series-${digit}`, d: "M0 4h24" }));
      const value = el("output");
      const check = new Check({
        label: [line, ` ${name} `, value],
        change: (isOn) => {
          const others = this.state.off.replace(digit, "");
          this.set({ off: isOn ? others : others + digit });
        },
      });
      return { digit, check, value };
    });
    this.legend.append(...checks.map(({ check }) => check.element));
    return checks;
  }
}

define("loss-curves", LossCurves);
