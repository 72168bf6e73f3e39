import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeReceiptFile } from '../../../shared/sync/receipt-file.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { newFolder, openLaptop, soon } from '../../support/replica/laptop.ts';
import { madeUpPerson, password, staff, ulan } from '../../support/replica/people.ts';
import { districts } from '../../support/server/sample-documents.ts';
import { makeEnrolCode, runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let [server, folder, client] = [undefined as unknown as TestServer, '', undefined as unknown as pg.Client];
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'tirek-operator-'));
  client = new pg.Client({ connectionString: server.database });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
const tool = async (...parameters: [string, ...string[]]) => {
  const { status, stdout, stderr } = await runServerTool(server, ...parameters);
  return { status, stderr, json: (stdout === '' ? {} : JSON.parse(stdout)) as Record<string, unknown> };
};

describe('devices', () => {
  it('says what was told in one second, an epoch that cannot be left out', async () => {
    const device = await makeDevice(server, districts.third);
    await device.push(writeApprovedCase(device).entries);
    const liar = await makeDevice(server, districts.third);
    await liar.pullAll();
    liar.cursors = liar.cursors.map((cursor) => (cursor.stream.endsWith('/casework') ? { ...cursor, epoch: 2 ** 40 } : cursor));
    await liar.request(liar.syncBody([]));
    const said = async () => ((await tool('devices', '--device', liar.certificate.device)).json['devices'] as { streams: { stream: string; behind: number }[] }[])[0]!.streams.map(({ stream, behind }) => [stream.slice(10), behind]);
    await expect.poll(said, soon).toEqual([['casework', 1], ['registry', 0]]);
  });

  it('says how far each has read, and what came of it', async () => {
    const [device, other] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    await device.push(writeApprovedCase(device).entries);
    await device.pullAll();
    await device.sync();
    const listed = async (id: string) => ((await tool('devices', '--device', id, '--json')).json['devices'] as { entries: number; streams: { stream: string; behind: number }[] }[])[0];
    await expect.poll(() => listed(device.certificate.device).then((row) => row!.streams.map((one) => one.behind))).toEqual([0, 0]);
    const behind = await listed(other.certificate.device);
    expect(behind).toMatchObject({ entries: 0, aside: 0, revoked: false, streams: [{ stream: `${districts.ulan}/casework`, seq: 1, behind: 1, at: null }, { stream: `${districts.ulan}/registry`, behind: 1 }] });
    expect(await tool('devices', '--device', '01890000-0000-7000-8000-000000000001')).toMatchObject({ status: 1, json: { error: { type: 'unknownDevice' } } });
  });
});

describe('quarantine', () => {
  it('says that there is more than it shows', async () => {
    const device = await makeDevice(server, districts.third);
    const entries = Array.from({ length: 1001 }, () => device.write({ collection: 'persons', document: v7(), changes: {}, author: device.caseworker }));
    const shown = async () => {
      const { entries: rows, more } = (await tool('quarantine', '--device', device.certificate.device)).json as { entries: unknown[]; more: boolean };
      return [rows.length, more];
    };
    await device.push(entries.slice(0, 1000), []);
    expect(await shown()).toEqual([1000, false]);
    await device.push(entries.slice(1000), []);
    expect(await shown()).toEqual([1000, true]);
  });
});

