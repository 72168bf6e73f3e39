/**
 * How Node 24 runs TypeScript here. What strips the types is WebAssembly, and when several threads of a process strip at once, V8 13.6 now and then ends the process where it
 * replaces a wrapper of a function that WebAssembly calls ("Check failed: jit_page.has_value()" in Runtime_TierUpWasmToJSWrapper; seen once in 28 runs of a test that starts threads). A budget that
 * nothing reaches leaves every wrapper as it is. What is built for users holds no TypeScript, and strips nothing.
 */
export const nodeFlags = ['--wasm-wrapper-tiering-budget=2000000000'];
