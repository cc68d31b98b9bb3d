// The curves of all steps, which five pages have.
import { fixed } from "../elements/shared/dom.js";

// What is done with them on a page: Step 0 is hidden, and the first training
// step pointed at.
export function lossCurves(page, last, window = 100) {
  const step0 = (widget) => widget.getByRole("checkbox", { name: "Step 0" });
  return {
    tag: "loss-curves",
    page,
    mouse: async (widget) => {
      await step0(widget).click();
      const frame = widget.locator(".pointed");
      const { width } = await frame.boundingBox();
      await frame.hover({ position: { x: width / 12, y: width / 4 } });
    },
    keyboard: async (widget, press) => {
      await step0(widget).focus();
      await press(" ");
      await widget.locator(".pointed").focus();
      await press("Home");
    },
    shows: async (native) => {
      const { losses } = await native("losses-at", { last, window, step: 1 });
      const values = losses.map((loss) => fixed(loss, 3));
      return ["At training step 1.", ...values];
    },
  };
}
