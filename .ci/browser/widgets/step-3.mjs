// The widgets of Step 3, and what is done with them.
export default [];
