// 7.2: a text in pieces of words.

import { Slider, TextField, controls } from "../shared/controls.js";
import { chip, el, fixed } from "../shared/dom.js";
import { Widget, define } from "../shared/widget.js";

const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

class WordPieces extends Widget {
  static initial = {
    text: "Queequeg was George Washington cannibalistically developed.",
    merges: 256,
  };

  build() {
    this.text = new TextField({
      label: "text",
      maxLength: 200,
      change: (text) => this.set({ text }),
    });
    this.merges = new Slider({
      label: "merges",
      min: 0,
      max: 768,
      change: (merges) => this.set({ merges }),
    });
    this.pieces = el("p", { class: "chips" });
    this.numbers = el("p", { class: "numbers" });
    return [
      controls(this.text),
      controls(this.merges),
      this.pieces,
      this.numbers,
    ];
  }

  async draw({ text, merges }) {
    this.text.show(text);
    this.merges.show(merges);
    try {
      const answer = await this.ask("word-pieces", { text, merges });
      this.#show(answer);
      this.say(this.#lastMerge(merges, answer));
    } catch (refusal) {
      // The pieces of another text would lie.
      this.pieces.replaceChildren();
      this.numbers.replaceChildren();
      throw refusal;
    }
  }

  #show({ pieces, characters, bytes, per_token, last }) {
    const chips = pieces.map(({ id, text }) => {
      const piece = chip(id, text);
      piece.classList.toggle("just-made", id === last?.[0].id);
      return piece;
    });
    this.pieces.replaceChildren(...chips.flatMap((it) => [it, " "]));
    const parts = [
      count(characters, "character"),
      count(bytes, "byte"),
      count(pieces.length, "token"),
      `${fixed(per_token, 2)} characters per token`,
    ];
    this.numbers.replaceChildren(...parts.map((part) => el("span", {}, part)));
  }

  #lastMerge(merges, { pieces, last }) {
    if (!last) return "Without a merge, each byte is a token.";
    const [made, first, second] = last;
    const times = pieces.filter(({ id }) => id === made.id).length;
    const where = times ? `It comes ${count(times, "time")} here.`
      : "It does not come here.";
    return `Merge ${merges} puts ${first.text} and ${second.text} together: `
      + `token ${made.id} is ${made.text}. ${where}`;
  }
}

define("word-pieces", WordPieces);
