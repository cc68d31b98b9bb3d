// The widgets of Step 0, and what is done with them.
import { percent } from "../../../widgets/elements/shared/dom.js";

export default [
  {
    tag: "next-token",
    page: "step-0-counting/0.4-the-model",
    mouse: (widget) => widget.getByText("e4").click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "a", exact: true }).focus();
      await press("ArrowRight", 4);
    },
    shows: async (native) => {
      const asked = { token: 4, names: 1000, smoothed: true };
      const { probabilities } = await native("next-token", asked);
      return [`Most likely after e: BOS, ${percent(probabilities[26])}`];
    },
  },
];
