// 3.7: the cache, call after call.

import { Stepper, controls } from "../shared/controls.js";
import { LiveTable, PictureFrame, chip, tokenName } from "../shared/dom.js";
import { markCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";
import { nameControl } from "./reading.js";

class KvCache extends Widget {
  static initial = { name: "emma", calls: 5 };

  build() {
    // A new name is shown whole.
    this.name = nameControl(this, (name) => ({
      calls: Math.min(name.trim().length, 15) + 1,
    }));
    this.stepper = new Stepper({
      label: "call",
      change: (calls) => this.set({ calls }),
    });
    this.picture = new PictureFrame();
    this.table = new LiveTable(this);
    return [
      controls(this.name, this.stepper),
      this.picture.element,
      this.table.element,
    ];
  }

  async draw(state) {
    this.name.show(state.name);
    const answer = await this.ask("kv-cache", state);
    const { tokens, calls, rows } = answer;
    this.stepper.show(calls, tokens.length);
    this.picture.show(answer.picture);
    if (calls) {
      const [{ columns }] = this.picture.grids;
      markCells(this.picture, { row: calls - 1, column: 0 }, { columns });
    }
    this.table.show(
      rows.map(({ len, without }, position) => [
        chip(tokens[position]),
        String(position),
        tokens.slice(0, len).flatMap((token) => [chip(token), " "]),
        String(len),
        String(without),
      ]),
    );
    // The rows to come keep their place.
    [...this.table.body.children].forEach((row, position) => {
      row.classList.toggle("now", position === calls - 1);
      row.classList.toggle("to-come", position >= calls);
    });
    if (!calls) {
      this.say("The name begins, and the cache is empty.");
      return;
    }
    const { len, without } = rows[calls - 1];
    this.say(
      `${tokenName(tokens[calls - 1])} adds a key and a value; no other row `
        + `changes. Keys computed so far: ${len}, without the cache ${without}.`,
    );
  }
}

define("kv-cache", KvCache);
