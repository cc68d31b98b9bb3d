// The widgets of Step 3.
