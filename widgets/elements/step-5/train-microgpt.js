// 5.4: microGPT, trained in the page.

import {
  Button,
  Choice,
  Select,
  Slider,
  controls,
} from "../shared/controls.js";
import { PictureFrame, el, fixed, thousands } from "../shared/dom.js";
import { Engine, Problem } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

// How long a slice of training may keep the worker from answering.
const SLICE = 25; // milliseconds
const LOOK = 250; // milliseconds between two looks
const STEPS = [100, 1000, 5000, 20000];
const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
const INSIDE = [
  ["layer0.attn_wq", "attn_wq"],
  ["wte", "wte"],
  ["wpe", "wpe"],
  ["layer0.mlp_fc1", "mlp_fc1"],
  ["layer0.mlp_fc2", "mlp_fc2"],
  ["lm_head", "lm_head"],
  ["gradient", "the gradient's length"],
];

class TrainMicrogpt extends Widget {
  static initial = {
    steps: 1000,
    rate: 0.01,
    temperature: 0.5,
    inside: "wte",
    slow: false,
    words: "",
  };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    this.one = new Button({ text: "One step", change: () => this.#one() });
    this.slow = new Choice({
      label: "speed",
      options: [
        [false, "full"],
        [true, "slow"],
      ],
      change: (slow) => this.set({ slow }),
    });
    this.steps = new Select({
      label: "steps",
      options: STEPS.map((steps) => [steps, thousands(steps)]),
      change: (steps) => this.#setUp({ steps }),
    });
    this.rate = new Select({
      label: "learning rate",
      options: RATES.map((rate) => [rate, String(rate)]),
      change: (rate) => this.#setUp({ rate }),
    });
    this.inside = new Select({
      label: "look at",
      options: INSIDE,
      change: (inside) => this.set({ inside }),
    });
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 2,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.words = el("textarea", {
      rows: 3,
      maxLength: 60_000,
      spellcheck: false,
      "aria-label": "Your own words, one a line",
      placeholder: "one a line: towns, plants, words of your language …",
      onchange: () => this.#setUp({ words: this.words.value }),
    });
    this.bar = el("progress", { max: 1, value: 1, "aria-label": "training" });
    this.losses = new PictureFrame();
    this.matrix = new PictureFrame();
    this.names = el("p", { class: "names" });
    this.numbers = el("p", { class: "numbers" });
    // Until it trains, it shows the run that the page tells of.
    const [figure] = this.stills;
    this.losses.element.append(figure.querySelector("svg").cloneNode(true));
    this.panels = el(
      "div",
      { class: "panels" },
      el("div", { class: "panel" }, controls(this.inside), this.matrix.element),
      el("div", { class: "panel" }, controls(this.temperature), this.names),
    );
    return [
      controls(this.go, this.one, this.slow, this.steps, this.rate),
      this.bar,
      this.numbers,
      this.losses.element,
      this.panels,
      el(
        "details",
        {},
        el("summary", {}, "Train it on words of your own"),
        this.words,
      ),
    ];
  }

  // A change that begins another run.
  #setUp(change) {
    this.sleep();
    return this.set(change);
  }

  async draw(state) {
    for (const name of ["slow", "steps", "rate", "inside", "temperature"]) {
      this[name].show(state[name]);
    }
    if (this.words.value !== state.words) this.words.value = state.words;
    const run = JSON.stringify([state.steps, state.rate, state.words]);
    if (this.run === run) {
      if (this.begun) await this.#look();
      return;
    }
    this.run = run;
    this.sleep();
    this.begun = false;
    this.go.show("Train");
    this.#progress(null);
    this.say(
      state.words.trim()
        ? "Ready to learn from your words."
        : "Ready to learn from the names of the book. The curve is the "
            + "book's own run.",
    );
  }

