// 6.7: all engines, one after the other, in the page.

import { Button, controls } from "../shared/controls.js";
import { PictureFrame, el, table } from "../shared/dom.js";
import { Engine } from "../shared/engine.js";
import { Widget, define } from "../shared/widget.js";

const RUNGS = [
  ["pointers", "pointers"],
  ["arena", "arena"],
  ["tape", "tape"],
  ["matrices", "matrices"],
  ["kept", "memory kept"],
  ["vectors-f64", "vectors, f64"],
  ["vectors-f32", "vectors, f32"],
];
const TIME = 1000; // milliseconds for each rung
// How long a slice may keep the worker from answering.
const SLICE = 25; // milliseconds
const LOOK = 250; // milliseconds between two looks

class EngineRace extends Widget {
  build() {
    this.buttons = RUNGS.map(
      ([rung, text]) => new Button({ text, change: () => this.#run([rung]) }),
    );
    const every = RUNGS.map(([rung]) => rung);
    this.all = new Button({ text: "all", change: () => this.#run(every) });
    this.end = new Button({ text: "stop", change: () => this.#stop() });
    this.picture = new PictureFrame();
    const still = this.stills.find((it) => it.querySelector("table"));
    this.losses = el("div");
    // What the page says: a rung and its loss in a row.
    [this.head, ...this.told] = [...still.querySelectorAll("tr")].map((row) =>
      [...row.cells].map((cell) => cell.textContent),
    );
    return [
      controls(...this.buttons, this.all, this.end),
      this.picture.element,
      this.losses,
    ];
  }

  async draw() {
    this.sleep();
    this.engine?.stop();
    this.engine = undefined;
    this.#show(await this.ask("engine-race-look", { milliseconds: 0 }));
    this.say("Nothing has run here yet. Press an engine, or all.");
  }

  #show({ picture, losses }) {
    this.picture.show(picture);
    const rows = this.told.map((cells, i) => [...cells, losses[i]]);
    this.losses.replaceChildren(table([...this.head, "in this page"], rows));
  }

  // Some rungs, one after the other; whatever ran before stops.
  async #run(rungs) {
    this.sleep();
    const race = {};
    this.race = race;
    this.end.element.setAttribute("aria-disabled", false);
    // An engine of its own: what runs keeps no other widget waiting.
    this.engine ??= new Engine();
    try {
      let look;
      for (const rung of rungs) {
        look = await this.#time(rung, race);
        if (this.race !== race) return;
      }
      this.sleep();
      this.#finish(rungs, look);
    } catch (error) {
      if (this.race !== race) return;
      console.warn(error);
      this.sleep();
      this.engine?.stop();
      this.engine = undefined;
      this.say("It stopped; Reset starts again.", true);
    }
  }

  // A second of one rung, by the worker's clock, in slices. Nothing of it if
  // another race has begun.
  async #time(rung, race) {
    const { engine } = this;
    const name = await engine.ask("engine-race-start", { rung });
    if (this.race !== race) return undefined;
    this.say(`Running: ${name} …`);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let count = 1; // as many as fit into a slice
    let milliseconds = 0;
    let looked = 0;
    for (;;) {
      const { answer, took } = await engine.timed("engine-race-steps", {
        count,
      });
      if (this.race !== race) return undefined;
      milliseconds += took;
      const isDone = milliseconds >= TIME && answer.is_enough;
      if (isDone || (!isStill && milliseconds - looked > LOOK)) {
        looked = milliseconds;
        const look = await engine.ask("engine-race-look", { milliseconds });
        if (this.race !== race) return undefined;
        this.#show(look);
        if (isDone) return look;
      }
      const fits = (count * SLICE) / Math.max(took, 1);
      count = Math.max(1, Math.min(1000, Math.round(fits)));
    }
  }

  #finish(rungs, { rates, losses, ratio }) {
    if (rungs.length > 1) {
      this.say(`All have run. The fastest is ${ratio} times the slowest.`);
      return;
    }
    const i = RUNGS.findIndex(([rung]) => rung === rungs[0]);
    this.say(
      `${RUNGS[i][1]}: ${rates[i]} steps a second, and a loss of ${losses[i]} `
        + "at step 20.",
    );
  }

  #stop() {
    if (!this.race) return;
    this.sleep();
    this.say("Stopped.");
  }

  // Stops; also called when the page lets go of it.
  sleep() {
    this.race = undefined;
    this.end?.element.setAttribute("aria-disabled", true);
  }
}

define("engine-race", EngineRace);
