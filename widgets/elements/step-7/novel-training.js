// 7.3: a model that learns from the novel, in the page.

import { Button, Slider, TextField, controls } from "../shared/controls.js";
import { PictureFrame, el, fixed, thousands } from "../shared/dom.js";
import { Engine, Refusal, asset } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

// How long a slice of training may keep the worker from answering.
const SLICE = 100; // milliseconds
const LOOK = 2000; // milliseconds between two looks
// For readers who want nothing to move.
const SELDOM = 20_000;

class NovelTraining extends Widget {
  static initial = { prompt: "The white whale ", temperature: 0.7 };

  build() {
    this.go = new Button({ text: "Train", change: () => this.#toggle() });
    this.prompt = new TextField({
      label: "it begins with",
      maxLength: 60,
      size: 24,
      change: (prompt) => this.set({ prompt }),
    });
    this.temperature = new Slider({
      label: "temperature",
      min: 0.1,
      max: 2,
      step: 0.1,
      format: (value) => fixed(value, 1),
      change: (temperature) => this.set({ temperature }),
    });
    this.bar = el("progress", { max: 1, value: 0, "aria-label": "training" });
    this.numbers = el("p", { class: "numbers" });
    this.picture = new PictureFrame();
    this.sample = el("p", { class: "sample" });
    return [
      controls(this.go, this.prompt, this.temperature),
      this.bar,
      this.numbers,
      this.sample,
      this.picture.element,
    ];
  }

  async draw({ prompt, temperature }) {
    this.prompt.show(prompt);
    this.temperature.show(temperature);
    // What trains must not keep the other widgets waiting.
    const engine = this.engine ?? Engine.shared();
    const look = await engine.ask("novel-look", { prompt, temperature });
    this.picture.show(look.picture);
    this.sample.replaceChildren(
      el("b", {}, prompt),
      look.written ?? "… (it has not read anything yet)",
    );
    if (!this.engine) this.#forget();
    else this.says.classList.remove("problem");
  }

  // As it is before the novel has been loaded.
  #forget() {
    this.step = 0;
    this.go.show("Train");
    this.bar.value = 0;
    this.numbers.replaceChildren(el("span", {}, "not begun"));
    this.say("Train loads the novel, 1.2 MB, and begins.");
  }

  // While the novel is being loaded, a click says nothing new.
  async #toggle() {
    if (this.loading) return;
    if (this.training) {
      this.sleep();
      this.go.show("Go on");
      this.say(`Paused after ${thousands(this.step)} steps.`);
      return this.set({});
    }
    try {
      if (!this.engine || this.done) await this.#begin();
      await this.#train();
    } catch (error) {
      this.sleep();
      const isMended = error instanceof Refusal;
      if (!isMended) {
        console.warn(error);
        this.#end();
      }
      this.go.show(this.engine ? "Go on" : "Train");
      this.say(isMended ? error.message : "It stopped: try again.", true);
    }
  }

  // Another run, with an engine of its own.
  async #begin() {
    this.#end();
    const token = {};
    this.loading = token;
    this.say("Loading the novel …");
    try {
      const engine = new Engine();
      const novel = await asset("novel");
      this.started = await engine.ask("novel-start", { novel });
      // The reader may have pressed Reset.
      if (this.loading !== token) return engine.stop();
      this.engine = engine;
    } finally {
      if (this.loading === token) this.loading = undefined;
    }
    this.done = false;
    this.time = 0;
    const { characters, vocab_size, num_params } = this.started;
    this.size = `${thousands(num_params)} parameters learn from `
      + `${thousands(characters)} characters, ${vocab_size} different ones.`;
  }

  async #train() {
    const { engine } = this;
    if (!engine) return;
    const token = {};
    this.training = token;
    this.go.show("Pause");
    this.say(this.size);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const wait = isStill ? SELDOM : LOOK;
    let count = 1; // as many as fit into a slice
    let looked = -Infinity;
    while (this.training === token) {
      const { answer, took } = await engine.timed("novel-steps", { count });
      if (this.training !== token) return;
      // What the worker took for the steps, in milliseconds.
      this.time += took;
      const fits = (count * SLICE) / Math.max(took, 1);
      count = Math.max(1, Math.min(100, Math.round(fits)));
      this.#progress(answer);
      if (answer.is_done || performance.now() - looked > wait) {
        if (!document.hidden) await this.set({}, { quietly: true });
        looked = performance.now();
      }
      if (answer.is_done) this.#finish();
    }
  }

  #progress({ step, mean, is_done }) {
    const { steps, in_a_step } = this.started;
    this.step = step;
    this.done = is_done;
    this.bar.value = step / steps;
    const rate = (step * in_a_step) / (this.time / 1000);
    const parts = [
      `step ${thousands(step)} of ${thousands(steps)}`,
      `${fixed(mean, 2)} bits per character`,
      `${thousands(Math.round(rate))} characters/s`,
      `${Math.round(this.time / 1000)} s`,
    ];
    this.numbers.replaceChildren(...parts.map((part) => el("span", {}, part)));
  }

  #finish() {
    this.sleep();
    this.go.show("Train again");
    this.say("Trained. Let it begin with something else.");
  }

  // Begins with nothing.
  reset() {
    this.sleep();
    this.#end();
    return super.reset();
  }

  #end() {
    this.loading = undefined;
    this.engine?.stop();
    this.engine = undefined;
  }

  // Pauses; also called when the page lets go of the widget.
  sleep() {
    this.training = undefined;
  }
}

define("novel-training", NovelTraining);
