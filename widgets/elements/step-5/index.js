// The widgets of Step 5.
