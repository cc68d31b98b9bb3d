// 2.4: the local gradients of all operations, against nudges.

import { Slider, controls } from "../shared/controls.js";
import { LiveTable, el, fixed } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class LocalGradients extends Widget {
  static initial = { a: 2, b: -3, power: -6 };

  build() {
    const slider = (name) =>
      new Slider({
        label: name,
        min: -5,
        max: 5,
        step: 0.5,
        format: (value) => fixed(value, 1),
        change: (value) => this.set({ [name]: value }),
      });
    this.sliders = { a: slider("a"), b: slider("b") };
    this.power = new Slider({
      label: "nudge",
      min: -6,
      max: 0,
      format: (power) => fixed(10 ** power, -power),
      change: (power) => this.set({ power }),
    });
    this.table = new LiveTable(this);
    const { a, b } = this.sliders;
    return [controls(a, b, this.power), this.table.element];
  }

  async draw({ a, b, power }) {
    this.sliders.a.show(a);
    this.sliders.b.show(b);
    this.power.show(power);
    const rows = await this.ask("local-gradients", { a, b, power });
    const number = (x) => fixed(x, 4);
    const code = (text) => el("code", {}, text);
    this.table.show(
      rows.map(({ operation, nudged, result, local, slope }) => [
        code(operation),
        number(result),
        code(nudged),
        number(local),
        number(slope),
      ]),
    );
    const apart = rows.filter(
      ({ local, slope }) => number(local) !== number(slope),
    );
    const names = apart.map(({ operation }) => operation);
    this.say(
      names.length
        ? `The last two columns differ for ${[...new Set(names)].join(", ")}.`
        : "The last two columns agree to four digits everywhere.",
    );
  }
}

define("local-gradients", LocalGradients);
