import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { places } from './bootstrap/places.mjs';
import { bundle } from './build/bundle.ts';
import { buildRenderer } from './build/renderer.ts';

// node scripts/build.ts: everything that Electron and the replica host load, into dist/.
const { root, dist } = places;
const natives = ['better-sqlite3', '@node-rs/argon2'];

await Promise.all([
  bundle({ input: join(root, 'src-main/main.ts'), output: join(dist, 'main/main.cjs'), format: 'cjs', external: ['electron'] }),
  bundle({ input: join(root, 'src-main/preload/preload.ts'), output: join(dist, 'main/preload.cjs'), format: 'cjs', external: ['electron'] }),
  ...(existsSync(join(root, 'src-main/replica/host.ts')) ? [bundle({ input: join(root, 'src-main/replica/host.ts'), output: join(dist, 'replica/host.mjs'), format: 'es' as const, external: natives })] : []),
  bundle({ input: join(root, 'src-main/replica/platform/bulk-worker.ts'), output: join(dist, 'replica/bulk-worker.mjs'), format: 'es', external: natives }),
  ...(existsSync(join(root, 'src-renderer/index.html')) ? [buildRenderer(join(root, 'src-renderer'), join(dist, 'renderer'))] : []),
]);
