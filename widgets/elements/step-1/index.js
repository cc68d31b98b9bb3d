// The widgets of Step 1.

import "./softmax-logits.js";
import "./slope-finder.js";
import "./backward-stepper.js";
import "./gradient-check.js";
import "./live-training.js";
import "./temperature-sampler.js";
