// The widgets of Step 0.

import "./next-token.js";
