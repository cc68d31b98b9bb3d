// The widgets of Step 2.
import "./expression-graph.js";
import "./local-gradients.js";
