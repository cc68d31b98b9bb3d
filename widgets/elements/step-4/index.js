// The widgets of Step 4.
