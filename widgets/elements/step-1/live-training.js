// 1.9: the training of the MLP, live, in a worker of its own.

import { Button, Choice, controls } from "../shared/controls.js";
import { LiveTable, PictureFrame, fixed, thousands } from "../shared/dom.js";
import { Engine } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

const NUM_STEPS = 1000;
const SHOWN = [1, 2, 10, 50, 100, 250, 500, NUM_STEPS];

// So many steps take the worker a few milliseconds.
const SLICE = 20;

// Training steps at a time, and milliseconds between them.
const SPEEDS = {
  slow: [1, 500],
  steady: [8, 60],
  full: [SLICE, 20],
};
// For readers who want nothing to move: a few jumps.
const JUMPS = [250, 1000];

class LiveTraining extends Widget {
  static initial = { step: NUM_STEPS, rate: 1, speed: "steady" };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    const one = new Button({
      text: "One step",
      change: () => this.#pausedAt(this.#isOver() ? 1 : this.state.step + 1),
    });
    const none = new Button({
      text: "Untrained",
      change: () => this.#pausedAt(0),
    });
    this.rate = new Choice({
      label: "learning rate",
      options: [0.1, 0.3, 1, 2, 3, 5].map((rate) => [rate, String(rate)]),
      change: (rate) => {
        this.#pause();
        this.set({ rate, step: 0 });
      },
    });
    this.speed = new Choice({
      label: "speed",
      options: Object.keys(SPEEDS).map((speed) => [speed, speed]),
      change: (speed) => this.set({ speed }),
    });
    this.picture = new PictureFrame();
    this.table = new LiveTable(this);
    return [
      controls(this.go, one, none, this.speed),
      controls(this.rate),
      this.picture.element,
      this.table.element,
    ];
  }

  #toggle() {
    if (this.running) this.#pausedAt(this.state.step);
    else this.#run();
  }

  #pause() {
    this.running = undefined;
  }

  #pausedAt(step) {
    this.#pause();
    this.#ownEngine();
    this.set({ step });
  }

  // At the last step, or where the losses are no numbers any more.
  #isOver() {
    return this.diverged || this.state.step === NUM_STEPS;
  }

  // What trains must not keep the other widgets waiting.
  #ownEngine() {
    this.engine ??= new Engine();
  }

  async #run() {
    this.#ownEngine();
    const run = {};
    this.running = run;
    if (this.#isOver()) this.state.step = 0;
    this.diverged = false;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    while (this.running === run && this.#goesOn()) {
      const [steps, wait] = isStill ? JUMPS : SPEEDS[this.state.speed] ?? SPEEDS.steady;
      const step = Math.min(this.state.step + steps, NUM_STEPS);
      await this.set({ step }, { quietly: true });
      await new Promise((go) => setTimeout(go, wait));
    }
    // Whoever paused it has shown what there is.
    if (this.running === run) this.#pausedAt(this.state.step);
  }

  // To the end, or until nobody looks.
  #goesOn() {
    const { top, bottom } = this.getBoundingClientRect();
    const isSeen = !document.hidden && bottom > 0 && top < innerHeight;
    return isSeen && !this.#isOver();
  }

  reset() {
    this.#pause();
    return super.reset();
  }

  sleep() {
    this.#pause();
    this.engine?.stop();
    this.engine = undefined;
  }

  async draw({ step, rate, speed }) {
    this.rate.show(rate);
    this.speed.show(speed);
    const engine = this.engine ?? Engine.shared();
    const asked = { rate, step, slice: SLICE };
    let answer;
    do {
      answer = await engine.ask("live-training", asked);
    } while (!answer.picture && !this.stale);
    if (this.stale) return;
    this.diverged = answer.diverged;
    this.state.step = answer.step;
    const start = step === 0 || this.#isOver() ? "Train" : "Go on";
    this.go.show(this.running ? "Pause" : start);
    this.picture.show(answer.picture);
    this.table.show(
      SHOWN.map((number, i) =>
        trainingRow(number, answer.shown[i], answer.diverged),
      ),
    );
    this.#tell(answer);
  }

  // Says where the training is, not oftener than it can be heard.
  #tell({ step, last, validation, means, diverged }) {
    const now = performance.now();
    if (this.running && now - (this.told ?? 0) < 490) return;
    this.told = now;
    const held = `Validation names: ${lossText(validation, 3)}.`;
    if (step === 0) {
      this.say(`Not trained yet. ${held}`);
      return;
    }
    const { name, before, after } = last;
    const start = `Step ${thousands(step)}, ${name}: `;
    if (diverged) {
      this.say(
        `${start}after it the loss is no number (NaN), and the run stops here. `
          + "The steps were too long; choose a lower learning rate.",
        true,
      );
      return;
    }
    this.say(
      `${start}a loss of ${lossText(before, 4)} before, `
        + `${lossText(after, 4)} after. ${held} `
        + comparison(means, Math.min(step, 100)),
    );
  }
}

// The last names of this run and of the book's. At the same rate they agree to
// the last bit.
function comparison([mean, book], count) {
  const start = `Last ${count} names: ${lossText(mean, 3)} on average`;
  return mean === book
    ? `${start}, as in the book’s run.`
    : `${start}; in the book’s run, ${fixed(book, 3)}.`;
}

// Only finite numbers reach the page, others as null. A run that goes on has no
// others but infinite ones.
function lossText(loss, digits, otherwise = "∞") {
  return loss === null ? otherwise : fixed(loss, digits);
}

// A training step: blank if it is still to come, dashes if it never does.
function trainingRow(number, step, diverged) {
  const cells = step
    ? [
      step.name,
      fixed(step.rate, 3),
      lossText(step.before, 4, "—"),
      lossText(step.after, 4, "—"),
      lossText(step.validation, 3, "—"),
    ]
    : Array(5).fill(diverged ? "—" : "\u00a0");
  return [thousands(number), ...cells];
}

define("live-training", LiveTraining);
