// The widgets of Step 7, and what is done with them.
import { readFileSync } from "node:fs";
import { root } from "./browser.mjs";
import { testEach } from "./each-widget.mjs";

const thousands = (number) => number.toLocaleString("en-US");

testEach([
  {
    tag: "word-pieces",
    page: "step-7-text/7.2-pieces-of-words",
    mouse: async (widget) => {
      await widget.getByLabel("text").fill("the whale — 🐋");
      await widget.getByRole("slider").fill("700");
    },
    keyboard: async (widget, press) => {
      await widget.getByLabel("text").focus();
      await press("Control+a");
      await widget.page().keyboard.type("the whale — 🐋");
      await widget.getByRole("slider").focus();
      await press("End");
      await press("ArrowLeft", 68);
    },
    shows: async (native) => {
      const asked = { text: "the whale — 🐋", merges: 700 };
      const answer = await native("word-pieces", asked);
      const [made, first, second] = answer.last;
      return [
        answer.pieces.map(({ id, text }) => text + id).join(" "),
        "13 characters",
        `${answer.pieces.length} tokens`,
        `Merge 700 puts ${first.text} and ${second.text} together`,
        `token ${made.id} is ${made.text}`,
      ];
    },
  },
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
