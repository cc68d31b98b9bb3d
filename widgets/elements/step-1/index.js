// The widgets of Step 1.

import "./weight-matrices.js";
import "./linear-layer.js";
import "./softmax-logits.js";
import "./mlp-flow.js";
import "./mlp-pair-losses.js";
import "./loss-curves.js";
import "./slope-finder.js";
import "./backward-stepper.js";
import "./gradient-check.js";
import "./live-training.js";
import "./temperature-sampler.js";
