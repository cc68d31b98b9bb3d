// 0.3: the count table, from empty to full.

import { Button, Slider, controls } from "../shared/controls.js";
import { thousands, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtCells } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

const ALL_NAMES = 1000;

class CountTable extends Widget {
  static initial = { names: ALL_NAMES, row: -1, column: -1 }; // -1: no cell

  build() {
    this.picture = new PointedFrame();
    this.cells = pointAtCells(this.picture, {
      label: "The count table: arrow keys go from cell to cell",
      change: (cell) => this.set(cell),
    });
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: ALL_NAMES,
      format: thousands,
      change: (names) => this.count(names),
    });
    this.more = new Button({
      text: "One more",
      change: () => this.count(Math.min(this.state.names + 1, ALL_NAMES)),
    });
    this.play = new Button({
      text: "Play",
      change: () => (this.timer ? this.sleep() : this.start()),
    });
    return [
      this.picture.element,
      controls(this.names, this.more, this.play),
    ];
  }

  count(names) {
    this.sleep();
    this.set({ names });
  }

  // Counts by itself: one by one at first, then more and more at a time.
  start() {
    const full = this.state.names === ALL_NAMES;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return this.set({ names: full ? 0 : ALL_NAMES });
    }
    const tick = () => {
      if (!this.timer) return;
      if (!document.hidden) {
        const { names } = this.state;
        const next = Math.min(names + Math.ceil((names + 1) / 12), ALL_NAMES);
        this.set({ names: next });
        if (next === ALL_NAMES) return this.sleep();
      }
      this.timer = setTimeout(tick, 150);
    };
    this.timer = setTimeout(tick, 600);
    if (full) this.set({ names: 0 });
    else this.play.show("Pause");
  }

  sleep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.play?.show("Play");
  }

  reset() {
    this.sleep();
    return super.reset();
  }

  async draw({ names, row, column }) {
    this.names.show(names);
    this.play.show(this.timer ? "Pause" : "Play");
    if (names !== this.shown) {
      const answer = await this.ask("count-table", { names });
      this.picture.show(answer.picture);
      this.counts = answer.counts;
      this.fullest = answer.fullest;
      this.others = answer.others;
      this.shown = names;
    }
    const counts = this.counts[row];
    if (counts?.[column] === undefined) {
      this.cells.clear();
      this.tell(this.summary(names));
      return;
    }
    this.cells.mark({ row, column });
    const pair = `${tokenName(column)} after ${tokenName(row)}`;
    const [count, total] = [counts[column], sum(counts)].map(thousands);
    this.tell(`${pair}: ${count} times of ${total}.`);
  }

  // While the table fills, not too often: this is read aloud.
  tell(text) {
    if (this.timer && performance.now() < this.told + 600) return;
    this.told = performance.now();
    this.say(text);
  }

  summary(names) {
    const pairs = sum(this.counts.map(sum));
    const empty = this.counts.flat().filter((count) => count === 0).length;
    return (
      `${thousands(names)} ${names === 1 ? "name" : "names"}, `
      + `${thousands(pairs)} pairs. `
      + `Of 729 cells, ${empty} are empty.${this.#most()}`
    );
  }

  #most() {
    if (!this.fullest) return "";
    const [row, column] = this.fullest;
    const count = thousands(this.counts[row][column]);
    const others = this.others ? `, and ${this.others} more as often` : "";
    const pair = `${tokenName(column)} after ${tokenName(row)}`;
    return ` The fullest: ${pair}, ${count}${others}.`;
  }
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

define("count-table", CountTable);