  // An engine of its own: training keeps no other widget waiting.
  async #begin() {
    if (this.begun) return;
    this.engine ??= new Engine();
    const { words, steps, rate } = this.state;
    const started = await this.engine.ask("train-start", {
      words,
      steps,
      rate,
    });
    this.begun = true;
    const { num_docs, vocab_size, num_params, first } = started;
    const docs = words.trim() ? `${thousands(num_docs)} words` : "the names";
    this.say(
      `Learning from ${docs}, ${first.join(", ")} …: ${vocab_size} tokens, `
        + `${thousands(num_params)} parameters.`,
    );
  }

  async #toggle() {
    if (this.training) {
      this.sleep();
      await this.#look();
      return;
    }
    await this.#guarded(async () => {
      if (this.done) this.begun = false;
      await this.#begin();
      await this.#train();
    });
  }

  async #one() {
    this.sleep();
    await this.#guarded(async () => {
      if (this.done) this.begun = false;
      await this.#begin();
      this.#progress(await this.engine.ask("train-steps", { count: 1 }));
      await this.#look();
    });
  }

  // What the reader can mend is said; the rest ends the engine.
  async #guarded(act) {
    try {
      await act();
    } catch (error) {
      this.sleep();
      this.begun = false;
      if (!(error instanceof Problem)) {
        console.warn(error);
        this.engine?.stop();
        this.engine = undefined;
      }
      this.say(error instanceof Problem ? error.message : "It stopped.", true);
    }
  }

  async #train() {
    const token = {};
    this.training = token;
    this.go.show("Pause");
    let count = 1;
    let looked = 0;
    const began = { time: performance.now(), step: this.step ?? 0 };
    while (this.training === token) {
      const before = performance.now();
      const slow = this.state.slow;
      const progress = await this.engine.ask("train-steps", {
        count: slow ? 1 : count,
      });
      const now = performance.now();
      if (!slow) {
        const fits = (count * SLICE) / Math.max(now - before, 1);
        count = Math.max(1, Math.min(200, Math.round(fits)));
      }
      if (this.training !== token) break;
      const over = progress.is_done || !progress.is_sound;
      if (over || slow || now - looked > LOOK) {
        const seconds = (now - began.time) / 1000;
        this.#progress(progress, (progress.step - began.step) / seconds);
        await this.#look();
        looked = performance.now();
      }
      if (over) this.#finish(progress);
      else if (slow) await new Promise((go) => setTimeout(go, LOOK));
    }
  }

  #finish({ is_sound, mean, step }) {
    this.sleep();
    this.go.show("Train again");
    this.done = true;
    this.say(
      is_sound
        ? `Trained. The last hundred losses have a mean of ${fixed(mean, 3)}.`
        : `After ${step} steps the loss is no number any more: this learning `
            + "rate is too high.",
      !is_sound,
    );
  }

  #progress(progress, speed) {
    this.step = progress?.step ?? 0;
    this.done = progress ? progress.is_done || !progress.is_sound : false;
    this.bar.value = progress ? progress.step / this.state.steps : 0;
    const parts = progress
      ? [
          `step ${thousands(progress.step)}, “${progress.word}”`,
          `loss ${fixed(progress.loss, 3)}`,
          `mean ${fixed(progress.mean, 3)}`,
          `gradient ${fixed(progress.norm, 2)}`,
          speed && !this.state.slow && `${thousands(Math.round(speed))} steps/s`,
        ]
      : ["not begun"];
    this.numbers.replaceChildren(
      ...parts.filter(Boolean).map((part) => el("span", {}, part)),
    );
  }

  async #look() {
    const { inside, temperature } = this.state;
    const look = await this.engine.ask("train-look", { inside, temperature });
    this.losses.show(look.losses);
    this.matrix.show(look.inside);
    this.names.replaceChildren(
      ...look.names.map((name) => el("span", {}, name || "(nothing)")),
    );
  }

  // Pause; also called when the page lets go of the widget.
  sleep() {
    this.training = undefined;
    this.go?.show(this.begun ? "Go on" : "Train");
  }
}

define("train-microgpt", TrainMicrogpt);
