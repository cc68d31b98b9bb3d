// "A trillion on paper": what a model of any size takes.

import { Button, NumberField, controls } from "../shared/controls.js";
import { LiveTable, el, hasAll, thousands } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

const FIELDS = [
  ["layers", "layers"],
  ["width", "width"],
  ["heads", "heads"],
  ["vocabulary", "vocabulary"],
  ["window", "window"],
  ["tokens", "tokens per parameter"],
];

class ModelOnPaper extends Widget {
  static initial = {
    layers: 12,
    width: 768,
    heads: 12,
    vocabulary: 50257,
    window: 1024,
    tokens: 20,
  };

  build() {
    this.presets = controls();
    this.fields = FIELDS.map(([name, label]) => {
      const field = new NumberField({
        label,
        step: name === "tokens" ? "any" : 1,
        change: (value) => this.set({ [name]: value }),
      });
      return [name, field, el("label", { class: "control" }, label, field.element)];
    });
    this.table = new LiveTable(this.stills.find((it) => it.querySelector("table")));
    return [
      this.presets,
      controls(...this.fields.map(([, , element]) => element)),
      this.table.element,
    ];
  }

  async draw(state) {
    for (const [name, field] of this.fields) field.show(state[name]);
    const answer = await this.ask("model-on-paper", state);
    const { rows, state: bytes, devices, presets } = answer;
    this.#showPresets(presets, state);
    this.table.show(rows);
    this.say(
      devices === 1
        ? `What training keeps, ${bytes}, fits into one H100.`
        : `What training keeps, ${bytes}, fills ${thousands(devices)} H100.`,
    );
  }

  // The buttons of the five models; that of the one which is shown is pressed.
  #showPresets(presets, state) {
    this.buttons ??= presets.map(({ name, ...sizes }) => {
      const button = new Button({ text: name, change: () => this.set(sizes) });
      this.presets.append(button.element);
      return [button.element, sizes];
    });
    for (const [button, sizes] of this.buttons) {
      button.setAttribute("aria-pressed", hasAll(sizes, state));
    }
  }
}

define("model-on-paper", ModelOnPaper);
