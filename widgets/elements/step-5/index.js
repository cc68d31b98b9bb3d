// The widgets of Step 5.

import "./train-microgpt.js";
