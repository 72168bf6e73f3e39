import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { documentSchemaVersion } from '../../../shared/sync/messages.ts';
import { sealEnvelope } from '../../../shared/sync/seal-envelope.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { districts, makeCase, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import type { Written } from '../../support/server/test-device.ts';
import { writeScan } from '../../support/server/test-office.ts';
import { pick } from './breaks.ts';
import type { FuzzCase, MakeCase } from './case.ts';
import { putAside, send } from './envelope-cases.ts';

/** What a laptop says of documents that are another district's, with bases that were given; and an envelope of a program with later schemas, whose entries are judged each by itself. */
export const areaCase: MakeCase = ({ centre, ours, beyond, approved }, chance) => {
  const { person, opened } = beyond;
  const edit = (collection: 'persons' | 'cases', document: string, base: number, changes: Record<string, unknown>, author = ours.caseworker): Written => ours.write({ collection, document, base, changes, author });
  const opens = (district: string, personId: string): Written => {
    const one = makeCase(district, personId, ours.caseworker);
    return ours.write({ collection: 'cases', document: one.id, changes: one, author: ours.caseworker });
  };
  const aside = (name: string, entry: () => Written): FuzzCase => ({ name: `entry: ${name}`, leaves: 'records', run: () => putAside(ours, [entry()], ['wrongArea']) });
  return pick<FuzzCase>(chance, [
    aside('wrong area', () => edit('persons', person.id, 1, pick(chance, [{ phone: '+77010000000' }, { lastNameKk: 'Басқа' }, { district: ours.certificate.area }]))),
    aside('wrong area, a case', () => edit('cases', opened.id, 1 + chance.below(3), pick(chance, [{ facts: { ...opened.facts, note: 'x' } }, { status: 'draft', approved: null }]))),
    aside('wrong area, taken over', () => edit('cases', opened.id, 3, { district: ours.certificate.area, transferred: { ...makeStep(ours.supervisor), from: districts.third, to: ours.certificate.area, reason: '' } }, ours.supervisor)),
    aside('wrong area, a new case of their person', () => opens(ours.certificate.area, person.id)),
    aside('wrong area, a new case in their district', () => opens(districts.third, approved.person.id)),
    aside('wrong area, a scan of their case', () => writeScan(ours, opened, chance.bytes(20)).entry),
    { name: 'control: a later schema', leaves: 'anything', run: async () => {
      const [one, other] = [makePerson(ours.certificate.area), makePerson(ours.certificate.area)];
      const ofALaterVersion = { said: chance.below(1e6), list: [null, 'ә'] };
      const entries = [
        ours.write({ collection: 'persons', document: one.id, changes: { ...one, ofALaterVersion }, author: ours.caseworker }),
        ours.write({ collection: 'persons', document: other.id, changes: { ...other, ofALaterVersion, sex: 'x' }, author: ours.caseworker }),
      ];
      const envelope = sealEnvelope(nodeCrypto, (message) => nodeCrypto.sign(ours.signKeys.privateKey, message), {
        device: ours.certificate.device, entries, manifests: [ours.manifest(entries)], previous: ours.previousEnvelope, readers: [findBase64urlBytes(ours.certificate.serverReadKey)!], schema: documentSchemaVersion + 1 + chance.below(9),
      });
      const answers = await send(ours, [envelope]);
      const lines = typeof answers === 'string' ? answers : answers[0]?.lines.map(({ r, why }) => why ?? r).join();
      const { rows } = await centre.database.pool.query<{ kept: unknown }>("SELECT body -> 'ofALaterVersion' AS kept FROM document WHERE id = $1", [one.id]);
      const kept = rows[0] && canonicalJson(rows[0].kept as never);
      return lines === 'applied,invalidDocument' && kept === canonicalJson(ofALaterVersion) ? undefined : `judged ${lines}, kept ${kept}`;
    } },
  ]);
};
