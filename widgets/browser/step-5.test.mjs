// The widgets of Step 5, and what is done with them.
import assert from "node:assert/strict";
import { fixed, percent } from "../elements/shared/dom.js";
import { testEach } from "./each-widget.mjs";
import { lossCurves } from "./loss-curves.mjs";

// Points at a share of the width and of the height of a widget's drawing.
async function pointAt(widget, [across, down]) {
  const drawing = widget.locator(".picture").first();
  const { x, y, width, height } = await drawing.boundingBox();
  await widget.page().mouse.click(x + across * width, y + down * height);
}

testEach([
  {
    tag: "sgd-against-adam",
    page: "step-5-adam/5.1-what-changes",
    // Both start at (-7, 2).
    mouse: (widget) => pointAt(widget, [120 / 480, 52 / 288]),
    keyboard: async (widget, press) => {
      await widget.locator(".pointed").focus();
      await press("ArrowRight", 4);
      await press("ArrowDown", 2);
    },
    shows: async (native) => {
      const asked = { x: -7, y: 2, steep: 25, sgd: 0.9, adam: 0.5, steps: 40 };
      const { heights } = await native("sgd-against-adam", asked);
      return ["From (−7.0, 2.0)", ...heights.map((it) => fixed(it, 3))];
    },
  },
  {
    tag: "sgd-adam-race",
    page: "step-5-adam/what-adam-is-worth",
    isTransient: true,
    mouse: async (widget) => {
      await widget.getByRole("button", { name: "Train both" }).click();
      await widget.getByText("Validation loss").waitFor({ timeout: 120_000 });
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "Train both" }).focus();
      await press("Enter");
      await widget.getByText("Validation loss").waitFor({ timeout: 120_000 });
    },
    shows: async (native) => {
      await native("race-start", { sgd: 0.1, adam: 0.01 });
      const { validation } = await native("race-steps", { count: 300 });
      const [sgd, adam] = validation.map((loss) => fixed(loss, 3));
      return [`Validation loss: SGD ${sgd}, Adam ${adam}.`];
    },
  },
  {
    tag: "moving-average",
    page: "step-5-adam/5.2-momentum-and-adaptive-rates",
    // The mean of the first step alone, corrected.
    mouse: async (widget) => {
      await widget.getByLabel("bias correction").check();
      await pointAt(widget, [(52 + 416 / 80) / 480, 100 / 334]);
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("bias correction").focus();
      await press("Space");
      await widget.locator(".pointed").focus();
      await press("ArrowLeft", 9);
    },
    shows: async (native) => {
      const asked = { weight: "q", beta: 0.85, corrected: true };
      const { gradients } = await native("moving-average", asked);
      const first = fixed(gradients[0], 4);
      return [`Step 1: gradient ${first}. Means: ${first} with β = 0.85`];
    },
  },
  {
    tag: "adam-stepper",
    page: "step-5-adam/5.3-the-code",
    // Line by line through the first step of gradients that all agree, then
    // the second gradient is turned around.
    mouse: async (widget) => {
      await widget.getByText("constant").click();
      await widget.getByRole("button", { name: "next step" }).click();
      for (const _ of Array(5)) {
        await widget.getByRole("button", { name: "line: next" }).click();
      }
      await widget.getByText("Step 2, line 5").waitFor();
      await pointAt(widget, [(44 + 1.5 * 54.5) / 480, 104 / 244]);
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "the run" }).focus();
      await press("ArrowRight");
      await widget.getByRole("button", { name: "next step" }).focus();
      await press("Enter");
      await widget.getByRole("button", { name: "line: next" }).focus();
      await press("Enter", 5);
      await widget.getByText("Step 2, line 5").waitFor();
      await widget.getByRole("application").focus();
      await press("ArrowRight");
      await press("ArrowDown", 40);
    },
    shows: async (native) => {
      const gradients = "0.1 -0.1 0.1 0.1 0.1 0.1 0.1 0.1";
      const asked = { gradients, scale: 0.1, line: 10 };
      const { steps } = await native("adam-stepper", asked);
      const [{ step, sgd_step, m }] = steps.slice(1);
      const [adam, sgd] = [fixed(step, 5), fixed(sgd_step, 5)];
      return [
        `moves by ${adam}; SGD would move it by ${sgd}`,
        `Longest step of Adam so far: ${fixed(-steps[0].step, 5)} at t = 1`,
        "Steps 1 to 4 of 8.",
        fixed(m, 5),
        "line 10 of 40",
      ];
    },
  },
  lossCurves("step-5-adam/5.4-training-and-results", 5),
  {
    tag: "ask-the-model",
    page: "step-5-adam/what-it-has-learned",
    mouse: async (widget) => {
      await widget.getByLabel("name").fill("Ava");
      await widget.getByRole("cell", { name: "av", exact: true }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("name").focus();
      await press("ControlOrMeta+a");
      await widget.page().keyboard.type("Ava");
      await widget.getByRole("cell", { name: "av", exact: true }).waitFor();
      await widget.getByRole("radio").nth(2).focus();
      await press("ArrowLeft");
      await press("ArrowRight");
    },
    shows: async (native) => {
      const asked = { word: "ava", at: 2 };
      const answer = await native("ask-the-model", asked);
      const { losses, means, probabilities, changes, mean_change } = answer;
      const change = (loss) => fixed(Math.abs(loss), 2);
      const fell = changes.map((change) => change < 0);
      assert.deepEqual(fell, [true, false, true, false]);
      return [
        "lowered the loss of the first a and the second a, and raised that of "
          + "v and the end",
        `▲ higher by ${change(changes[1])}`,
        `After av, trained: a ${percent(probabilities[1][2])}`,
        fixed(losses[1][2], 2),
        `mean ${fixed(means[0], 2)} ${fixed(means[1], 2)} ▼ lower by `
          + change(mean_change),
      ];
    },
  },
  {
    tag: "letter-map",
    page: "step-5-adam/what-it-has-learned",
    // The nearest to an a in the middle of the run.
    mouse: async (widget) => {
      await widget.getByRole("slider").fill("500");
      await widget.getByText("Step 500").waitFor();
      await widget.locator(".tokens").getByText("a0").click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("slider").focus();
      await press("ArrowLeft", 50);
      await widget.getByText("Step 500").waitFor();
      await widget.getByRole("application").focus();
      await press("ArrowRight");
    },
    shows: async (native) => {
      const asked = { step: 500, token: 0 };
      const { share, neighbours } = await native("letter-map", asked);
      const nearest = neighbours.map(
        ([token, distance]) =>
          `${String.fromCharCode(97 + token)} ${fixed(distance, 2)}`,
      );
      return [
        `Step 500: these two directions hold ${percent(share, 0)}`,
        `Nearest to a in all 16: ${nearest.join(", ")}`,
      ];
    },
  },
  {
    tag: "train-microgpt",
    page: "step-5-adam/5.4-training-and-results",
    isTransient: true,
    mouse: async (widget) => {
      for (const step of [1, 2, 3]) {
        await widget.getByRole("button", { name: "One step" }).click();
        await widget.getByText(`step ${step}, `).waitFor();
      }
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "One step" }).focus();
      for (const step of [1, 2, 3]) {
        await press("Enter");
        await widget.getByText(`step ${step}, `).waitFor();
      }
    },
    shows: async (native) => {
      const run = {
        engine: "tape",
        words: "",
        own: false,
        steps: 1000,
        rate: 0.01,
      };
      await native("train-start", run);
      const { loss, norm, word } = await native("train-steps", { count: 3 });
      const look = { inside: "wte", temperature: 0.5 };
      const { names } = await native("train-look", look);
      return [
        `step 3, “${word}”`,
        `loss ${fixed(loss, 3)}`,
        `gradient ${fixed(norm, 2)}`,
        names[0],
        names[19],
      ];
    },
  },
]);
