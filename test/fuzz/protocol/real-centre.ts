import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startPostgres } from '../../../src-server/embedded/start-postgres.ts';
import { enrolCodeBytes } from '../../../src-server/enrol/enrol-device.ts';
import { buildHttp } from '../../../src-server/http/build-http.ts';
import type { Centre } from '../../../src-server/centre.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { insertChunk } from '../../../src-server/store/chunks.ts';
import { revokeDevice } from '../../../src-server/store/devices.ts';
import { insertEnrolCode } from '../../../src-server/store/enrol-codes.ts';
import { picture } from '../../support/replica/scans.ts';
import { putRange } from '../../support/server/file-requests.ts';
import { districts, makePerson } from '../../support/server/sample-documents.ts';
import { TestDevice } from '../../support/server/test-device.ts';
import { writeApprovedCase, writeScan } from '../../support/server/test-office.ts';

/** What a refusal must leave as it was: documents and who may look at them, streams, devices and people. */
const effects = `SELECT (SELECT count(*) FROM device) AS devices, (SELECT count(*) FROM staff) AS staff, (SELECT count(*) FROM staff_key) AS keys, (SELECT count(*) FROM enrol_code WHERE device IS NOT NULL) AS codes,
  (SELECT count(*) || ' ' || coalesce(sum(version), 0) FROM document) AS documents, (SELECT count(*) FROM document_area) AS areas, (SELECT coalesce(sum(seq), 0) FROM stream) AS seq, (SELECT count(*) FROM stream_item) AS items,
  (SELECT count(*) || ' ' || coalesce(sum(held), 0) FROM file) AS files, (SELECT coalesce(sum(bytes), 0) FROM file_read) AS read`;

/** What only an envelope that was taken in leaves. */
const records = 'SELECT (SELECT count(*) FROM envelope) AS envelopes, (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM manifest) AS manifests, (SELECT count(*) FROM quarantine) AS quarantined';

/** A centre on a real PostgreSQL behind its real HTTP door, in this process, with a device in each of two districts. `plant` puts a bug into it. */
export const openRealCentre = async (plant: (centre: Centre) => Centre = (centre) => centre) => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-fuzz-'));
  // Root lends PostgreSQL another user, who must be able to walk in.
  chmodSync(folder, 0o755);
  const postgres = await startPostgres(folder);
  const opened = await openCentre(postgres.url, () => undefined);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  // Nobody pulls the plug here: a commit need not wait for the disk.
  await opened.value.database.pool.query('ALTER SYSTEM SET synchronous_commit = off');
  await opened.value.database.pool.query('SELECT pg_reload_conf()');
  const centre = plant(opened.value);
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const most = 1e9;
  const http = buildHttp(centre, log, { enrol: most, admit: most, session: most, sync: most, chunk: most, office: most, last: most, compare: most, file: most });
  /** How often each route was asked, by how it ended. */
  const asked: Record<string, { taken: number; refused: number }> = Object.fromEntries([...http.printRoutes({ commonPrefix: false }).matchAll(/── (\/\S+) \(/g)].map(([, path]) => [path!, { taken: 0, refused: 0 }]));
  http.addHook('onResponse', async (request, reply) => {
    const route = asked[request.routeOptions.url ?? request.url.split('?')[0]!];
    if (route) route[reply.statusCode < 400 ? 'taken' : 'refused'] += 1;
  });
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  let codes = 0;
  const newCode = async (area: string): Promise<string> => {
    const code = `FUZZ${++codes}`;
    const staff = [{ login: 'caseworker', name: 'Тест', roles: ['caseworker' as const] }, { login: 'supervisor', name: 'Тест', roles: ['supervisor' as const] }];
    await insertEnrolCode(centre.database.pool, centre.crypto.sha256(enrolCodeBytes(code)), { area, name: 'n', training: true, expires: new Date(Date.now() + 86_400_000), staff });
    return code;
  };
  const newDevice = async (area: string): Promise<TestDevice> => {
    const device = new TestDevice(url);
    const reply = await device.enrol(await newCode(area));
    if ('refused' in reply) throw new Error(reply.refused);
    return device;
  };
  const chunk = { bytes: new Uint8Array(100).fill(7), hash: centre.crypto.sha256(new Uint8Array(100).fill(7)) };
  const [ours, theirs] = [await newDevice(districts.ulan), await newDevice(districts.zaisan)];
  // A chunk belongs to a stream that is there.
  const first = makePerson(districts.ulan);
  await ours.push([ours.write({ collection: 'persons', document: first.id, changes: first, author: ours.caseworker })]);
  // Two scans: the file of one is there, of the other nothing.
  const [file, begun, long] = [picture(3000, 1), picture(200, 2), picture(200_000, 3)];
  const approved = writeApprovedCase(ours);
  await ours.push([...approved.entries, writeScan(ours, approved.opened, file).entry, writeScan(ours, approved.opened, begun).entry, writeScan(ours, approved.opened, long).entry]);
  await putRange(ours, file, 0, file.length);
  // One whose access was taken away, with two scans of its own.
  const gone = await newDevice(districts.third);
  const [whole, half] = [picture(900, 4), picture(150, 5)];
  const left = writeApprovedCase(gone);
  await gone.push([...left.entries, writeScan(gone, left.opened, whole).entry, writeScan(gone, left.opened, half).entry]);
  await revokeDevice(centre.database.pool, gone.certificate.device);
  await insertChunk(centre.database.pool, { stream: `${districts.ulan}/registry`, epoch: 1, after: 0, until: 1, ...chunk }, 1);
  return {
    centre, url, ours, theirs, errors, newCode, approved, beyond: left, revoked: { device: gone, whole, begun: half }, chunk, file, begun, long, asked,
    /** What there is now, in one go: it is asked after every few cases. */
    look: async (): Promise<{ effects: string; records: string }> => {
      const { rows } = await centre.database.pool.query<{ effects: string; records: string }>(`SELECT (SELECT row_to_json(e)::text FROM (${effects}) e) AS effects, (SELECT row_to_json(r)::text FROM (${records}) r) AS records`);
      return rows[0]!;
    },
    close: async () => {
      await http.close();
      await centre.database.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type RealCentre = Awaited<ReturnType<typeof openRealCentre>>;
