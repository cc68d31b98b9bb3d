// The widgets of Step 7, and what is done with them.
import { readFileSync } from "node:fs";
import { root } from "./browser.mjs";
import { testEach } from "./each-widget.mjs";

const thousands = (number) => number.toLocaleString("en-US");

testEach([
  {
    tag: "novel-training",
    page: "step-7-text/7.3-the-same-model-larger",
    isTransient: true,
    mouse: async (widget) => {
      await widget.getByRole("button", { name: "Train" }).click();
      await widget.locator(".numbers", { hasText: "step" }).waitFor();
      await widget.getByRole("button", { name: "Pause" }).click();
      await widget.getByText("Paused after").waitFor();
      await widget.getByLabel("it begins with").fill("Call me 🐋");
      await widget.getByText("the novel has no").waitFor();
      await widget.getByLabel("it begins with").fill("Call me ");
      await widget.locator("b", { hasText: "Call me" }).waitFor();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "Train" }).focus();
      await press("Enter");
      await widget.locator(".numbers", { hasText: "step" }).waitFor();
      await press("Enter");
      await widget.getByText("Paused after").waitFor();
      await widget.getByLabel("it begins with").fill("Call me ");
      await widget.locator("b", { hasText: "Call me" }).waitFor();
    },
    // How far it comes in the meantime cannot be known.
    shows: async (native) => {
      const file = new URL("data/moby-dick.txt", root);
      const novel = readFileSync(file, "utf8");
      const { steps } = await native("novel-start", { novel });
      return [`of ${thousands(steps)}`, "bits per character", "Call me "];
    },
  },
]);
