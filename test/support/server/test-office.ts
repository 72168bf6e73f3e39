import { v7 } from 'uuid';
import type { Case } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Scan } from '../../../shared/domain/scan.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makeCase, makePerson, makeStep } from './sample-documents.ts';
import { makeEnrolCode, type TestServer } from './start-server.ts';
import { TestDevice, type Written } from './test-device.ts';

/** An enrolled device of `district`. */
export const makeDevice = async (server: TestServer, district: string, options: Parameters<typeof makeEnrolCode>[2] = {}, others: readonly string[] = []): Promise<TestDevice> => {
  const device = new TestDevice(server.url);
  const code = await makeEnrolCode(server, district, options);
  const reply = await device.enrol(code, device.enrolBody(code, others));
  if ('refused' in reply) throw new Error(`not enrolled: ${reply.refused}`);
  return device;
};

/** The entries of one finished case: person registered, case opened, handed over and approved. */
export const writeApprovedCase = (device: TestDevice, change: Partial<Record<keyof Person, unknown>> = {}): { person: Person; opened: Case; entries: Written[] } => {
  const { caseworker, supervisor } = device;
  const district = device.certificate.area;
  const person = makePerson(district, change);
  const opened = makeCase(district, person.id, caseworker);
  const entries = [
    device.write({ collection: 'persons', document: person.id, changes: person, author: caseworker }),
    device.write({ collection: 'cases', document: opened.id, changes: opened, author: caseworker }),
    device.write({ collection: 'cases', document: opened.id, changes: { status: 'review', handedOver: makeStep(caseworker) }, author: caseworker }),
    device.write({ collection: 'cases', document: opened.id, changes: { status: 'approved', approved: makeStep(supervisor) }, author: supervisor }),
  ];
  return { person, opened, entries };
};

/** The entry by which the supervisor sends a case to another district. */
export const writeTransfer = (device: TestDevice, document: string, to: string, base = 0): Written =>
  device.write({ collection: 'cases', document, base, author: device.supervisor, changes: { district: to, transferred: { ...makeStep(device.supervisor), from: device.certificate.area, to, reason: '' } } });

/** The entry by which the caseworker adds a scan of these bytes to a case. */
export const writeScan = (device: TestDevice, opened: Case, bytes: Uint8Array, change: Partial<Record<keyof Scan, unknown>> = {}): { scan: Scan; entry: Written } => {
  const scan = {
    id: v7(), caseId: opened.id, personId: opened.personId, district: device.certificate.area, document: 'identity', name: 'a.png', type: 'image/png', size: bytes.length,
    hash: Buffer.from(nodeCrypto.sha256(bytes as Uint8Array<ArrayBuffer>)).toString('hex'), added: makeStep(device.caseworker), removed: null, ...change,
  } as Scan;
  return { scan, entry: device.write({ collection: 'scans', document: scan.id, changes: scan, author: device.caseworker }) };
};
