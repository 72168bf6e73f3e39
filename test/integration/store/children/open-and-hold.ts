/** Opens the replica FILE, prints {"ok":…} or the error, and holds it until it is killed. */
import { replicaCollections } from '../../../../src-main/replica/store/collections/replica-collections.ts';
import { openReplica } from '../../../../src-main/replica/store/open-replica.ts';

const [file = '', asNobody] = process.argv.slice(2);
// Root may write anywhere; a read-only file is read-only for somebody else.
if (asNobody === 'nobody' && process.getuid?.() === 0) process.setuid?.(65534);
const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
const opened = await openReplica({ file, key, collections: replicaCollections, now: () => 1, busyMilliseconds: 50 });
console.log(JSON.stringify(opened.ok ? { ok: true } : opened));
if (opened.ok) setInterval(() => undefined, 1000);
