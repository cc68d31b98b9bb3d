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
];
