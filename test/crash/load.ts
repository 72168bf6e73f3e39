import { createHash } from 'node:crypto';
import type { CaseId, PersonId } from '../../shared/base/ids.ts';
import type { AppError } from '../../shared/base/app-error.ts';
import type { PlainDate } from '../../shared/base/plain-date.ts';
import type { Result } from '../../shared/base/result.ts';
import type { RegisterInput } from '../../shared/ipc/inputs.ts';
import { readPersons } from '../../src-main/replica/queries/persons.ts';
import { getOffice, type Host } from '../../src-main/replica/session/host-parts.ts';
import { takeSnapshot } from '../../src-main/replica/store/snapshots/take-snapshot.ts';
import { findCursor } from '../../src-main/replica/store/cursors.ts';
import { applyFrame } from '../../src-main/replica/sync/apply-frame.ts';
import { approveCase } from '../../src-main/replica/usecases/approve-case.ts';
import { handOverCase } from '../../src-main/replica/usecases/hand-over-case.ts';
import { openCase } from '../../src-main/replica/usecases/open-case.ts';
import { registerPerson } from '../../src-main/replica/usecases/register-person.ts';
import { saveDraft } from '../../src-main/replica/usecases/save-draft.ts';
import { signBatch } from '../../src-main/replica/usecases/sign-batch.ts';
import { madeUpPerson } from '../support/replica/people.ts';
import type { Acknowledged } from './acknowledged.ts';
import { area, chief, crashKey, officePassword, takeOffice, worker } from './crash-office.ts';
import { seeded } from './seeded.ts';

const must = <T>(result: Result<T, AppError>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
/** Days far apart, so that the load's people are taken for one another only now and then. */
const birthDate = (step: number) => `${1930 + ((step * 37) % 75)}-${String(1 + ((step * 7) % 12)).padStart(2, '0')}-${String(1 + ((step * 11) % 28)).padStart(2, '0')}` as PlainDate;

/** Registers somebody; whoever is like them is somebody else, as the caseworker says. */
const registerAnew = (host: Host, input: RegisterInput): PersonId => {
  for (let dismissed = input.dismissed; ; ) {
    const result = registerPerson(host, { ...input, dismissed });
    if (result.ok) return result.value.id;
    if (result.error.type !== 'Conflict' || result.error.what !== 'similar') throw new Error(JSON.stringify(result.error));
    dismissed = [...dismissed, result.error.id as PersonId];
  }
};
export const registry = `${area}/registry`;
/** The person that item `seq` of the registry's stream brings. */
export const pulledId = (seq: number): string => `01890000-0000-7000-8000-f${String(seq).padStart(11, '0')}`;

const pulledPerson = (seq: number) => ({ ...madeUpPerson(5), iin: null, lastNameKk: `Келген${seq}`, id: pulledId(seq), synthetic: true, otherIds: [], householdId: null, work: [], contributions: [], disability: null });

const pull = (host: Host, count: number): void => {
  const from = findCursor(getOffice(host).replica.db, registry)?.seq ?? 0;
  const items = Array.from({ length: count }, (_, at) => ({ k: 'put' as const, c: 'persons' as const, i: pulledId(from + at + 1), v: 1, d: pulledPerson(from + at + 1) as never }));
  must(applyFrame(host, { stream: registry, epoch: 1, from, to: from + count, head: from + count, items: count } as never, items));
};

/** A mixed load, for ever or for `steps`; `tell` is called when a save was acknowledged, `sent` numbers a draft before it is saved. */
export const runLoad = async (host: Host, seed: number, steps: number, tell: (said: Acknowledged) => void): Promise<void> => {
  const { replica } = getOffice(host);
  const chance = seeded(seed);
  const people: { id: PersonId; name: string }[] = [];
  const cases: { id: CaseId; drafts: number }[] = [];
  let snapshot: Promise<unknown> | undefined;

  const openOne = (): void => {
    const person = people[chance.below(people.length)];
    if (!person) return;
    const { id } = must(openCase(host, { personId: person.id, risk: 'loss-of-work-capacity' }));
    cases.push({ id, drafts: 0 });
    tell({ kind: 'step', id, text: 'draft' });
  };
  const draft = (): void => {
    const one = cases.at(-1);
    if (!one) return openOne();
    must(saveDraft(host, { id: one.id, facts: { onsetDate: '2026-01-05' as never, note: String(++one.drafts) } }));
    tell({ kind: 'draft', id: one.id, number: one.drafts });
  };
  const release = async (): Promise<void> => {
    const one = cases.pop();
    if (!one) return openOne();
    must(saveDraft(host, { id: one.id, facts: { onsetDate: '2026-01-05' as never, note: String(++one.drafts) } }));
    must(handOverCase(host, { id: one.id }));
    takeOffice(host, replica, chief);
    must(approveCase(host, { id: one.id }));
    tell({ kind: 'step', id: one.id, text: 'approved' });
    const { id } = must(await signBatch(host, { password: officePassword }));
    tell({ kind: 'batch', id });
    takeOffice(host, replica, worker);
  };
  const paper = async (): Promise<void> => {
    const id = host.ids.uuid();
    const bytes = Buffer.alloc(1 + chance.below(90_000), id);
    const document = await replica.rx.collections['attached']!.insert({ id, title: 'scan' } as never);
    await document.putAttachment({ id: 'scan', data: new Blob([bytes]), type: 'application/octet-stream' });
    tell({ kind: 'paper', id, text: createHash('sha256').update(bytes).digest('hex') });
  };
  const photograph = (): void => {
    if (snapshot || !replica.saves) return;
    const { journal, snapshots } = host.files;
    const taken = takeSnapshot({ connection: replica.connection, handle: replica.handle, key: crashKey, folders: { journal, snapshots }, at: host.clock.now(), begun: () => replica.saves?.begin() });
    snapshot = taken.then(must).finally(() => (snapshot = undefined));
  };

  takeOffice(host, replica, worker);
  for (let step = 0; step < steps; step++) {
    const drawn = chance.next();
    if (drawn < 0.35) {
      const name = `Жүк${seed}n${step}`;
      const id = registerAnew(host, { ...madeUpPerson(1, { iin: null, lastNameKk: name, birthDate: birthDate(step) }), dismissed: [] });
      people.push({ id, name });
      tell({ kind: 'person', id, text: name });
    } else if (drawn < 0.6) draft();
    else if (drawn < 0.68) openOne();
    else if (drawn < 0.74) await release();
    else if (drawn < 0.86) pull(host, 1 + chance.below(60));
    else if (drawn < 0.93) readPersons(host, { text: people.at(-1)?.name ?? 'Сынақова', limit: 20 });
    else if (drawn < 0.98) await paper();
    else photograph();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await snapshot;
};
