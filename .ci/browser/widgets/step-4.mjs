// The widgets of Step 4, and what is done with them.
export default [];
