// The widgets of Step 6.

import "./engine-race.js";
