// 5.4: what the model gives each letter of a name, and how it comes to that.

import { PositionChoice, controls } from "../shared/controls.js";
import {
  LiveTable,
  PictureFrame,
  el,
  fixed,
  percent,
  tokenName,
} from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";
import { nameField } from "../step-4/reading.js";

class AskTheModel extends Widget {
  static initial = { word: "emma", at: 2 };

  build() {
    this.word = nameField((word) => this.set({ word }));
    this.place = new PositionChoice({
      label: "look at what follows",
      change: (at) => this.set({ at }),
    });
    this.table = new LiveTable(this);
    this.table.body.onclick = ({ target }) => {
      const at = target.closest("tr").rowIndex - 1;
      if (at < this.table.body.rows.length - 1) this.set({ at });
    };
    this.pictures = [new PictureFrame(), new PictureFrame()];
    const panels = ["untrained", "trained"].map((name, i) =>
      el("div", {}, el("strong", {}, name), this.pictures[i].element),
    );
    return [
      controls(this.word, this.place),
      this.table.element,
      el("div", { class: "two-models" }, panels),
    ];
  }

  async draw({ word, at: asked }) {
    this.word.show(word);
    const answer = await this.ask("ask-the-model", { word, at: asked });
    const { read, came, probabilities, losses, means, at } = answer;
    this.place.show(at, read);
    const seen = read.map(tokenName).slice(1);
    const numbers = (i) =>
      [0, 1].flatMap((model) => [
        fixed(probabilities[model][i], 3),
        fixed(losses[model][i], 2),
      ]);
    const ends = (token) => (token === read[0] ? "the end" : tokenName(token));
    this.table.show([
      ...came.map((token, i) => [
        seen.slice(0, i).join("") || "nothing",
        ends(token),
        ...numbers(i),
      ]),
      ["mean", "", "", fixed(means[0], 2), "", fixed(means[1], 2)],
    ]);
    this.table.body.rows[at].setAttribute("aria-current", "true");
    this.pictures.forEach((frame, i) => frame.show(answer.pictures[i]));
    const [likeliest, most] = answer.likeliest;
    const known = answer.is_known ? "one" : "not one";
    this.say(
      `After ${seen.slice(0, at).join("") || "nothing"}, trained: `
        + `${ends(came[at])} ${percent(probabilities[1][at])}, likeliest `
        + `${ends(likeliest)} ${percent(most)}. ${seen.join("")} is `
        + `${known} of the thousand names learned from.`,
    );
  }
}

define("ask-the-model", AskTheModel);
