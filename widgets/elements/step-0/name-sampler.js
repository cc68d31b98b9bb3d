// 0.7: names that the table makes up.

import { Button, Slider, controls } from "../shared/controls.js";
import { LiveTable, el, thousands } from "../shared/dom.js";
import { Engine } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

const BATCH = 20;
const LAST_BATCH = 99;

class NameSampler extends Widget {
  static initial = { names: 1000, batch: 0 };

  build() {
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.more = new Button({
      text: "20 more",
      change: () => {
        this.set({ batch: Math.min(this.state.batch + 1, LAST_BATCH) });
      },
    });
    this.table = new LiveTable(this);
    this.head = this.table.table.querySelector("th:last-child");
    // The page knows which names of the first frame are in the data.
    const marked = this.table.body.querySelectorAll("strong");
    this.known = new Set([...marked].map((name) => name.textContent));
    return [controls(this.names, this.more), this.table.element];
  }

  async draw({ names, batch }) {
    this.names.show(names);
    const { initial } = this.constructor;
    const isFirst = names === initial.names && batch === initial.batch;
    // All names are long to load, so they wait until they are needed.
    if (!isFirst) await Engine.shared().knowNames();
    const { before, after } = await this.ask("name-sampler", { names, batch });
    const isReal = (of, i) => of.real[i] ?? this.known.has(of.names[i]);
    const shown = (of, i) => {
      if (of.names[i] === "") return "(no letter at all)";
      if (!isReal(of, i)) return of.names[i];
      return [el("strong", {}, of.names[i]), " (real)"];
    };
    const first = batch * BATCH + 1;
    this.head.textContent = `${thousands(names)} names counted`;
    this.table.show(
      before.names.map((_, i) => [
        thousands(first + i),
        shown(before, i),
        shown(after, i),
      ]),
    );
    const numReal = after.real.length ? after.num_real : this.known.size;
    const drawn = thousands(first + BATCH - 1);
    this.say(
      `Real names among ${drawn}: ${before.num_real} by the empty table, `
        + `${numReal} by the other.`,
    );
  }
}

define("name-sampler", NameSampler);
