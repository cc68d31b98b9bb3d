// The widgets of Step 1.

import "./softmax-logits.js";
