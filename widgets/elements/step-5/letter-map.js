// 5.4: the token embeddings in two dimensions, while the model learns.

import { Button, Slider, TokenChoice, controls } from "../shared/controls.js";
import { fixed, percent, thousands, tokenName } from "../shared/dom.js";
import { PointedFrame, pointAtPlaces } from "../shared/pointing.js";
import { Widget, define } from "../shared/widget.js";

const LAST = 1000;
const EVERY = 10;
const PAUSE = 100; // milliseconds between two maps

class LetterMap extends Widget {
  static initial = { step: LAST, token: -1 };

  build() {
    this.step = new Slider({
      label: "step",
      min: 0,
      max: LAST,
      step: EVERY,
      format: thousands,
      change: (step) => {
        this.sleep();
        this.set({ step });
      },
    });
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.play = new Button({
      text: this.still ? "Next" : "Play",
      change: () => this.#play(),
    });
    this.picture = new PointedFrame();
    this.letters = pointAtPlaces(this.picture, {
      label: "map of the letters: the arrow keys go from letter to letter",
      change: (token) => this.set({ token }),
    });
    this.token = new TokenChoice({
      label: "nearest to",
      change: (token) => this.set({ token }),
    });
    return [
      controls(this.play, this.step),
      this.picture.element,
      this.token.element,
    ];
  }

  async draw({ step, token }) {
    this.step.show(step);
    this.token.show(token);
    const args = { step, token: token < 0 ? null : token };
    const answer = await this.ask("letter-map", args);
    this.picture.show(answer.picture);
    this.picture.places = answer.places;
    this.letters.mark(token);
    if (this.playing) return; // what moves is not read aloud
    const nearest = answer.neighbours.map(
      ([other, distance]) => `${tokenName(other)} ${fixed(distance, 2)}`,
    );
    this.say(
      `Step ${thousands(step)}: these two directions hold `
        + `${percent(answer.share, 0)} of the spread. `
        + (token < 0
          ? "Choose a letter to see which are nearest to it."
          : `Nearest to ${tokenName(token)} in all 16: ${nearest.join(", ")}.`),
    );
  }

  // From here to the end, or from the start if this is the end. Without
  // motion, a twentieth of the way.
  async #play() {
    if (this.playing) {
      this.sleep();
      return this.set({});
    }
    const from = this.state.step >= LAST ? 0 : this.state.step;
    if (this.still) {
      const isStart = this.state.step >= LAST;
      return this.set({ step: isStart ? 0 : Math.min(from + 50, LAST) });
    }
    const token = {};
    this.playing = token;
    this.play.show("Pause");
    this.say("The model learns, name after name.");
    for (let step = from; this.playing === token; step += EVERY) {
      if (step >= LAST) this.sleep();
      await this.set({ step: Math.min(step, LAST) });
      await new Promise((go) => setTimeout(go, PAUSE));
    }
  }

  reset() {
    this.sleep();
    return super.reset();
  }

  sleep() {
    this.playing = undefined;
    if (!this.still) this.play?.show("Play");
  }
}

define("letter-map", LetterMap);
