/** What a load did to the files of one folder, in the order it did it. `file` is a number given when a file was made; names come and go. */
export type Operation =
  | { readonly kind: 'create' | 'unlink'; readonly file: number; readonly path: string }
  | { readonly kind: 'rename'; readonly file: number; readonly path: string; readonly from: string; readonly over: number | undefined }
  | { readonly kind: 'write'; readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: number; readonly length: number }
  | { readonly kind: 'sync'; readonly file: number }
  | { readonly kind: 'syncFolder'; readonly path: string }
  | { readonly kind: 'said'; readonly text: string };

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');
const pathOf = (hex: string): string => unhex(hex).toString();

/** Joins the two halves of a call that another thread interrupted: it counts from its end. */
const wholeLines = (lines: readonly string[]): string[] => {
  const begun = new Map<string, string>();
  return lines.flatMap((line) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length));
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    return [resumed ? (begun.get(thread) ?? '') + resumed[1]! : rest];
  });
};

/**
 * Reads what `strace -f -y -xx` wrote (openat, write, pwrite64, fsync, fdatasync, ftruncate, rename, unlink) as operations on files below `folder`, with what the
 * traced program said on its standard output between them. `known`: path → number of the files that were there before.
 */
export const readTrace = (text: string, folder: string, known: ReadonlyMap<string, number>): Operation[] => {
  const names = new Map(known);
  const positions = new Map<string, number>();
  const operations: Operation[] = [];
  let files = known.size;
  const inside = (path: string) => path.startsWith(`${folder}/`);
  const fileOf = (path: string) => names.get(path);

  for (const line of wholeLines(text.split('\n'))) {
    const [, call = '', rest = ''] = /^(\w+)\((.*)$/.exec(line) ?? [];
    const result = /\) += (-?\d+)/.exec(rest)?.[1];
    if (result === undefined || result.startsWith('-')) continue;
    const [, handle = '', where = ''] = /^(\d+)<([^>]*)>/.exec(rest) ?? [];
    const path = where ? pathOf(where) : '';
    const key = `${handle} ${path}`;
    if (call === 'openat') {
      const [, opened = ''] = /^[^,]*, "([^"]*)"/.exec(rest) ?? [];
      const target = pathOf(opened);
      if (!inside(target)) continue;
      positions.set(`${result} ${target}`, 0);
      if (!names.has(target)) {
        if (!rest.includes('O_CREAT')) continue;
        names.set(target, files);
        operations.push({ kind: 'create', file: files++, path: target });
      } else if (rest.includes('O_TRUNC')) operations.push({ kind: 'truncate', file: names.get(target)!, length: 0 });
    } else if (call === 'write' && handle === '1') operations.push({ kind: 'said', text: unhex(/, "([^"]*)"/.exec(rest)?.[1] ?? '').toString() });
    else if (call === 'pwrite64' || call === 'write') {
      const file = fileOf(path);
      if (file === undefined) continue;
      const written = /, "([^"]*)", \d+(?:, (\d+))? *\)/.exec(rest);
      // A write that cannot be read would look like one that was never made.
      if (!written) throw new Error(`trace: ${call} ${rest.slice(0, 80)}`);
      const [, data = '', offset] = written;
      const bytes = unhex(data).subarray(0, Number(result));
      const at = offset === undefined ? (positions.get(key) ?? 0) : Number(offset);
      if (offset === undefined) positions.set(key, at + bytes.length);
      operations.push({ kind: 'write', file, at, bytes });
    } else if (call === 'ftruncate') {
      const file = fileOf(path);
      if (file !== undefined) operations.push({ kind: 'truncate', file, length: Number(/>, (\d+)/.exec(rest)?.[1]) });
    } else if (call === 'fsync' || call === 'fdatasync') {
      const file = fileOf(path);
      if (file !== undefined) operations.push({ kind: 'sync', file });
      else if (path === folder || inside(path)) operations.push({ kind: 'syncFolder', path });
    } else if (call === 'rename') {
      const [, from = '', to = ''] = /^"([^"]*)", "([^"]*)"/.exec(rest) ?? [];
      const [old, target] = [pathOf(from), pathOf(to)];
      const file = fileOf(old);
      if (file === undefined) continue;
      operations.push({ kind: 'rename', file, path: target, from: old, over: names.get(target) });
      names.delete(old);
      names.set(target, file);
    } else if (call === 'unlink') {
      const target = pathOf(/^"([^"]*)"/.exec(rest)?.[1] ?? '');
      const file = fileOf(target);
      if (file === undefined) continue;
      operations.push({ kind: 'unlink', file, path: target });
      names.delete(target);
    }
  }
  return operations;
};
