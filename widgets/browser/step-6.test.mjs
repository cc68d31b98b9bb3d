// The widgets of Step 6, and what is done with them.
import { testEach } from "./each-widget.mjs";

testEach([
  {
    tag: "engine-race",
    page: "step-6-efficiency/6.7-the-race",
    isTransient: true,
    mouse: async (widget) => {
      await widget.getByRole("button", { name: "vectors, f64" }).click();
      await widget.getByText("vectors, f64: ").waitFor();
      await widget.getByRole("button", { name: "vectors, f32" }).click();
      await widget.getByText("vectors, f32: ").waitFor();
    },
    keyboard: async (widget, press) => {
      await widget.getByRole("button", { name: "vectors, f64" }).focus();
      await press("Enter");
      await widget.getByText("vectors, f64: ").waitFor();
      await press("Tab");
      await press("Enter");
      await widget.getByText("vectors, f32: ").waitFor();
    },
    // How fast it is cannot be known; what it computes can.
    shows: async (native) => {
      for (const rung of ["vectors-f64", "vectors-f32"]) {
        await native("engine-race-start", { rung });
        await native("engine-race-steps", { count: 1000 });
        await native("engine-race-look", { milliseconds: 100 });
      }
      const args = { milliseconds: 100 };
      const { losses, picture } = await native("engine-race-look", args);
      const [double, single] = losses.slice(5);
      const last = picture.svg.match(/[\d.]+, 1,000/g);
      return [
        `steps a second, and a loss of ${single} at step 20`,
        `vectors, f64 ${double} ${double}`,
        `vectors, f32 ${single} ${single}`,
        ...last,
      ];
    },
  },
]);
