// The widgets of Step 2, and what is done with them.
import { testEach } from "./each-widget.mjs";
import { lossCurves } from "./loss-curves.mjs";

const THE_PAGE_S = "d = a * b; e = d + c; L = e * d";

testEach([
  {
    tag: "expression-graph",
    page: "step-2-autograd/2.3-recording-operations-add-and-multiply",
    mouse: async (widget) => {
      await widget.getByText("a * b + relu(c)").click();
      await widget.getByRole("button", { name: "step: first" }).click();
      await widget.getByText("step 0 of 4").waitFor();
      await widget.getByRole("button", { name: "step: next" }).click();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "the page’s" }).focus();
      await press("ArrowRight");
      await widget.getByRole("button", { name: "step: first" }).focus();
      await press("Enter");
      await widget.getByText("step 0 of 4").waitFor();
      await widget.getByRole("button", { name: "step: next" }).focus();
      await press("Enter");
    },
    shows: async (native) => {
      const { rows } = await native("expression-graph", {
        expression: "a * b + relu(c)",
        values: "",
        way: "book",
        backward: false,
        step: 1,
      });
      const { written, data } = rows[3];
      return [`${written} is ${data}.`];
    },
  },
  {
    tag: "expression-graph",
    page: "step-2-autograd/2.5-backward-walking-the-graph",
    mouse: (widget) => widget.getByText("+= by recursion").click(),
    keyboard: async (widget, press) => {
      await widget.getByRole("radio", { name: "+= down the tape" }).focus();
      await press("ArrowRight", 2);
    },
    shows: async (native) => {
      const { rows } = await native("expression-graph", {
        expression: THE_PAGE_S,
        values: "",
        way: "recursion",
        backward: true,
        step: 99,
      });
      const [{ name, grad, right }] = rows;
      return [`Wrong: ${name} has ${grad} instead of ${right}`];
    },
  },
  {
    tag: "local-gradients",
    page: "step-2-autograd/2.4-more-operations-and-syntactic-sugar",
    before: (widget) => widget.locator("xpath=ancestor::details/summary").click(),
    mouse: (widget) => widget.getByRole("slider", { name: "a" }).first().fill("0"),
    keyboard: async (widget, press) => {
      await widget.getByRole("slider", { name: "a" }).first().focus();
      await press("ArrowLeft", 4);
    },
    shows: async (native) => {
      const asked = { a: 0, b: -3, power: -6 };
      const rows = await native("local-gradients", asked);
      const { operation, local, slope } = rows.find(
        ({ operation }) => operation === "a.relu()",
      );
      return [
        `differ for ${operation}.`,
        `${local.toFixed(4)} ${slope.toFixed(4)}`,
      ];
    },
  },
  lossCurves("step-2-autograd/2.8-same-results-less-code", 2),
]);
