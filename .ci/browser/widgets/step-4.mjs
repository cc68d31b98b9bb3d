// The widgets of Step 4, and what is done with them.
import { lossCurves } from "./loss-curves.mjs";

export default [
  lossCurves("step-4-transformer/4.6-training-and-results", 4),
];
