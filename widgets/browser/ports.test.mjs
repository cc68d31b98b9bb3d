// The widget of the appendix on ports, and what is done with it.
import { readFileSync } from "node:fs";
import { root } from "./browser.mjs";
import { testEach } from "./each-widget.mjs";

const names = readFileSync(new URL("data/names.txt", root), "utf8");

// A port whose learning rate is a tenth of the right one.
const LOSSES = ["3.3660", "3.4261", "3.1809", "3.0938", "3.3081", "3.1756"];
const lines = LOSSES.map((loss, i) => `step ${i + 1} loss ${loss}`);
const text = lines.join("\n");

const judged = (widget) =>
  widget.locator(".verdict").getByText("rate-0.001").waitFor({ timeout: 60_000 });

testEach([
  {
    tag: "port-verdict",
    page: "appendix/conform",
    isTransient: true,
    mouse: async (widget) => {
      await widget.getByLabel("what your port prints").fill(text);
      await widget.getByText("Read: 6 losses").waitFor();
      await widget.getByRole("button", { name: "Compare" }).click();
      await judged(widget);
    },
    keyboard: async (widget, press) => {
      const { keyboard } = widget.page();
      await widget.getByLabel("what your port prints").focus();
      await press("Control+a");
      await keyboard.insertText(text);
      await widget.getByText("Read: 6 losses").waitFor();
      await press("Tab");
      await press("Enter");
      await judged(widget);
    },
    shows: async (native) => {
      await native("know-names", { text: names });
      const verdict = await native("port-verdict", { text });
      return [await native("port-losses", { text }), verdict];
    },
  },
]);
