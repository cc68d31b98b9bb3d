// The widget of the appendix on ports.

import "./port-verdict.js";
