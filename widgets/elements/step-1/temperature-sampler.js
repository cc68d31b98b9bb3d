// 1.9: names from three models at any temperature.

import { Button, Check, Slider, controls } from "../shared/controls.js";
import { LiveTable, el, fixed, percent, thousands } from "../shared/dom.js";
import { Engine } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

const COUNTED = 2000;

class TemperatureSampler extends Widget {
  static initial = { temperature: 0.5, seed: 0, real: false };

  build() {
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 3,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    const others = new Button({
      text: "Other names",
      change: () => this.set({ seed: this.state.seed + 1 }),
    });
    this.real = new Check({
      label: "mark the real names",
      change: (real) => this.set({ real }),
    });
    this.table = new LiveTable(this);
    this.heads = [...this.table.table.querySelectorAll("thead th")];
    return [
      controls(this.temperature, others, this.real),
      this.table.element,
    ];
  }

  async draw({ temperature, seed, real }) {
    this.temperature.show(temperature);
    this.real.show(real);
    if (real) await Engine.shared().knowNames();
    const asked = { temperature, seed };
    const columns = await this.ask("temperature-sampler", asked);
    const rows = columns[0].names.map((_, i) =>
      columns.map(({ names, is_real }) =>
        real && is_real[i] ? el("strong", {}, names[i]) : names[i],
      ),
    );
    const counts = columns.map((column) => [
      `${real ? percent(column.real / COUNTED) : "?"} real`,
      el("br"),
      `${thousands(column.different)} different`,
    ]);
    columns.forEach((column, i) => {
      this.heads[i].textContent = `${column.model} at ${column.temperature}`;
    });
    this.table.show([...rows, counts]);
    const numbers = seed ? `; the random numbers are those of seed ${seed}` : "";
    this.say(`The last row is about two thousand names of each${numbers}.`);
  }
}

define("temperature-sampler", TemperatureSampler);
