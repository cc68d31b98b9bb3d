// The widgets of Step 3.

import "./attention-output.js";
import "./attention-weights.js";
import "./echo-training.js";
import "./kv-cache.js";
import "./position-sum.js";
import "./query-key-value.js";
import "./rms-norm.js";
