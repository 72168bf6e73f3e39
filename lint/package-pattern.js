/**
 * A regular expression (as text) for imports of `packages` and of their parts, and of nothing else: `electron` is not `./electron/window.ts`.
 * A name that ends in `/*` stands for every part of it.
 */
export const packagePattern = (packages) =>
  `^(${packages.map((name) => name.replace(/\/\*$/, '/[^/]+').replace(/[.]/g, '\\.')).join('|')})(/|$)`;
