// The widgets of Step 2, and what is done with them.
export default [];
