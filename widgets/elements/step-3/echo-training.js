// Where attention wins: a model learns to say a word twice.

import { Button, Choice, TextField, controls } from "../shared/controls.js";
import { LiveTable, PictureFrame, fixed, percent, thousands } from "../shared/dom.js";
import { Engine } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

const NUM_STEPS = 3000;

// So many steps take the worker some milliseconds.
const SLICE = 20;
// Training steps between two looks, and milliseconds after each.
const LOOK = 50;
const WAIT = 20;
// For readers who want nothing to move.
const JUMP = 1000;

class EchoTraining extends Widget {
  static initial = { word: "rust", attention: true, step: NUM_STEPS };

  build() {
    this.word = new TextField({
      label: "word",
      maxLength: 7,
      change: (word) => this.set({ word }),
    });
    this.model = new Choice({
      label: "the past",
      options: [
        [true, "attention"],
        [false, "unseen"],
      ],
      change: (attention) => this.#pausedAt(this.state.step, { attention }),
    });
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    const none = new Button({
      text: "Untrained",
      change: () => this.#pausedAt(0),
    });
    this.picture = new PictureFrame();
    this.table = new LiveTable(this);
    return [
      controls(this.go, none),
      controls(this.word, this.model),
      this.picture.element,
      this.table.element,
    ];
  }

  #toggle() {
    if (this.running) this.#pausedAt(this.state.step);
    else this.#run();
  }

  #pausedAt(step, change = {}) {
    this.running = undefined;
    // What trains must not keep the other widgets waiting.
    this.engine ??= new Engine();
    this.set({ step, ...change });
  }

  async #run() {
    this.engine ??= new Engine();
    const run = {};
    this.running = run;
    if (this.state.step === NUM_STEPS) this.state.step = 0;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    while (this.running === run && this.#goesOn()) {
      const steps = isStill ? JUMP : LOOK;
      const step = Math.min(this.state.step + steps, NUM_STEPS);
      await this.set({ step }, { quietly: true });
      await new Promise((go) => setTimeout(go, WAIT));
    }
    if (this.running === run) this.#pausedAt(this.state.step);
  }

  // To the end, or until nobody looks.
  #goesOn() {
    const { top, bottom } = this.getBoundingClientRect();
    const isSeen = !document.hidden && bottom > 0 && top < innerHeight;
    return isSeen && this.state.step < NUM_STEPS;
  }

  reset() {
    this.running = undefined;
    return super.reset();
  }

  sleep() {
    this.running = undefined;
    this.engine?.stop();
    this.engine = undefined;
  }

  async draw({ word, attention, step }) {
    this.word.show(word);
    this.model.show(attention);
    const engine = this.engine ?? Engine.shared();
    const asked = { word, attention, step, slice: SLICE };
    let answer;
    do {
      answer = await engine.ask("echo-training", asked);
    } while (!answer.picture && !this.stale);
    if (this.stale) return;
    const start = step === 0 || step === NUM_STEPS ? "Train" : "Go on";
    this.go.show(this.running ? "Pause" : start);
    this.picture.show(answer.picture);
    this.table.show(
      answer.guesses.map(({ read, comes, probability, likeliest }) => [
        read,
        comes,
        percent(probability),
        likeliest,
      ]),
    );
    this.#tell(answer);
  }

  // Says where the training is, not oftener than it can be heard.
  #tell({ step, mean, guesses }) {
    const now = performance.now();
    if (this.running && now - (this.told ?? 0) < 490) return;
    this.told = now;
    const right = guesses.filter(({ comes, likeliest }) => comes === likeliest);
    const share = `Right: ${right.length} of ${guesses.length}.`;
    this.say(
      step === 0
        ? `Not trained yet. ${share}`
        : `Step ${thousands(step)}: the last ${Math.min(step, 100)} losses `
          + `have a mean of ${fixed(mean, 3)}. ${share}`,
    );
  }
}

define("echo-training", EchoTraining);
