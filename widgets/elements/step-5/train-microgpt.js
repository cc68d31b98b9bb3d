// 5.4: microGPT, trained in the page.

import {
  Button,
  Choice,
  Select,
  Slider,
  controls,
} from "../shared/controls.js";
import {
  PictureFrame,
  el,
  fixed,
  hasAll,
  thousands,
} from "../shared/dom.js";
import { Engine, Refusal, asset } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

// How long a slice of training may keep the worker from answering.
const SLICE = 25; // milliseconds
const LOOK = 250; // milliseconds between two looks
// Steps between two looks: to read along, to watch, and as fast as it goes.
const SPEEDS = { slow: 1, steady: 25, full: Infinity };
const ENGINES = [
  ["tape", "tape"],
  ["matrices", "matrices"],
  ["vectors-f64", "vectors, f64"],
  ["vectors-f32", "vectors, f32"],
];
const STEPS = [100, 1000, 5000, 20000];
const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
const INSIDE = [
  ["wte", "token embeddings, a column each"],
  ["wpe", "position embeddings"],
  ["layer0.attn_wq", "the matrix of the queries"],
  ["layer0.mlp_fc1", "the first matrix of the MLP"],
  ["layer0.mlp_fc2", "the second matrix of the MLP"],
  ["lm_head", "the matrix of the logits"],
  ["attention", "attention in the last step"],
  ["gradient", "the length of the gradient"],
];

