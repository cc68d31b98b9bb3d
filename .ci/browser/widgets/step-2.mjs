// The widgets of Step 2, and what is done with them.
import { lossCurves } from "./loss-curves.mjs";

export default [
  lossCurves("step-2-autograd/2.8-same-results-less-code", 2),
];
