// What a reader sees and does while a widget draws.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isAsked } from "./each-widget.mjs";
import { Views, settled } from "./views.mjs";

let views;
before(async () => (views = await Views.open()));
after(() => views?.close());

// What is drawn is marked until it is that of the reader's words again.
describe("a picture of before is seen to be one", () => {
  const graph = "step-2-autograd/2.5-backward-walking-the-graph";
  const model = "step-5-adam/what-it-has-learned";
  const cases = [
    ["expression-graph", graph, "expression", ["a +", "a + a"]],
    ["ask-the-model", model, "name", ["zoë", "zoe"]],
  ];
  for (const [tag, page, label, [wrong, right]] of cases) {
    if (!isAsked({ tag })) continue;
    test(tag, async () => {
      const { view, widget } = await views.wake({ tag, page });
      const field = widget.getByLabel(label, { exact: true });
      const drawing = widget.locator(".picture svg").first();
      const opacity = () =>
        drawing.evaluate((it) => Number(getComputedStyle(it).opacity));
      const before = await drawing.innerHTML();
      await field.fill(wrong);
      await widget.locator(".problem").waitFor();
      await settled(widget);
      assert.equal(await drawing.innerHTML(), before, "the picture stays");
      assert.ok((await opacity()) < 0.5);
      await field.fill(right);
      await widget.locator(".live:not(.outdated)").waitFor();
      assert.equal(await opacity(), 1);
      assert.deepEqual(view.problems, []);
    });
  }
});

// Runs in the page: answers to a widget wait until `answer()` lets one go.
function holdAnswers(widget) {
  const ask = widget.ask.bind(widget);
  const held = [];
  widget.ask = async (...args) => {
    await new Promise((go) => held.push(go));
    return ask(...args);
  };
  const isDue = async () => {
    while (widget.drawing && held.length === 0) {
      await new Promise(requestAnimationFrame);
    }
  };
  // Until the picture is shown, and the next one asked for if there is one.
  widget.answer = async () => {
    await isDue();
    held.shift()?.();
    await isDue();
  };
}

// Each key goes on from the one before, though its picture is not there yet.
describe("keys are not lost while a picture is drawn", () => {
  const [step0, step5] = ["step-0-counting", "step-5-adam"];
  const adam = `${step5}/5.2-momentum-and-adaptive-rates`;
  const cases = [
    ["count-table", `${step0}/0.3-the-count-table`, "ArrowDown", "row", 7],
    ["token-pairs", `${step0}/0.5-training`, "Enter", "pairs", 4],
    ["moving-average", adam, "ArrowRight", "at", 17],
    ["sgd-against-adam", `${step5}/5.1-what-changes`, "ArrowRight", "x", -5.5],
    ["letter-map", `${step5}/what-it-has-learned`, "ArrowRight", "token", 6],
  ];
  for (const [tag, page, key, name, expected] of cases) {
    if (!isAsked({ tag })) continue;
    test(tag, async () => {
      const { view, widget } = await views.wake({ tag, page });
      await widget.evaluate(holdAnswers);
      const next = widget.getByRole("button", { name: "next" });
      const frame = widget.getByRole("application").first();
      await (key === "Enter" ? next : frame).focus();
      // Two or three keys to a picture.
      for (let i = 0; i < 7; i++) {
        await view.keyboard.press(key);
        if (i % 3 === 2) await widget.evaluate((it) => it.answer());
      }
      await widget.evaluate(async (it) => {
        while (it.drawing) await it.answer();
      });
      const state = await widget.evaluate((it) => it.state);
      assert.equal(state[name], expected);
    });
  }
});
