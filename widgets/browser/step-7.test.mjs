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
    tag: "model-on-paper",
    page: "step-7-text/on-paper",
    mouse: async (widget) => {
      await widget.getByRole("button", { name: "GPT-3" }).click();
      await widget.getByLabel("layers").fill("48");
      await widget.getByLabel("tokens per parameter").fill("20");
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "GPT-3" }).focus();
      await press("Enter");
      await widget.getByRole("button", { name: "GPT-3", pressed: true }).waitFor();
      await widget.getByLabel("layers").focus();
      await press("ArrowDown", 48);
      await widget.getByLabel("tokens per parameter").focus();
      await press("Control+a");
      await widget.page().keyboard.type("20");
    },
    shows: async (native) => {
      const asked = {
        layers: 48,
        width: 12288,
        heads: 96,
        vocabulary: 50257,
        window: 2048,
        tokens: 20,
      };
      const { rows, state, devices } = await native("model-on-paper", asked);
      const said = `What training keeps, ${state}, fills ${devices} H100.`;
      return [...rows.map((cells) => cells.join(" ")), said];
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
