// The widgets of Step 4, and what is done with them.
import { fixed } from "../elements/shared/dom.js";
import { testEach } from "./each-widget.mjs";
import { lossCurves } from "./loss-curves.mjs";

const idea = "step-4-transformer/4.2-multi-head-attention-the-idea";
const code = "step-4-transformer/4.3-multi-head-attention-the-code";
const again = "step-5-adam/heads-and-layers-again";

testEach([
  {
    tag: "head-slices",
    page: idea,
    mouse: (widget) =>
      widget.getByRole("group", { name: "head" }).getByText("2").click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "all" }).focus();
      await press("ArrowRight", 3);
    },
    shows: async (native) => {
      const asked = { word: "emma", at: 4, head: 2, model: "step-4" };
      const { weights } = await native("head-slices", asked);
      const most = fixed(Math.max(...weights[2]), 3);
      const least = fixed(Math.min(...weights[2]), 3);
      return [
        `head 2 gives most to a (position 4), ${most}`,
        `least to m (position 2), ${least}`,
      ];
    },
  },
  {
    tag: "head-stepper",
    page: code,
    mouse: async (widget) => {
      const next = widget.getByRole("button", { name: "step: next" });
      for (const _ of Array(6)) await next.click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "step: next" }).focus();
      await press("Enter", 6);
    },
    shows: async (native) => {
      const asked = { word: "emma", model: "step-4" };
      const { heads } = await native("head-stepper", asked);
      return [
        "step 6 of 16",
        ...heads[0].gathered.map((number) => fixed(number, 3)),
        ...heads[1].scores.map((score) => fixed(score, 3)),
      ];
    },
  },
  {
    tag: "head-patterns",
    page: again,
    mouse: (widget) => {
      const cells = widget.locator(".pointed rect.heat-frame");
      return cells.nth(13).hover({ force: true });
    },
    keyboard: async (widget, press) => {
      await widget.locator(".pointed").focus();
      await press("ArrowRight", 3);
    },
    shows: async (native) => {
      const asked = { word: "emma", above: "step-4", below: "step-5" };
      const { weights } = await native("head-patterns", asked);
      const heads = weights.flat().map((rows) => fixed(rows[4][3], 3));
      return ["From a (position 4) to m (position 3).", ...heads];
    },
  },
  {
    tag: "head-habits",
    page: again,
    mouse: async (widget) => {
      const map = widget.locator(".pointed svg").first();
      // The cell of head 3 at distance 0, left of the one that is marked.
      const mark = await widget.locator(".mark rect").boundingBox();
      const box = await map.boundingBox();
      await map.hover({
        position: {
          x: mark.x - box.x - mark.width / 2,
          y: mark.y - box.y + mark.height / 2,
        },
      });
    },
    keyboard: async (widget, press) => {
      await widget.locator(".pointed").first().focus();
      await press("ArrowLeft");
    },
    shows: async (native) => {
      const habits = await native("head-habits", { model: "step-5" });
      const share = fixed(habits.by_distance.means[3][0], 2);
      return [`Head 3 gives itself ${share} even shares`];
    },
  },
  lossCurves("step-4-transformer/4.6-training-and-results", 4),
]);