class TrainMicrogpt extends Widget {
  static initial = {
    steps: 1000,
    rate: 0.01,
    engine: "tape",
    temperature: 0.5,
    inside: "wte",
    speed: "steady",
    words: "",
  };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    this.one = new Button({ text: "One step", change: () => this.#one() });
    this.speed = new Choice({
      label: "speed",
      options: Object.keys(SPEEDS).map((speed) => [speed, speed]),
      change: (speed) => this.set({ speed }),
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
    this.computes = new Select({
      label: "engine",
      options: ENGINES,
      change: (engine) => this.#setUp({ engine }),
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
    const hintId = `${this.id}-words`;
    const hint = el(
      "p",
      { class: "hint", id: hintId },
      "One a line, or with commas between them. Capitals become small "
        + "letters. Every other character (é, 7, a hyphen, a space within a "
        + "word) stays as it is and gets a token of its own. Then press Train.",
    );
    this.words = el("textarea", {
      rows: 6,
      "aria-describedby": hintId,
      maxLength: 60_000,
      spellcheck: false,
      "aria-label": "Your own words, one a line",
      placeholder: "one a line: towns, plants, words of your language …",
      oninput: () => {
        clearTimeout(this.typing);
        const take = () => this.#setUp({ words: this.words.value });
        this.typing = setTimeout(take, 300);
      },
    });
    this.bar = el("progress", { max: 1, value: 1, "aria-label": "training" });
    this.losses = new PictureFrame();
    this.matrix = new PictureFrame();
    this.names = el("p", { class: "names" });
    this.known = el("p", { class: "known" });
    this.numbers = el("p", { class: "numbers" });
    // Until it trains, it shows the run that the page tells of.
    this.curve = this.querySelector("svg");
    return [
      controls(
        this.go,
        this.one,
        this.speed,
        this.steps,
        this.rate,
        this.computes,
      ),
      el(
        "details",
        {},
        el("summary", {}, "Train it on words of your own"),
        this.words,
        hint,
      ),
      this.bar,
      this.numbers,
      this.losses.element,
      controls(this.temperature),
      this.names,
      this.known,
      controls(this.inside),
      this.matrix.element,
    ];
  }

  // Whether it learns from words of the reader.
  #isOwn() {
    return this.state.words.trim() !== "";
  }

  // Whether it is the run that the page tells of, on whatever engine.
  #isOfBook() {
    const { steps, rate, words } = TrainMicrogpt.initial;
    return hasAll({ steps, rate, words }, this.run);
  }

  // A change that begins another run.
  #setUp(change) {
    this.sleep();
    return this.set(change);
  }

  async draw(state) {
    for (const name of ["speed", "steps", "rate", "inside", "temperature"]) {
      this[name].show(state[name]);
    }
    this.computes.show(state.engine);
    if (this.words.value !== state.words) this.words.value = state.words;
    const { steps, rate, words, engine } = state;
    const run = { steps, rate, words, engine };
    if (!hasAll(run, this.run)) {
      this.run = run;
      await this.#begin();
    }
    await this.#look();
  }

  // Another run, with an engine of its own: training keeps no other widget
  // waiting. Until it trains, the curve is that of the page.
  async #begin() {
    this.sleep();
    this.engine ??= new Engine();
    const { words, steps, rate, engine } = this.state;
    const isOwn = this.#isOwn();
    const asked = { words, own: isOwn, steps, rate, engine };
    let started = await this.engine.ask("train-start", asked);
    // A run that is longer than the names at the desk needs all of them.
    if (!isOwn && started.num_docs < steps) {
      asked.words = await asset("names");
      started = await this.engine.ask("train-start", asked);
    }
    const isOfBook = this.#isOfBook();
    this.losses.element.replaceChildren();
    if (isOfBook) this.losses.element.append(this.curve.cloneNode(true));
    this.go.show("Train");
    this.#progress(null);
    const { num_docs, vocab_size, num_params, first } = started;
    const noun = num_docs === 1 ? "word" : "words";
    const docs = isOwn ? `${thousands(num_docs)} ${noun}` : "the names";
    this.say(
      `Ready to learn from ${docs} (${first.join(", ")} …): ${vocab_size} `
        + `tokens, ${thousands(num_params)} parameters.`
        + (isOwn ? " Press Train." : "")
        + (isOfBook ? " The curve is the book's own run." : ""),
    );
  }

  async #toggle() {
    if (this.training) {
      this.sleep();
      this.go.show("Go on");
      this.say(`Paused after ${thousands(this.step)} steps.`);
      return this.#look();
    }
    return this.#guarded(async () => {
      if (this.done) await this.#begin();
      await this.#train();
    });
  }

  async #one() {
    this.sleep();
    return this.#guarded(async () => {
      if (this.done) await this.#begin();
      const progress = await this.engine.ask("train-steps", { count: 1 });
      this.#progress(progress);
      this.say(`Step ${progress.step}: loss ${fixed(progress.loss, 3)}.`);
      this.go.show("Go on");
      await this.#look();
    });
  }

  // What the reader can mend is said; after anything else, a new engine.
  async #guarded(act) {
    try {
      await act();
    } catch (error) {
      this.sleep();
      if (!(error instanceof Refusal)) {
        console.warn(error);
        this.engine?.stop();
        this.engine = undefined;
        this.run = undefined;
      }
      const words = "It stopped; Reset starts again.";
      this.say(error instanceof Refusal ? error.message : words, true);
    }
  }

  async #train() {
    const token = {};
    this.training = token;
    this.go.show("Pause");
    this.say("Training …");
    const began = this.step;
    let time = 0; // what the worker took for the steps, in milliseconds
    let count = 1; // as many as fit into a slice
    let due = 0; // the step at which to look next
    while (this.training === token) {
      const most = SPEEDS[this.state.speed];
      const asked = Math.min(count, most);
      const slice = { count: asked };
      const sent = await this.engine.timed("train-steps", slice);
      if (this.training !== token) return;
      const { answer: progress, took } = sent;
      const now = performance.now();
      time += took;
      const fits = (asked * SLICE) / Math.max(took, 1);
      count = Math.max(1, Math.min(200, Math.round(fits)));
      const over = progress.is_done || !progress.is_sound;
      const looks = most === Infinity
        ? now - (this.looked ?? 0) > LOOK
        : progress.step >= due;
      if (over || looks) {
        const taken = progress.step - began;
        this.#progress(progress, time && taken / (time / 1000));
        await this.#look();
        this.looked = performance.now();
        due = progress.step + most;
      }
      if (over) this.#finish(progress);
      else if (looks && most !== Infinity) {
        await new Promise((go) => setTimeout(go, LOOK));
      }
    }
  }

  #finish({ is_sound, mean, step }) {
    this.sleep();
    this.go.show("Train again");
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
          speed && `${thousands(Math.round(speed))} steps/s`,
        ]
      : ["not begun"];
    this.numbers.replaceChildren(
      ...parts.filter(Boolean).map((part) => el("span", {}, part)),
    );
  }

  async #look() {
    if (document.hidden) return;
    const { inside, temperature } = this.state;
    const look = await this.engine.ask("train-look", { inside, temperature });
    if (this.step > 0) this.losses.show(look.losses);
    this.matrix.show(look.inside);
    this.names.replaceChildren(
      ...look.names.map((name) => el("span", {}, name || "(nothing)")),
    );
    const { length } = look.names;
    this.known.textContent = this.#isOwn() && length
      ? `${look.num_known} of these ${length} are words of the list.`
      : "";
  }

  // Begins again, from the same settings too.
  reset() {
    this.run = undefined;
    return super.reset();
  }

  // Pauses; also called when the page lets go of the widget.
  sleep() {
    this.training = undefined;
  }
}

define("train-microgpt", TrainMicrogpt);
