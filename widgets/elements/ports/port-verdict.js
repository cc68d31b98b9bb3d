// Is Your Port Right?: what a port has printed, and the verdict on it.

import { Button, controls } from "../shared/controls.js";
import { el } from "../shared/dom.js";
import { Engine, Refusal } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

class PortVerdict extends Widget {
  build() {
    // The first frame is the page's own: a log, and the verdict on it.
    [this.first, this.firstVerdict] = [...this.querySelectorAll("pre code")]
      .map((code) => code.textContent);
    const id = `${this.id}-text`;
    this.text = el("textarea", {
      id,
      rows: 12,
      maxLength: 500_000,
      spellcheck: false,
      autocapitalize: "none",
      value: this.first,
      oninput: () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.#change(), 300);
      },
    });
    this.go = new Button({ text: "Compare", change: () => this.#compare() });
    this.verdict = el("div", { class: "verdict", role: "status" });
    this.shown = this.firstVerdict;
    return [
      el("label", { for: id }, "what your port prints"),
      this.text,
      controls(this.go),
      this.verdict,
    ];
  }

  sleep() {
    this.#stop();
  }

  // Another text: what was said of the last one is not said of it.
  #change() {
    this.#stop();
    this.shown = this.text.value === this.first ? this.firstVerdict : "";
    return this.set({}, { quietly: true });
  }

  #stop() {
    clearTimeout(this.typing);
    this.engine?.stop();
    this.engine = undefined;
    this.go.show("Compare");
  }

  // In a worker of its own: what takes long can be stopped.
  async #compare() {
    if (this.engine) return this.#change();
    clearTimeout(this.typing); // What is typed is there already.
    const engine = new Engine();
    this.engine = engine;
    this.go.show("Stop");
    this.shown = "Trains the changes that it knows …";
    await this.set({}, { quietly: true });
    const text = this.text.value;
    try {
      await engine.knowNames();
      this.shown = await engine.ask("port-verdict", { text });
    } catch (error) {
      if (engine !== this.engine) return;
      // What is wrong with the text is said below it.
      this.shown = error instanceof Refusal
        ? ""
        : "Something went wrong here; Reset starts again.";
    }
    if (engine !== this.engine) return;
    this.#stop();
    await this.set({}, { quietly: true });
  }

  async draw() {
    // A row that a terminal breaks is one line here, which the page breaks.
    const lines = this.shown.trimEnd().replaceAll(/\n {12}/g, " ").split("\n");
    this.verdict.replaceChildren(...lines.map((line) => el("div", {}, line)));
    this.say(await this.ask("port-losses", { text: this.text.value }));
  }

  reset() {
    this.text.value = this.first;
    this.#stop();
    this.shown = this.firstVerdict;
    return super.reset();
  }
}

define("port-verdict", PortVerdict);
