import { basename, join } from 'node:path';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { StickTaken } from '../../../shared/ipc/stick-state.ts';
import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { openFrame } from '../../../shared/sync/sealed-frames.ts';
import { mostStickFiles, stickLayout } from '../../../shared/sync/stick-layout.ts';
import { findStick, listStickFiles, readStickFile } from '../platform/stick-files.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findCursor } from '../store/cursors.ts';
import { applyFrame } from '../sync/apply-frame.ts';
import { indexInSlices } from '../sync/index-in-slices.ts';
import { keepRoster } from '../office/office-roster.ts';
import { takeLetter } from '../office/take-letter.ts';
import { findParts } from '../../../shared/sync/parts.ts';
import { takeCertificateFile } from './take-certificate-file.ts';
import { settleByStick } from './settle-by-stick.ts';
import { takeReceiptFile } from './take-receipt-file.ts';
import { takeEditionFile } from '../usecases/take-edition.ts';
import { breatheOrStop, runStickWork, showStick } from './stick-work.ts';

type Why = StickTaken['passed'][number]['why'];
/** What became of one file: counted, or passed over for a reason. */
type Took = { readonly receipts: number; readonly entries: number; readonly items: number; readonly told?: number } | Why;

/** So many unreadable files are named; the others are counted. */
const mostNamed = 5;

const nothingNew = { receipts: 0, entries: 0, items: 0 };

const takeFrameFile = (host: Host, file: Uint8Array): Result<Took, AppError> => {
  const { certificate, read, replica } = getOffice(host);
  const opened = openFrame(host.crypto, findBase64urlBytes(certificate.serverSignKey)!, read, file);
  if (!opened.ok) return ok(opened.error);
  const frame = decodeFrame(host.crypto, opened.value);
  if (!frame.ok) return ok('damaged');
  const { header, items } = frame.value;
  const before = findCursor(replica.db, header.stream);
  // An older stick, of a time before the centre was restored, or what came over the line meanwhile.
  if (before && header.epoch < before.epoch) return ok('old');
  if (before && header.epoch === before.epoch && header.to <= before.seq) return ok(nothingNew);
  const applied = applyFrame(host, header, items);
  if (applied.ok) return ok({ ...nothingNew, items: items.length });
  if (applied.error.type !== 'ServerNonsense') return applied;
  return ok(applied.error.detail === 'gap' ? 'gap' : 'foreign');
};

/** An edition of the law that came on a stick is kept; a supervisor looks at it and puts it in force. */
const takeEdition = (host: Host, file: Uint8Array): Result<Took, AppError> => {
  const taken = takeEditionFile(host, file);
  if (taken.ok) return ok({ ...nothingNew, items: 1 });
  if (taken.error.type === 'SignatureInvalid') return ok('foreign');
  return taken.error.type === 'InvalidInput' || taken.error.type === 'RulesInvalid' ? ok('damaged') : taken;
};

const takeRosterFile = (host: Host, file: Uint8Array): Result<Took, AppError> => {
  const [bytes, signature, ...more] = findParts(file, 3) ?? [];
  if (!bytes || !signature || more.length > 0) return ok('damaged');
  const kept = keepRoster(host, { bytes, signature });
  return kept.ok ? ok(kept.value === 'foreign' ? 'foreign' : nothingNew) : kept;
};

const takeLetterFile = (host: Host, file: Uint8Array): Result<Took, AppError> => {
  const taken = takeLetter(host, file, 'stick');
  if (!taken.ok) return taken;
  return ok(typeof taken.value === 'string' ? taken.value : { receipts: taken.value.receipts, entries: taken.value.entries, items: 0, told: taken.value.items });
};

/**
 * stick.read: receipts for this laptop's entries and frames for its streams, from a stick that the centre has written; letters of the other laptops of its office, from one that they have. Every file stands for itself: checked wholly before anything of it is written, and taken in one
 * transaction; any order, any number of times. Errors: StickRefused{missing, gone; nothing: there is nothing for this laptop; unreadable, damaged, foreign: nothing of it could be taken}, Cancelled, of the storage.
 */
