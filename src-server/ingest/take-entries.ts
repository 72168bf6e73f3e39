import { isTaskKind } from '../../shared/domain/task-kinds.ts';
import type { ReceiptLine } from '../../shared/sync/receipt.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { EntryRow } from '../store/entries.ts';
import { keepTasks } from './keep-tasks.ts';
import { judgeEntry, type Verdict } from './judge-entry.ts';
import { putItems } from '../store/stream-items.ts';
import { revealOpinions } from './reveal-opinions.ts';
import { loadWorkspace, type Incoming, type Workspace } from './workspace.ts';

/** What is the same for every entry of an envelope. `moved` gets the names of the streams that get items. */
export type TakeContext = Pick<Workspace, 'device' | 'roles' | 'left' | 'acting' | 'names' | 'at' | 'released' | 'releasedByChair' | 'releasedAt' | 'keys' | 'crypto' | 'districts' | 'epoch'> & { readonly envelope: Uint8Array; readonly moved: Set<string> };

const rowOf = ({ number, hash, bytes, entry }: Incoming, { result, why, version }: Verdict): EntryRow => ({
  number, hash, bytes, result, why: why ?? null, collection: entry?.collection ?? null, document: entry?.document ?? null, version: version ?? null,
});

/** What became of the entries, known before all of it is stored: `stored` ends, well or ill, with the last statement. */
export type Taken = { readonly lines: ReceiptLine[]; readonly stored: Promise<unknown> };

/**
 * Judges the entries and stores results and effects, in the caller's transaction. Streams are locked last, to be held for the shortest time. Nobody waits for a statement whose answer nobody needs: the database stores the
 * entries while the documents are written out for it, and all of it while the receipt is made.
 */
export const beginEntries = async (tables: CentreTables, context: TakeContext, incoming: readonly Incoming[]): Promise<Taken> => {
  const workspace = await loadWorkspace(tables, context, incoming);
  const taken = new Set(workspace.known.keys());
  const judged = incoming.map((one) => ({ one, verdict: judgeEntry(workspace, one) }));
  revealOpinions(workspace);
  const fresh = judged.filter(({ verdict }) => verdict.known === undefined);
  // A number that was taken by other bytes keeps the first result; the second comer is only put aside.
  const rows = fresh.filter(({ one, verdict }) => !(verdict.why === 'wrongDevice' && taken.has(one.number))).map(({ one, verdict }) => rowOf(one, verdict));
  const written: Promise<unknown>[] = [];
  // A failure is heard where all are waited for; what follows it in a transaction that has failed does nothing.
  const write = (statement: Promise<unknown>) => {
    statement.catch(() => undefined);
    written.push(statement);
  };
  write(tables.saveEntries(context.device.id, context.envelope, rows));
  write(tables.insertQuarantined(context.device.id, context.at, fresh.flatMap(({ one, verdict }) => (verdict.why ? [{ ...one, why: verdict.why }] : []))));

  await keepTasks(tables, workspace);
  // A dispute before what it is about: whose work was put aside must know that it is settled when the document comes.
  const all = [...workspace.documents.values()];
  const documents = [...all.filter(({ collection }) => isTaskKind(collection)), ...all.filter(({ collection }) => !isTaskKind(collection))];
  write(tables.saveDocuments(documents.filter((document) => document.changed)));
  write(tables.saveAreas(documents.filter((document) => document.areasChanged)));
  const items = [...workspace.items, ...documents.flatMap((document) => putItems(document, document.pending))];
  for (const item of items) context.moved.add(item.stream);
  if (items.length > 0) write(tables.appendItems(context.epoch, items));
  const stored = Promise.all(written);
  stored.catch(() => undefined);
  return { lines: judged.map(({ one, verdict }) => ({ n: one.number, r: verdict.result, ...(verdict.why ? { why: verdict.why } : {}) })), stored };
};

/** The same to its end. */
export const takeEntries = async (tables: CentreTables, context: TakeContext, incoming: readonly Incoming[]): Promise<ReceiptLine[]> => {
  const { lines, stored } = await beginEntries(tables, context, incoming);
  await stored;
  return lines;
};

/**
 * The same, one entry at a time behind a savepoint: the way out where the database itself refuses some value that no check foresaw, be it asked for or stored. That entry is put aside as malformed, where even that cannot be
 * stored of it by its bytes alone, and the queue goes on.
 */
export const takeEntriesCarefully = async (tables: CentreTables, context: TakeContext, incoming: readonly Incoming[]): Promise<Taken> => {
  const lines: ReceiptLine[] = [];
  for (const one of incoming) {
    await tables.setSavepoint();
    const attempt = async (incoming: Incoming): Promise<boolean> => {
      try {
        lines.push(...(await takeEntries(tables, context, [incoming])));
        return true;
      } catch (error) {
        await tables.returnToSavepoint();
        if (!isDataError(error)) throw error;
        return false;
      }
    };
    const isStored = (await attempt(one)) || (await attempt({ ...one, unstorable: true }));
    if (!isStored) lines.push(...(await takeEntries(tables, context, [{ ...one, entry: undefined }])));
  }
  return { lines, stored: Promise.resolve() };
};

/** SQLSTATE classes 22 (data exception) and 54 (program limit): the value's fault, not the moment's. */
export const isDataError = (error: unknown): boolean => /^(22|54)/.test(String((error as { code?: unknown } | null)?.code ?? ''));
