// The widgets of Step 2.
