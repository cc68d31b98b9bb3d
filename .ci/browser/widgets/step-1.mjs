// The widgets of Step 1, and what is done with them.
import { fixed } from "../../../widgets/elements/shared/dom.js";

export default [
  {
    tag: "softmax-logits",
    page: "step-1-gradient-descent/1.3-linear-softmax",
    mouse: async (widget) => {
      await widget.getByRole("textbox").click();
      await widget.getByRole("textbox").fill("3 1 0");
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("textbox").focus();
      await press("Home");
      await press("Delete");
      await press("3");
    },
    shows: async (native) => {
      const asked = { logits: "3 1 0", temperature: 1 };
      const { probabilities } = await native("softmax-logits", asked);
      return probabilities.map((p) => fixed(p, 3));
    },
  },
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
        weight: "",
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
      const { shown } = await native("live-training", asked);
      return shown.flatMap(({ before, after, held_out }) => [
        fixed(before, 4),
        fixed(after, 4),
        fixed(held_out, 3),
      ]);
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
];
