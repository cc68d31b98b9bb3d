// 0.2: a name as tokens.

import { TextField, controls } from "../shared/controls.js";
import { chip, el } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class TokenChips extends Widget {
  static initial = { name: "ava" };

  build() {
    this.name = new TextField({
      label: "name",
      change: (name) => this.set({ name }),
    });
    this.chips = el("p", { class: "chips" });
    return [controls(this.name), this.chips];
  }

  async draw({ name }) {
    this.name.show(name);
    try {
      const tokens = await this.ask("token-chips", { name });
      const chips = tokens.map((token) => chip(token));
      this.chips.replaceChildren(...chips.flatMap((it) => [it, " "]));
      this.say(`The ids: ${tokens.join(", ")}.`);
    } catch (refusal) {
      this.chips.replaceChildren(); // The chips of another name would lie.
      throw refusal;
    }
  }
}

define("token-chips", TokenChips);
