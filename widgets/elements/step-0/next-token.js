// 0.4: what the table expects after a token.

import { Check, Slider, TokenChoice, controls } from "../shared/controls.js";
import { PictureFrame, percent, thousands, tokenName } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class NextToken extends Widget {
  static initial = { token: 0, names: 1000, smoothed: true };

  build() {
    this.token = new TokenChoice({
      label: "after",
      change: (token) => this.set({ token }),
    });
    this.names = new Slider({
      label: "names counted",
      min: 0,
      max: 1000,
      format: thousands,
      change: (names) => this.set({ names }),
    });
    this.smoothed = new Check({
      label: "add one to every count",
      change: (smoothed) => this.set({ smoothed }),
    });
    this.picture = new PictureFrame();
    return [
      this.token.element,
      this.picture.element,
      controls(this.names, this.smoothed),
    ];
  }

  async draw({ token, names, smoothed }) {
    this.token.show(token);
    this.names.show(names);
    this.smoothed.show(smoothed);
    const answer = await this.ask("next-token", { token, names, smoothed });
    this.picture.show(answer.picture);
    const { probabilities, counts } = answer;
    const most = Math.max(...probabilities);
    if (most === 0) {
      this.say(`Nothing has followed ${tokenName(token)} yet.`);
      return;
    }
    const likely = tokenName(probabilities.indexOf(most));
    const never = counts.filter((count) => count === 0).length;
    this.say(
      `Most likely after ${tokenName(token)}: ${likely}, ${percent(most)}. `
        + `Never seen: ${never} of 27 tokens.`,
    );
  }
}

define("next-token", NextToken);
