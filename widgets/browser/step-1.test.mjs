// The widgets of Step 1, and what is done with them.
import { fixed, plain } from "../elements/shared/dom.js";
import { testEach } from "./each-widget.mjs";
import { lossCurves } from "./loss-curves.mjs";

testEach([
  {
    tag: "weight-matrices",
    page: "step-1-gradient-descent/1.2-the-parameters",
    mouse: async (widget) => {
      await widget.getByRole("slider").fill("500");
      const wte = widget.locator(".pointed").first();
      const { width } = await wte.boundingBox();
      // The second cell of the first row.
      const position = { x: width * (40 / 480), y: width * (40 / 480) };
      await wte.hover({ position });
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("slider").focus();
      await press("ArrowLeft", 10);
      await widget.locator(".pointed").first().focus();
      await press("ArrowRight");
    },
    shows: async (native) => {
      const place = { matrix: "wte", row: 1, column: 0 };
      const { before, after } = await native("weight", { names: 500, ...place });
      return [
        "wte[1][0], number 0 of the embedding of b: "
          + `${fixed(before, 3)} untrained, ${fixed(after, 3)} after 500 names`,
      ];
    },
  },
  {
    tag: "linear-layer",
    page: "step-1-gradient-descent/1.3-linear-softmax",
    mouse: async (widget) => {
      await widget.getByLabel("w, row 2, number 1").click();
      await widget.getByLabel("w, row 2, number 1").fill("1.5");
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("w, row 2, number 1").focus();
      await press("ArrowUp", 2);
    },
    shows: async (native) => {
      const w = "1 0 0 1.5 0.5 0 0 -1 2 -0.5 1.5 3";
      const { y } = await native("linear-layer", { x: "1 -2 0.5", w });
      return [`Row 2: 1.5 · 1 + 0.5 · (−2) + 0 · 0.5 = ${plain(y[1])}`];
    },
  },
  {
    tag: "softmax-logits",
    page: "step-1-gradient-descent/1.3-linear-softmax",
    mouse: async (widget) => {
      await widget.getByLabel("logit 1").click();
      await widget.getByLabel("logit 1").fill("3");
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("logit 1").focus();
      await press("ArrowUp", 2);
    },
    shows: async (native) => {
      const asked = { logits: "3 1 0", temperature: 1 };
      const { probabilities } = await native("softmax-logits", asked);
      return probabilities.map((p) => fixed(p, 3));
    },
  },
  {
    tag: "mlp-flow",
    page: "step-1-gradient-descent/1.4-the-mlp-model",
    mouse: async (widget) => {
      await widget.getByText("e4").click();
      await widget.getByText("untrained", { exact: true }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "a", exact: true }).focus();
      await press("ArrowRight", 4);
      await widget.getByRole("radio", { name: "trained", exact: true }).focus();
      await press("ArrowLeft");
    },
    shows: async (native) => {
      const { flow } = await native("mlp-flow", { token: 4, trained: false });
      const most = fixed(Math.max(...flow.probabilities), 3);
      const alive = flow.h.filter((number) => number > 0).length;
      return ["Likeliest after e: ", most, `leaves ${alive} of the 64`];
    },
  },
  {
    tag: "mlp-pair-losses",
    page: "step-1-gradient-descent/1.5-the-forward-pass",
    before: (widget) => widget.locator("xpath=ancestor::details/summary").click(),
    mouse: async (widget) => {
      await widget.getByRole("textbox").fill("mia");
      await widget.getByRole("button", { name: "pair: next" }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("textbox").focus();
      await press("Control+a");
      for (const letter of "mia") await press(letter);
      await widget.getByRole("button", { name: "pair: next" }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const answer = await native("mlp-pair-losses", { name: "mia" });
      const [before, after] = answer.probabilities[0].map((p) => fixed(p, 3));
      return [
        `BOS → m: training has made it likelier, ${before} before and ${after}`,
        ...answer.means.map((mean) => fixed(mean, 2)),
      ];
    },
  },
  lossCurves("step-1-gradient-descent/1.5-the-forward-pass", 1, 50),
  {
    tag: "slope-finder",
    page: "step-1-gradient-descent/1.6-numerical-gradient",
    mouse: (widget) => widget.getByLabel("nudge", { exact: true }).fill("30"),
    keyboard: async (widget, press) => {
      await widget.getByLabel("nudge", { exact: true }).focus();
      await press("ArrowLeft", 17);
    },
    shows: async (native) => {
      const asked = {
        word: "ava",
        matrix: "mlp_fc2",
        row: 21,
        column: 5,
        nudge: 1e-5,
      };
      const { loss, estimate, slope } = await native("slope-finder", asked);
      return [loss.toFixed(15), fixed(estimate, 7), fixed(slope, 7)];
    },
  },
  {
    tag: "backward-stepper",
    page: "step-1-gradient-descent/1.7-analytic-gradient",
    mouse: async (widget) => {
      await widget.getByRole("group", { name: "from" }).getByText("b1").click();
      await widget.getByRole("button", { name: "line: back" }).click();
    },
    keyboard: async (widget, press) => {
      const from = widget.getByRole("group", { name: "from" });
      await from.getByRole("radio", { name: "a", exact: true }).focus();
      await press("ArrowRight");
      await widget.getByRole("button", { name: "line: back" }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const asked = { token: 1, target: 21 };
      const { lines } = await native("backward-stepper", asked);
      const numbers = lines.slice(0, 7).map(({ numbers }) => numbers);
      return [
        "line 7 of 8",
        ...numbers.map((text) => text.replaceAll("`", "")),
      ];
    },
  },
  {
    tag: "gradient-check",
    page: "step-1-gradient-descent/1.8-gradient-check",
    mouse: (widget) =>
      widget.getByLabel("backward pass").selectOption("not divided by n"),
    keyboard: async (widget, press) => {
      await widget.getByLabel("backward pass").focus();
      await press("ArrowDown", 2);
    },
    shows: async (native) => {
      const asked = { word: "yuheng", exponent: 5, trained: false };
      const slip = "not-divided";
      const answer = await native("gradient-check", { ...asked, slip });
      return [answer.differences[4], answer.largest].map((number) =>
        number.toExponential(1).replace("-", "−"),
      );
    },
  },
  {
    tag: "live-training",
    page: "step-1-gradient-descent/1.9-training-inference",
    mouse: async (widget) => {
      await widget.getByText("full").click();
      await widget.getByText("0.3").click();
      await widget.getByRole("button", { name: "Train", exact: true }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "steady" }).focus();
      await press("ArrowRight");
      await widget.getByRole("radio", { name: "1", exact: true }).focus();
      await press("ArrowLeft");
      await widget.getByRole("button", { name: "Train", exact: true }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const asked = { rate: 0.3, step: 1000, slice: 1000 };
      const { shown, means } = await native("live-training", asked);
      const [mean, book] = means.map((mean) => fixed(mean, 3));
      const numbers = shown.flatMap(({ before, after, validation }) => [
        fixed(before, 4),
        fixed(after, 4),
        fixed(validation, 3),
      ]);
      return [
        ...numbers,
        `Last 100 names: ${mean} on average; in the book’s run, ${book}.`,
      ];
    },
  },
  {
    tag: "live-training",
    page: "step-1-gradient-descent/1.9-training-inference",
    mouse: async (widget) => {
      await widget.getByText("full").click();
      await widget.getByText("5", { exact: true }).click();
      await widget.getByRole("button", { name: "Train", exact: true }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "steady" }).focus();
      await press("ArrowRight");
      await widget.getByRole("radio", { name: "1", exact: true }).focus();
      await press("ArrowRight", 3);
      await widget.getByRole("button", { name: "Train", exact: true }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const asked = { rate: 5, step: 1000, slice: 1000 };
      const { step, last } = await native("live-training", asked);
      return [
        `Step ${step}, ${last.name}: after it the loss is no number (NaN)`,
        "— — — — —",
      ];
    },
  },
  {
    tag: "temperature-sampler",
    page: "step-1-gradient-descent/1.9-training-inference",
    mouse: async (widget) => {
      await widget.getByLabel("temperature").fill("0.7");
      await widget.getByText("mark the real names").click();
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("temperature").focus();
      await press("ArrowRight", 2);
      await widget.getByRole("checkbox").focus();
      await press("Space");
    },
    shows: async (native) => {
      const asked = { temperature: 0.7, seed: 0 };
      const columns = await native("temperature-sampler", asked);
      const names = columns.flatMap(({ names }) => names);
      return ["network at 0.7", "table at 1", ...names];
    },
  },
]);
