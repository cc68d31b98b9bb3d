// 5.4: what the model gives each letter of a name, and how it comes to that.

import { PositionChoice, TextField, controls } from "../shared/controls.js";
import {
  LiveTable,
  PictureFrame,
  el,
  fixed,
  percent,
  tokenName,
} from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

const ORDINALS = [
  "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
  "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
  "fifteenth",
];

// A change of a loss, in words too, for those who hear it.
function changeOf(loss) {
  const [arrow, words] = loss < 0 ? ["▼", "lower by"] : ["▲", "higher by"];
  return [
    el("span", { "aria-hidden": "true" }, arrow),
    " ",
    el("span", { class: "heard" }, words),
    ` ${fixed(Math.abs(loss), 2)}`,
  ];
}

// Things in a row, as a sentence has them.
function listed(things) {
  if (things.length < 2) return things[0] ?? "nothing";
  return `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
}

// Which letters cost less after training, and which more. One that comes more
// than once is counted.
function summary(names, changes) {
  const called = names.map((name, i) => {
    if (names.indexOf(name) === names.lastIndexOf(name)) return name;
    const before = names.slice(0, i).filter((other) => other === name);
    return `the ${ORDINALS[before.length]} ${name}`;
  });
  const lower = called.filter((_, i) => changes[i] < 0);
  const higher = called.filter((_, i) => changes[i] >= 0);
  return `Training has lowered the loss of ${listed(lower)}, and raised `
    + `that of ${listed(higher)}.`;
}

class AskTheModel extends Widget {
  static initial = { word: "emma", at: 2 };

  build() {
    this.word = new TextField({
      label: "name",
      size: 9,
      change: (word) => this.set({ word }),
    });
    this.place = new PositionChoice({
      label: "look at what follows",
      change: (at) => this.set({ at }),
    });
    this.table = new LiveTable(this);
    this.table.body.onclick = ({ target }) => {
      const at = target.closest("tr").rowIndex - 1;
      if (at < this.table.body.rows.length - 1) this.set({ at });
    };
    this.summary = el("p", { class: "summary" });
    this.pictures = [new PictureFrame(), new PictureFrame()];
    const panels = ["untrained", "trained"].map((name, i) =>
      el("div", {}, el("strong", {}, name), this.pictures[i].element),
    );
    return [
      controls(this.word, this.place),
      this.table.element,
      this.summary,
      el("div", { class: "two-models" }, panels),
    ];
  }

  async draw({ word, at: asked }) {
    this.word.show(word);
    const answer = await this.ask("ask-the-model", { word, at: asked });
    const { read, came, probabilities, losses, means, at } = answer;
    const { changes } = answer;
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
        changeOf(changes[i]),
      ]),
      [
        "mean", "", "", fixed(means[0], 2), "", fixed(means[1], 2),
        changeOf(answer.mean_change),
      ],
    ]);
    this.summary.textContent = summary(came.map(ends), changes);
    this.table.body.rows[at].setAttribute("aria-current", "true");
    this.pictures.forEach((frame, i) => frame.show(answer.pictures[i]));
    const [likeliest, most] = answer.likeliest;
    const known = answer.is_known ? "one" : "not one";
    const cut = answer.cut_at
      ? `The name is cut after ${answer.cut_at} letters, the most that the `
        + "model reads. "
      : "";
    this.say(
      `${cut}After ${seen.slice(0, at).join("") || "nothing"}, trained: `
        + `${ends(came[at])} ${percent(probabilities[1][at])}, likeliest `
        + `${ends(likeliest)} ${percent(most)}. ${seen.join("")} is `
        + `${known} of the thousand names learned from.`,
      Boolean(cut),
    );
  }
}

define("ask-the-model", AskTheModel);
