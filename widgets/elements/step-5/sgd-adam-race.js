// What Adam Is Worth: gradient descent and Adam, on the model itself.

import { Button, Select, controls } from "../shared/controls.js";
import { PictureFrame, el, fixed } from "../shared/dom.js";
import { Engine } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

const options = (rates) => rates.map((rate) => [rate, String(rate)]);

class SgdAdamRace extends Widget {
  static initial = { sgd: 0.1, adam: 0.01 };

  build() {
    this.sgd = new Select({
      label: "SGD’s rate",
      options: options([0.01, 0.03, 0.1, 0.2, 0.5, 1, 2]),
      change: (sgd) => this.set({ sgd }),
    });
    this.adam = new Select({
      label: "Adam’s rate",
      options: options([0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3]),
      change: (adam) => this.set({ adam }),
    });
    this.go = new Button({ text: "Train both", change: () => this.#toggle() });
    this.bar = el("progress", { max: 1, value: 1, "aria-label": "training" });
    this.picture = new PictureFrame();
    this.figure = this.stills[0].querySelector("svg");
    return [
      controls(this.sgd, this.adam, this.go),
      this.bar,
      this.picture.element,
    ];
  }

  // Another rate begins anew; until then it shows what the page does.
  draw({ sgd, adam }) {
    this.sleep();
    this.sgd.show(sgd);
    this.adam.show(adam);
    this.bar.value = 0;
    this.picture.element.replaceChildren(this.figure.cloneNode(true));
    this.say("The chart has the rates of the book. Train both at yours.");
  }

  async #toggle() {
    if (this.race) {
      this.sleep();
      this.say("Stopped.");
      return;
    }
    const race = {};
    this.race = race;
    this.go.show("Stop");
    this.say("Both learn from the same names …");
    // An engine of its own: training keeps no other widget waiting.
    this.engine ??= new Engine();
    try {
      const last = await this.engine.ask("race-start", this.state);
      for (let done = false; !done && this.race === race;) {
        const progress = await this.engine.ask("race-steps", { count: 10 });
        if (this.race !== race) return;
        this.picture.show(progress.picture);
        this.bar.value = progress.step / last;
        done = Boolean(progress.validation);
        if (done) this.#finish(progress.validation);
      }
    } catch (error) {
      if (this.race !== race) return;
      console.warn(error);
      this.sleep();
      this.say("It stopped; Reset starts again.", true);
    }
  }

  #finish([sgd, adam]) {
    this.sleep();
    const loss = (it) => (it === null ? "no number any more" : fixed(it, 3));
    this.say(`Validation loss: SGD ${loss(sgd)}, Adam ${loss(adam)}.`);
  }

  // Ends what is being trained; also called when the page lets go of it.
  sleep() {
    if (this.race) {
      this.engine.stop();
      this.engine = undefined;
    }
    this.race = undefined;
    this.go?.show("Train both");
  }
}

define("sgd-adam-race", SgdAdamRace);
