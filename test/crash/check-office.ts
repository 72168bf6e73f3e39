import { createHash } from 'node:crypto';
import { toBase64url } from '../../shared/base/base64url.ts';
import { findEntry } from '../../shared/sync/journal-entry.ts';
import { findCursor } from '../../src-main/replica/store/cursors.ts';
import { findDocument } from '../../src-main/replica/store/documents.ts';
import type { JournalRow } from '../../src-main/replica/store/journal.ts';
import { getManifest } from '../../src-main/replica/store/manifests.ts';
import { openReplica, type ReplicaSettings } from '../../src-main/replica/store/open-replica.ts';
import type { Replica } from '../../src-main/replica/store/replica.ts';
import type { Acknowledged } from './acknowledged.ts';
import { pulledId, registry } from './load.ts';

/** What a check found: acknowledged saves that are not there (or not once), and what is wrong with the files. */
export type Findings = { readonly checked: number; readonly lost: readonly string[]; readonly corrupt: readonly string[] };

const order = ['draft', 'review', 'approved'];

const isThere = async (replica: Replica, said: Acknowledged): Promise<boolean> => {
  const { db } = replica;
  const firstEntries = (command: string, id: string) => db.find<{ count: number }>('SELECT count(*) AS count FROM journal WHERE document = ? AND command = ?', id, command)?.count;
  switch (said.kind) {
    case 'person': {
      const indexed = db.find<{ count: number }>('SELECT count(*) AS count FROM person_key WHERE id = ?', said.id)?.count;
      return findDocument(replica, 'persons', said.id)?.lastNameKk === said.text && firstEntries('person.register', said.id) === 1 && indexed === 1;
    }
    case 'draft': return Number(findDocument(replica, 'cases', said.id)?.facts.note) >= said.number;
    case 'step': return order.indexOf(findDocument(replica, 'cases', said.id)?.status ?? '') >= order.indexOf(said.text) && firstEntries('case.open', said.id) === 1;
    case 'batch': {
      if (!findDocument(replica, 'batches', said.id)) return false;
      const manifest = JSON.parse(Buffer.from(getManifest(db, said.id).bytes).toString()) as { entries: [number, string][] };
      const marked = db.find<{ count: number }>('SELECT count(*) AS count FROM journal WHERE batch = ?', said.id)?.count;
      return marked === manifest.entries.length && manifest.entries.every(([number, hash]) => {
        const row = db.find<{ hash: Uint8Array }>('SELECT hash FROM journal WHERE number = ?', number);
        return row !== undefined && toBase64url(row.hash) === hash;
      });
    }
    case 'paper': {
      const document = await replica.rx.collections['attached']?.findOne(said.id).exec();
      const data = await document?.getAttachment('scan')?.getData();
      return data !== undefined && createHash('sha256').update(new Uint8Array(await data.arrayBuffer())).digest('hex') === said.text;
    }
  }
};

const listFaults = (replica: Replica): string[] => {
  const faults: string[] = [];
  const found = replica.connection.database.pragma('integrity_check(3)') as { integrity_check: string }[];
  if (found[0]?.integrity_check !== 'ok') faults.push(...found.map((row) => row.integrity_check));
  const rows = replica.db.list<JournalRow>('SELECT * FROM journal ORDER BY number');
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1]?.hash ?? new Uint8Array(32);
    const entry = findEntry(row.bytes);
    const whole = row.number === at + 1 && entry?.number === row.number && entry.previous === toBase64url(before) && Buffer.from(row.previous).equals(Buffer.from(before));
    if (!whole || !createHash('sha256').update(row.bytes).digest().equals(Buffer.from(row.hash))) faults.push(`journal ${row.number}`);
  }
  const pulled = findCursor(replica.db, registry)?.seq ?? 0;
  const there = replica.db.find<{ count: number }>("SELECT count(*) AS count FROM person_key WHERE id > '01890000-0000-7000-8000-f' AND id <= ?", pulledId(pulled))?.count;
  if (there !== pulled) faults.push(`${there} of ${pulled} pulled`);
  return faults;
};

/** Opens the replica as a restart would and compares it with what was acknowledged. `papers` false: attachments are not in the save file. */
export const checkOffice = async (settings: ReplicaSettings, acknowledged: readonly Acknowledged[], papers = true): Promise<Findings> => {
  const opened = await openReplica(settings).catch((error: unknown) => ({ ok: false as const, error: { type: 'Thrown', detail: String(error) } }));
  if (!opened.ok) return { checked: 0, lost: [], corrupt: [JSON.stringify(opened.error)] };
  const replica = opened.value;
  const lost: string[] = [];
  try {
    for (const said of acknowledged) if ((papers || said.kind !== 'paper') && !(await isThere(replica, said))) lost.push(JSON.stringify(said));
    return { checked: acknowledged.length, lost, corrupt: listFaults(replica) };
  } catch (error) {
    return { checked: 0, lost, corrupt: [String(error)] };
  } finally {
    await replica.close().catch(() => undefined);
  }
};