export const readStick = async (host: Host, { folder }: { readonly folder: string }): Promise<Result<StickTaken, AppError>> => {
  const ended = await runStickWork(host, 'reading', async (signal) => {
    const there = findStick(folder);
    if (!there.ok) return there;
    const office = getOffice(host);
    const { device, area } = office.certificate;
    const root = join(folder, stickLayout.root);
    const letters = listStickFiles(join(root, stickLayout.office, area), '.letter', mostStickFiles);
    const lettersOfOthers = letters.ok ? ok(letters.value.filter((path) => !basename(path).startsWith(device))) : letters;
    const lists = [
      { files: listStickFiles(join(root, stickLayout.receipts, device), '.receipt', mostStickFiles), take: takeReceiptFile },
      { files: listStickFiles(join(root, stickLayout.receipts, device), '.certificate', 10), take: takeCertificateFile },
      { files: listStickFiles(join(root, stickLayout.editions), '.edition', 10), take: takeEdition },
      { files: listStickFiles(join(root, stickLayout.office, area), '.roster', 1), take: takeRosterFile },
      { files: lettersOfOthers, take: takeLetterFile },
      { files: listStickFiles(join(root, stickLayout.frames, area), '.frame', mostStickFiles), take: takeFrameFile },
      { files: listStickFiles(join(root, stickLayout.frames, device), '.frame', mostStickFiles), take: takeFrameFile },
    ];
    const work: { readonly path: string; readonly take: typeof takeFrameFile }[] = [];
    for (const { files, take } of lists) {
      if (!files.ok) return files;
      work.push(...files.value.map((path) => ({ path, take })));
    }
    if (work.length === 0) return err({ type: 'StickRefused', detail: 'nothing' });
    const settle = settleByStick(host);
    let [sum, bytes] = [{ ...nothingNew, told: 0 }, 0];
    const passed = new Map<Why, number>();
    const unreadable: string[] = [];
    for (const [at, { path, take }] of work.entries()) {
      const stopped = await breatheOrStop(host, office, signal);
      if (stopped) return err(stopped);
      const file = readStickFile(path, limits.body + 1_000_000);
      // A bad sector is one file's; a stick that was taken out is everybody's.
      if (!file.ok && !findStick(folder).ok) return file;
      if (!file.ok) unreadable.push(basename(path));
      const took: Result<Took, AppError> = !file.ok ? ok('unreadable') : file.value ? take(host, file.value) : ok('damaged');
      if (!took.ok) return took;
      if (typeof took.value === 'string') passed.set(took.value, (passed.get(took.value) ?? 0) + 1);
      else sum = { receipts: sum.receipts + took.value.receipts, entries: sum.entries + took.value.entries, items: sum.items + took.value.items, told: sum.told + (took.value.told ?? 0) };
      bytes += file.ok ? (file.value?.length ?? 0) : 0;
      showStick(host, { files: work.length, filesDone: at + 1, bytes });
    }
    // One of which a frame is missing here does not say how the streams go on.
    const isWhole = work.some(({ take }) => take === takeFrameFile) && !(['gap', 'damaged', 'unreadable'] as const).some((why) => passed.has(why));
    const settled = isWhole ? settle() : ok();
    if (!settled.ok) return settled;
    const bad = (['unreadable', 'damaged', 'foreign'] as const).filter((why) => passed.has(why));
    if (bad.reduce((count, why) => count + passed.get(why)!, 0) === work.length) return err({ type: 'StickRefused', detail: bad[0]! });
    return ok({ ...sum, passed: [...passed].map(([why, count]) => ({ why, count, ...(why === 'unreadable' ? { files: unreadable.slice(0, mostNamed) } : {}) })) });
  }, (taken) => ({ taken }));
  // What a stick brought in bulk is made searchable now: without a line no sync comes that would do it. Of one that was stopped, what is here already.
  void indexInSlices(host);
  return ended;
};
