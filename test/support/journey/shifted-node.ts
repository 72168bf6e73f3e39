import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Node (`TIREK_NODE`) whose clock is `days` ahead: the replica host runs as it is, on a later day. Returns the place of a small program in `folder` that starts `node` so. */
export const shiftedNode = (folder: string, node: string, days: number): string => {
  const [shift, start] = [join(folder, `ahead-${String(days)}.mjs`), join(folder, `node-${String(days)}`)];
  writeFileSync(shift, `const real = Date;\nconst ahead = ${String(days * 86_400_000)};\nglobalThis.Date = class extends real {\n  constructor(...given) { super(...(given.length === 0 ? [real.now() + ahead] : given)); }\n  static now() { return real.now() + ahead; }\n};\n`);
  writeFileSync(start, `#!/bin/sh\nexec '${node}' --import '${shift}' "$@"\n`);
  chmodSync(start, 0o755);
  return start;
};
