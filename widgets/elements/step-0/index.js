// The widgets of Step 0.

import "./distinct-characters.js";
import "./token-chips.js";
import "./count-table.js";
import "./next-token.js";
import "./token-pairs.js";
import "./pair-losses.js";
import "./loss-curve.js";
import "./name-sampler.js";
