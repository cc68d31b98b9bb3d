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
    this.say(words(answer, token, smoothed));
  }
}

function words({ probabilities, counts, total }, token, smoothed) {
  const name = tokenName(token);
  if (total === 0) {
    const start = `Nothing has followed ${name} yet`;
    if (!smoothed) return `${start}: the shares are 0 / 0.`;
    const [share] = probabilities.map((it) => percent(it));
    return `${start}: each token has ${sum(0, 1)} / ${sum(0, 27)} = ${share}.`;
  }
  const most = probabilities.indexOf(Math.max(...probabilities));
  const never = counts.indexOf(0);
  const share = (next) => {
    const fraction = smoothed
      ? `${sum(counts[next], 1)} / ${sum(total, 27)}`
      : `${counts[next]} / ${thousands(total)}`;
    return `${fraction} = ${percent(probabilities[next])}`;
  };
  const next = tokenName(most);
  const likely = `Most likely after ${name}: ${next}, ${share(most)}.`;
  if (never < 0) return `${likely} All 27 tokens were seen.`;
  const unseen = counts.filter((count) => count === 0).length;
  return `${likely} Never seen: ${unseen} of 27, each ${share(never)}.`;
}

// A count and what smoothing adds, which stay on one line.
const sum = (count, more) => `(${thousands(count)}\u00a0+\u00a0${more})`;

define("next-token", NextToken);
