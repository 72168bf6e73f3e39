import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Laptop } from '../../support/replica/laptop.ts';
import { handedOver, openOffice, release, rows, synced } from '../../support/replica/office-kit.ts';
import { backUp } from '../../support/server/back-up.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';

let server: TestServer;
afterAll(() => server.stop());

test('a laptop without a line hears from a frame or from a receipt that the centre was restored, and hands in again what that has lost', async () => {
  server = await startServer();
  const office = await openOffice(() => server, ['framed', 'receipted']);
  const laptops = Object.entries(office.laptops);
  let sticks = 0;
  /** A stick goes to the centre and back; `lost`: a folder of it that does not come back. */
  const trip = async (laptop: Laptop, lost?: string) => {
    const stick = join(office.folder.path, `stick-${++sticks}`);
    mkdirSync(stick, { recursive: true });
    const written = await laptop.must('stick.write', { folder: stick });
    expect((await runServerTool(server, 'import', stick)).status).toBe(0);
    if (lost !== undefined) rmSync(join(stick, 'tirek', lost), { recursive: true });
    await laptop.must('stick.read', { folder: stick });
    return written.entries;
  };
  const kept: string[] = [];
  for (const [at, [, laptop]] of laptops.entries()) {
    await release(laptop, (kept[at] = await handedOver(laptop, at * 10 + 1)));
    await synced(laptop);
  }
  await server.stop();
  const backup = await backUp(server.database);
  server = await startServer({ database: server.database });
  for (const name of ['framed', 'receipted'] as const) office.lines[name] = false;
  const gone: string[] = [];
  for (const [at, [, laptop]] of laptops.entries()) {
    const id = await handedOver(laptop, at * 10 + 2);
    gone[at] = id;
    await release(laptop, id);
    await trip(laptop);
    expect(laptop.look('case.watch', { id }).travel).toBe('received');
  }
  await server.stop();
  expect((await runServerTool({ database: backup }, 'raise-epoch')).status).toBe(0);
  server = await startServer({ database: backup });
  for (const [at, [name, laptop]] of laptops.entries()) {
    await release(laptop, await handedOver(laptop, at * 10 + 3));
    expect(await trip(laptop, name === 'framed' ? 'receipts' : 'frames')).toBe(6);
    expect(rows(laptop, "SELECT value FROM setting WHERE name = 'sync.epoch'")).toEqual([{ value: '2' }]);
    // What the centre has lost is on its way again, and the screen says so.
    expect(laptop.look('case.watch', { id: gone[at] as never }).travel).toBe('released');
    // All but what the receipt of the restored centre is for.
    expect(await trip(laptop)).toBe(name === 'framed' ? 18 : 12);
    expect([kept[at], gone[at]].map((id) => laptop.look('case.watch', { id: id as never }).travel)).toEqual(['received', 'received']);
    expect(laptop.look('status.watch', {}).unsent).toBe(0);
  }
  expect((await runServerTool(server, 'counts')).json).toMatchObject({ cases: 6, quarantined: 0 });
  await office.close();
});