describe('release', () => {
  it('has what was put aside judged again, in order; what still does not fit stays as it was', async () => {
    const [device, newcomer] = [await makeDevice(server, districts.ulan), v7()];
    const made = writeApprovedCase(device);
    const transfer = writeTransfer(device, made.opened.id, '999999999', 3);
    const further = device.write({ collection: 'persons', document: made.person.id, base: 1, changes: { phone: '+77009998877' }, author: newcomer });
    const built = device.write({ collection: 'persons', document: made.person.id, base: 1, changes: { house: '12' }, author: device.caseworker });
    const lines = await device.push([...made.entries, transfer, further, built]);
    expect(lines.map((line) => line.why)).toEqual([undefined, undefined, undefined, undefined, 'invalidDocument', 'notAllowed', 'builtOnAside']);
    const id = device.certificate.device;
    const shown = (await tool('quarantine', '--device', id)).json['entries'] as unknown[];
    expect(shown).toMatchObject([{ number: 5, why: 'invalidDocument' }, { number: 6, why: 'notAllowed', entry: { collection: 'persons', fields: ['phone'] } }, { number: 7, why: 'builtOnAside', entry: { fields: ['house'] } }]);
    expect(JSON.stringify(shown)).not.toContain('+77009998877');
    expect(JSON.stringify((await tool('quarantine', '--device', id, '--full', '--why', 'notAllowed')).json)).toContain('+77009998877');

    const before = await client.query('SELECT version, body FROM document WHERE id = $1', [made.person.id]);
    const refused = await tool('release', id, '5', '7', '99');
    expect(refused).toMatchObject({ status: 1, json: { error: { type: 'notReleased', released: [], left: [{ number: 5, type: 'stillAside', why: 'invalidDocument' }, { number: 7, type: 'stillAside', why: 'builtOnAside' }, { number: 99, type: 'notAside' }] } } });
    expect((await client.query('SELECT version, body FROM document WHERE id = $1', [made.person.id])).rows).toEqual(before.rows);

    // The operator lets that person work here; then both go in, the earlier first.
    await client.query("INSERT INTO staff (id, area, login, name) VALUES ($1, $2, 'newcomer', 'Тест')", [newcomer, districts.ulan]);
    await client.query("INSERT INTO staff_key (staff, device, key, name, roles) VALUES ($1, $2, 'none', 'Тест', '{caseworker}')", [newcomer, id]);
    expect((await tool('release', id, '6', '7')).json).toEqual({ released: [{ number: 6, result: 'applied' }, { number: 7, result: 'applied' }], left: [] });
    await device.pullAll();
    expect(device.pulled.findLast((item) => item.i === made.person.id)).toMatchObject({ d: { phone: '+77009998877', house: '12' } });
    expect((await tool('quarantine', '--device', id)).json['entries']).toMatchObject([{ number: 5 }]);
    expect((await tool('quarantine', '--device', id, '--all')).json['entries']).toHaveLength(3);
  });

  it('reaches the laptop: its entry is received with a receipt of its own, and what was laid over the document is gone', async () => {
    const profile = newFolder();
    const laptop = openLaptop({ profile: profile.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff);
    await laptop.unlock('aigul');
    const { id } = await laptop.must('person.register', madeUpPerson(3));
    await laptop.must('case.open', { personId: id, risk: 'loss-of-work-capacity' }).then(async (made) => {
      await laptop.must('case.saveDraft', { id: made.id, facts: { onsetDate: '2026-01-05' as never } });
      await laptop.must('case.handOver', { id: made.id });
      await laptop.unlock('bolat');
      await laptop.must('case.approve', { id: made.id });
    });
    const device = getOffice(laptop.host).certificate.device;
    // The caseworker is not one at the centre for the moment: all of theirs is put aside.
    await client.query("UPDATE staff_key SET roles = '{commissionMember}' WHERE device = $1 AND roles = '{caseworker}'", [device]);
    await laptop.must('batch.sign', { password });
    expect(await laptop.sync()).toMatchObject({ phase: 'done' });
    const aside = laptop.look('status.watch', {}).quarantined;
    expect(aside).toBeGreaterThan(2);
    await client.query("UPDATE staff_key SET roles = '{caseworker}' WHERE device = $1 AND roles = '{commissionMember}'", [device]);
    const numbers = ((await tool('quarantine', '--device', device)).json['entries'] as { number: number }[]).map((row) => String(row.number));
    expect(await tool('release', device, ...numbers)).toMatchObject({ status: 0, json: { left: [] } });
    await laptop.host.stopSync?.();
    laptop.host.warm?.link.close();
    expect(await laptop.sync()).toMatchObject({ phase: 'done' });
    expect(laptop.look('status.watch', {})).toMatchObject({ quarantined: 0, unsent: 0 });
    const rows = getOffice(laptop.host).replica.db.list<{ result: string; receipt: number }>('SELECT result, receipt FROM journal ORDER BY number');
    expect(new Set(rows.map((row) => row.result))).toEqual(new Set(['applied']));
    expect(new Set(rows.map((row) => row.receipt)).size).toBeGreaterThan(3);
    expect(findDocument(getOffice(laptop.host).replica, 'persons', id)).toBeDefined();
    expect((await tool('verify-chain', device))).toMatchObject({ status: 0, json: { faults: [], gaps: [] } });
    await laptop.close();
    profile.remove();
  });

  it('takes what a revoked device had handed in, after somebody has looked', async () => {
    const device = await makeDevice(server, districts.third);
    const carrier = await makeDevice(server, districts.third);
    const made = writeApprovedCase(device);
    await tool('revoke-device', device.certificate.device);
    const envelope = device.seal(made.entries);
    const { sent } = await carrier.sync([envelope]);
    expect(sent[0]!.lines.map((line) => line.why)).toEqual(['notAllowed', 'notAllowed', 'notAllowed', 'notAllowed']);
    expect((await tool('release', device.certificate.device, '1', '2', '3', '4')).json['released']).toHaveLength(4);
    await carrier.pullAll();
    expect(carrier.pulled.map((item) => item.i)).toEqual(expect.arrayContaining([made.person.id, made.opened.id]));
  });
});

describe('verify-receipt and verify-chain', () => {
  it('say yes to what is true, and find one changed byte', async () => {
    const device = await makeDevice(server, districts.ulan);
    const made = writeApprovedCase(device);
    const envelope = device.seal(made.entries);
    const { sent } = await device.sync([envelope]);
    const file = join(folder, 'x.receipt');
    const write = (change: (bytes: Uint8Array) => void = () => undefined, lines = sent[0]!.lines) => {
      const bytes = encodeReceiptFile({ bytes: sent[0]!.receipt, signature: sent[0]!.signature, lines });
      change(bytes);
      writeFileSync(file, bytes);
      return tool('verify-receipt', file, '--json');
    };
    expect(await write()).toMatchObject({ status: 0, json: { device: device.certificate.device, lines: [{ n: 1, r: 'applied' }, { n: 2 }, { n: 3 }, { n: 4 }] } });
    expect(await write((bytes) => (bytes[40]! ^= 1))).toMatchObject({ status: 1, json: { error: { type: 'noReceipt' } } });
    expect(await write((bytes) => bytes.fill(9, bytes.length - 200))).toMatchObject({ status: 1 });
    expect(await write(undefined, sent[0]!.lines.map((line) => ({ ...line, r: 'merged' as const })))).toMatchObject({ status: 1, json: { error: { type: 'wrongReceipt' } } });
    expect(await tool('verify-receipt', join(folder, 'none'))).toMatchObject({ status: 2 });

    // TestDevice chains nothing: every link but the first is a fault.
    expect((await tool('verify-chain', device.certificate.device)).json).toMatchObject({ error: { type: 'chainBroken', entries: 4, envelopes: 1, gaps: [], faults: [{ what: 'link', number: 2 }, { what: 'link', number: 3 }, { what: 'link', number: 4 }] } });
    await client.query("UPDATE entry SET bytes = overlay(bytes placing 'x'::bytea from 20) WHERE device = $1 AND number = 1", [device.certificate.device]);
    expect((await tool('verify-chain', device.certificate.device)).json).toMatchObject({ error: { faults: expect.arrayContaining([{ what: 'hash', number: 1 }]) } });
    await client.query("UPDATE envelope SET lines = replace(lines, 'applied', 'merged') WHERE device = $1", [device.certificate.device]);
    expect((await tool('verify-chain', device.certificate.device)).json).toMatchObject({ error: { faults: expect.arrayContaining([{ what: 'receipt', envelope: expect.any(String) }]) } });
  });
});
