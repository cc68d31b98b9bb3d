// The widgets of Step 3, and what is done with them.
import { lossCurves } from "./loss-curves.mjs";

export default [
  lossCurves("step-3-attention/3.8-training-and-results", 3),
];
