// The widgets of Step 5, and what is done with them.
import { lossCurves } from "./loss-curves.mjs";

export default [
  lossCurves("step-5-adam/5.4-training-and-results", 5),
];
