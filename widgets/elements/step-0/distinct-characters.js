// 0.2: some words make a vocabulary.

import { TextField, controls } from "../shared/controls.js";
import { LiveTable, chip } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

class DistinctCharacters extends Widget {
  static initial = { words: "emma, olivia, ava" };

  build() {
    this.words = new TextField({
      label: "documents",
      maxLength: 60,
      size: 24,
      change: (words) => this.set({ words }),
    });
    // The expressions on the left stay; what they become is shown.
    this.table = new LiveTable(this);
    this.values = [...this.table.body.querySelectorAll("td:last-child")];
    return [controls(this.words), this.table.element];
  }

  async draw({ words }) {
    this.words.show(words);
    const answer = await this.ask("distinct-characters", { words });
    const { documents, characters, bos } = answer;
    const chips = [...characters, "BOS"].map((text, id) => chip(id, text));
    [
      [documents.join(", ")],
      [documents.join("")],
      [characters.join("")],
      chips.flatMap((it) => [it, " "]),
    ].forEach((content, i) => this.values[i].replaceChildren(...content));
    const v = characters.indexOf("v");
    this.say(
      `${bos} distinct characters and BOS. `
        + (v < 0 ? "The v has no id here." : `The v has id ${v}.`),
    );
  }
}

define("distinct-characters", DistinctCharacters);
