import { toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { BatchId, CaseId, PersonId } from '../../shared/base/ids.ts';
import type { AppError } from '../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { KatoCode } from '../../shared/domain/kato.ts';
import type { Person } from '../../shared/domain/person.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import { listReleasable } from '../../src-main/replica/queries/releasable.ts';
import { getOffice } from '../../src-main/replica/session/host-parts.ts';
import { listUnreleased, markReleased } from '../../src-main/replica/store/journal.ts';
import { putManifest } from '../../src-main/replica/store/manifests.ts';
import { decideApprove } from '../../src-main/replica/usecases/approve-case.ts';
import { commandContext } from '../../src-main/replica/usecases/command-context.ts';
import { composeEntries, type DocumentSeen } from '../../src-main/replica/usecases/compose-entries.ts';
import type { DocumentChange } from '../../src-main/replica/usecases/document-change.ts';
import { isApprovalUnreleased } from '../../src-main/replica/queries/approval.ts';
import { decideMerge, decideUnmerge } from '../../src-main/replica/usecases/merge-persons.ts';
import { decideUnapprove } from '../../src-main/replica/usecases/unapprove-case.ts';
import { decideHandOver } from '../../src-main/replica/usecases/hand-over-case.ts';
import { decideOpenCase } from '../../src-main/replica/usecases/open-case.ts';
import { decideRegister } from '../../src-main/replica/usecases/register-person.ts';
import { decideReturn } from '../../src-main/replica/usecases/return-case.ts';
import { saveChanges, saveComposed } from '../../src-main/replica/usecases/save-changes.ts';
import { decideSaveDraft } from '../../src-main/replica/usecases/save-draft.ts';
import { decideBatch } from '../../src-main/replica/usecases/release-entries.ts';
import { decideTransfer } from '../../src-main/replica/usecases/transfer-case.ts';
import { unreleasedDecision } from '../../src-main/replica/queries/unreleased-decision.ts';
import { takeBackConflict } from '../../src-main/replica/usecases/take-back-conflict.ts';
import { listTasks } from '../../src-main/replica/queries/find-task.ts';
import { decideConflict, loadTask } from '../../src-main/replica/usecases/decide-conflict.ts';
import { decideNote } from '../../src-main/replica/usecases/note-conflict.ts';
import { serverVersionOf } from '../../src-main/replica/store/versions.ts';
import type { Chance } from './chance.ts';
import type { Laptop } from './laptop.ts';
import { poison } from './memory-store.ts';

export type Flaw = 'unreadable' | 'invalid' | 'unstorable';
/** What somebody at the laptop means to do; `save` does it with the product's own code. `seen`: documents that get an entry without changes; `takesBack`: entries that go into no batch any more. */
export type Command = { readonly changes: readonly DocumentChange[]; readonly seen?: readonly DocumentSeen[]; readonly takesBack?: readonly number[]; readonly flaw?: Flaw; readonly release?: { readonly numbers: readonly number[]; readonly how: 'yes' | 'forged' }; readonly save: () => Result<void, AppError> };
export type CommandKind = 'register' | 'editPerson' | 'open' | 'work' | 'merge' | 'flawed' | 'batch' | 'decide' | 'takeBack' | 'rival';

const documentsOf = <D>(laptop: Laptop, collection: string): D[] => laptop.db().list<{ body: string }>(`SELECT body FROM memory_${collection} WHERE deleted = 0 ORDER BY id`).map((row) => JSON.parse(row.body) as D);
const pick = <T>(chance: Chance, list: readonly T[]): T | undefined => list[chance.below(list.length)];
const nothing: AppError = { type: 'RuleRefused', rule: 'nothing', citation: null };

const saving = (laptop: Laptop, name: string, decided: Result<DocumentChange[], AppError>, flaw?: Flaw): Result<Command, AppError> =>
  decided.ok ? ok({ changes: decided.value, ...(flaw ? { flaw } : {}), save: () => saveChanges(laptop.host(), name, decided.value) }) : decided;

const register = (laptop: Laptop, chance: Chance, districts: readonly string[]) => {
  laptop.sitDown('caseworker');
  const host = laptop.host();
  const district = chance.below(2) === 0 ? pick(chance, districts)! : laptop.identity.area;
  const input = {
    iin: null, lastNameKk: 'Тест', firstNameKk: 'Адам', patronymicKk: '', lastNameRu: 'Тестов', firstNameRu: 'Адам', patronymicRu: '', birthDate: '1980-01-02', sex: 'male',
    district, settlement: '', street: '', house: '', phone: '',
  };
  return saving(laptop, 'person.register', decideRegister({ ...input, dismissed: [] } as never, { sameIin: undefined, similar: [] }, host.ids.uuid() as PersonId, commandContext(host)));
};

/** A person's record, changed in a field of each kind: by the latest clock, as a set, by a person's decision, and one that a newer program knows. */
const editPerson = (laptop: Laptop, chance: Chance) => {
  laptop.sitDown(chance.below(3) === 0 ? 'supervisor' : 'caseworker');
  const persons = documentsOf<Person>(laptop, 'persons');
  const isFirst = (person: Person) => person.id.includes('-9000-');
  // Mostly the one that every district knows, where rivals meet, and those that were registered here: they have a registry of their own.
  const which = chance.below(10);
  const before = which < 4 ? persons.find(isFirst) : pick(chance, which < 7 && !persons.every(isFirst) ? persons.filter((person) => !isFirst(person)) : persons);
  if (!before) return err(nothing);
  const word = `${chance.below(5)}`;
  const others = before.otherIds ?? [];
  const kinds: readonly object[] = [{ phone: `870${word}` }, { settlement: `s${word}`, phone: `871${word}` }, { otherIds: others.length < 15 ? [...others, { kind: 'k', value: word }] : others }, { lastNameRu: `Т${word}` }, { phone: `872${word}`, lastNameKk: `Ә${word}` }, { ofANewerVersion: word }];
  return saving(laptop, 'person.edit', ok([{ collection: 'persons', before, after: { ...before, ...pick(chance, kinds) } }]));
};

const open = (laptop: Laptop, chance: Chance) => {
  laptop.sitDown('caseworker');
  const host = laptop.host();
  const person = pick(chance, documentsOf<Person>(laptop, 'persons'));
  if (!person) return err(nothing);
  return saving(laptop, 'case.open', decideOpenCase({ personId: person.id, risk: 'risk' }, { person, risks: ['risk'], programmes: [], id: host.ids.uuid() as CaseId, number: `${chance.below(1e9)}` }, commandContext(host)));
};

/** The next thing that can be done to some case; in a `narrow` history mostly to the one that was approved from the start, which goes to and fro. */
const work = (laptop: Laptop, chance: Chance, districts: readonly string[], narrow: boolean) => {
  const cases = documentsOf<Case>(laptop, 'cases');
  const narrowed = narrow && chance.below(4) > 0 ? cases.find((one) => one.id.endsWith('-000000000005')) : undefined;
  const found = narrowed ?? pick(chance, cases);
  if (!found) return err(nothing);
  const isDraft = found.status === 'draft' || found.status === 'returned';
  laptop.sitDown(isDraft ? 'caseworker' : 'supervisor');
  const context = commandContext(laptop.host());
  const branch = chance.below(10);
  if (isDraft && (found.facts.onsetDate === null || branch < 3)) return saving(laptop, 'case.saveDraft', decideSaveDraft({ id: found.id, facts: { onsetDate: '2020-01-01' as never, note: `${chance.below(9)}` } }, found, context));
  if (isDraft) return saving(laptop, 'case.handOver', decideHandOver(found.id, { found, form: undefined }, context));
  if (found.status === 'review' && branch < 3) return saving(laptop, 'case.return', decideReturn({ id: found.id, reason: 'r' }, found, context));
  if (found.status === 'review') return saving(laptop, 'case.approve', decideApprove(found.id, { found, typedBy: [], decide: () => undefined }, context));
  if (branch < 3) return saving(laptop, 'case.unapprove', decideUnapprove(found.id, { found, unreleased: isApprovalUnreleased(laptop.db(), found.id), decision: undefined }, context));
  return saving(laptop, 'case.transfer', decideTransfer({ id: found.id, to: pick(chance, districts.filter((one) => one !== laptop.identity.area)) as KatoCode, reason: 'r' }, found, context));
};

/** Two records called one by a supervisor, or two again. */
const merge = (laptop: Laptop, chance: Chance) => {
  laptop.sitDown('supervisor');
  const persons = documentsOf<Person>(laptop, 'persons');
  const casesOf = (person: Person) => documentsOf<Case>(laptop, 'cases').filter((found) => found.personId === person.id);
  const merged = pick(chance, persons.filter((person) => person.mergedInto || person.merge?.undone));
  const context = commandContext(laptop.host());
  if (merged && chance.below(2) === 0) {
    const keep = persons.find((person) => person.id === (merged.mergedInto ?? merged.merge?.into));
    return saving(laptop, 'person.unmerge', decideUnmerge(merged.id, { keep, other: merged, cases: keep ? casesOf(keep) : [], person: (id) => persons.find((one) => one.id === id) }, context));
  }
  const [keep, other] = [pick(chance, persons), pick(chance, persons)];
  if (!keep || !other) return err(nothing);
  const take = chance.below(2) === 0 ? [] : (['phone', 'lastNameRu'] as const);
  return saving(laptop, 'person.merge', decideMerge({ keep: keep.id, other: other.id, take }, { keep, other, cases: casesOf(other) }, context));
};

/** What no screen of this version would do: an old or newer client, a mistake, somebody who tries. */
const flawed = (laptop: Laptop, chance: Chance) => {
  laptop.sitDown(chance.below(2) === 0 ? 'supervisor' : 'caseworker');
  const cases = documentsOf<Case>(laptop, 'cases').filter((one) => one.status !== 'transferredAway');
  const review = cases.filter((one) => one.status === 'review');
  const [person, found] = [pick(chance, documentsOf<Person>(laptop, 'persons')), pick(chance, review.length > 0 && chance.below(2) === 0 ? review : cases)];
  const { session } = getOffice(laptop.host());
  const step = { by: session.staff, byName: chance.below(2) === 0 ? 'x' : session.name, at: laptop.host().clock.instant() };
  const ofPerson = (after: object, flaw?: Flaw) => (person ? saving(laptop, 'odd', ok([{ collection: 'persons', before: person, after: { ...person, ...after } }]), flaw) : err(nothing));
  const ofCase = (after: object) => (found ? saving(laptop, 'odd', ok([{ collection: 'cases', before: found, after: { ...found, ...after } }])) : err(nothing));
  const kinds = [
    () => ofPerson({ phone: `a\u0000${chance.below(9)}` }, 'unreadable'),
    () => ofPerson({ sex: `?${chance.below(9)}` }, 'invalid'),
    () => ofPerson({ unheardOf: `${poison}${chance.below(9)}` }, 'unstorable'),
    () => ofPerson({ synthetic: !(person?.synthetic ?? false) }),
    () => ofCase({ status: 'approved', approved: step }),
    () => ofPerson({ birthDate: chance.below(2) === 0 ? '2999-01-01' : '1700-01-01' }),
    () => ofPerson({ iin: '000000000001' }),
    () => ofPerson({ district: '999999999' }),
    () => ofPerson({ mergedInto: person?.id, merge: { into: person?.id, merged: step, before: {}, cases: [], undone: null } }),
    () => ofCase({ status: 'approved' }),
    () => ofCase({ personId: person?.id }),
    () => ofCase({ status: 'approved', approved: { ...step, at: '2020-01-01T00:00:00.000Z' } }),
    () => ofCase({ number: `${chance.below(1e9)}` }),
    () => ofCase({ district: '999999999', transferred: { ...step, from: found?.district, to: '999999999', reason: '' } }),
  ];
  return pick(chance, kinds)!();
};

/** A batch over what the rules let out, or over everything, or with a signature that counts for nothing. */
const batch = (laptop: Laptop, chance: Chance) => {
  const host = laptop.host();
  const supervisor = laptop.sitDown('supervisor');
  const { replica, certificate } = getOffice(host);
  const context = commandContext(host);
  const mode = chance.below(16);
  const documents = replica.db.list<{ document: string }>('SELECT DISTINCT document FROM journal').map((row) => row.document);
  const releasable = mode < 3 ? listReleasable(replica) : { cases: [], persons: [], entries: listUnreleased(replica.db, documents) };
  const decided = decideBatch(releasable, host.ids.uuid() as BatchId, `${chance.below(1e9)}`, context);
  if (!decided.ok) return decided;
  const changes: DocumentChange[] = [{ collection: 'batches', before: undefined, after: decided.value }];
  const composed = composeEntries(host, 'batch.sign', changes);
  const entries = [...releasable.entries, ...composed.rows];
  const forged = mode === 15;
  const signer = forged ? laptop.identity.staff.find((one) => one.role === 'caseworker')!.keys : supervisor.keys;
  const bytes = utf8(canonicalJson({ v: 1, batch: decided.value.id, district: context.area, device: certificate.device, signedBy: supervisor.id, signedAt: context.step.at, entries: entries.map((entry) => [entry.number, toBase64url(entry.hash)]) }));
  const signature = host.crypto.sign(signer.privateKey, signedMessage('manifest', bytes));
  const numbers = entries.map((entry) => entry.number);
  return ok<Command>({
    changes,
    release: { numbers, how: forged ? 'forged' : 'yes' },
    save: () => saveComposed(host, changes, composed, (db) => {
      putManifest(db, { batch: decided.value.id, bytes, signature });
      markReleased(db, numbers, decided.value.id);
    }),
  });
};

/** A field that no machine may merge, of the person whom every district knows: what rivals are made of. */
const rival = (laptop: Laptop, chance: Chance) => {
  laptop.sitDown(chance.below(2) === 0 ? 'supervisor' : 'caseworker');
  const before = documentsOf<Person>(laptop, 'persons').find((person) => person.id.includes('-9000-'));
  if (!before) return err(nothing);
  const word = `${chance.below(99)}`;
  const kinds: readonly object[] = [{ householdId: word }, { householdId: word, phone: `873${word}` }, { ofANewerVersion: word, otherIds: [...before.otherIds.slice(0, 9), { kind: 'r', value: word }] }];
  return saving(laptop, 'person.edit', ok([{ collection: 'persons', before, after: { ...before, ...pick(chance, kinds) } }]));
};

/** A dispute decided for one of its sides, or a question or an answer about it. */
const decide = (laptop: Laptop, chance: Chance) => {
  const asks = chance.below(5) === 0;
  laptop.sitDown(asks && chance.below(2) === 0 ? 'caseworker' : 'supervisor');
  const host = laptop.host();
  const { replica } = getOffice(host);
  const found = pick(chance, listTasks(replica, 'open'));
  if (!found) return err(nothing);
  const { id } = found.task;
  const load = (which: string) => loadTask(host, which);
  if (asks) return saving(laptop, 'conflict.note', decideNote({ ids: [id], text: `${chance.below(99)}` }, load, commandContext(host)));
  const version = serverVersionOf(replica.db, found.kind, id);
  return saving(laptop, 'conflict.decide', decideConflict({ tasks: [{ id, version }], choice: chance.below(2) === 0 ? 'left' : 'right', picks: {}, note: '' }, load, commandContext(host)));
};

/** A decision of a dispute that is in no batch yet is taken back by whoever made it. */
const takeBack = (laptop: Laptop, chance: Chance) => {
  laptop.sitDown('supervisor');
  const host = laptop.host();
  const { replica } = getOffice(host);
  const found = pick(chance, listTasks(replica, 'all').filter(({ task }) => task.status === 'resolved' && unreleasedDecision(replica, task).length > 0));
  if (!found) return err(nothing);
  const { kind, task } = found;
  const save = (): Result<void, AppError> => {
    const done = takeBackConflict(host, { id: task.id });
    return done.ok ? ok() : done;
  };
  return ok<Command>({ changes: [], seen: [{ collection: kind, id: task.id }], takesBack: unreleasedDecision(replica, task).map(({ number }) => number), save });
};

/** What `kind` would do now, or why it cannot be done. */
export const decideCommand = (kind: CommandKind, laptop: Laptop, chance: Chance, districts: readonly string[], narrow: boolean): Result<Command, AppError> => {
  const commands: { readonly [K in CommandKind]: () => Result<Command, AppError> } = {
    register: () => register(laptop, chance, districts),
    editPerson: () => editPerson(laptop, chance),
    open: () => open(laptop, chance),
    merge: () => merge(laptop, chance),
    work: () => work(laptop, chance, districts, narrow),
    flawed: () => flawed(laptop, chance),
    batch: () => batch(laptop, chance),
    decide: () => decide(laptop, chance),
    takeBack: () => takeBack(laptop, chance),
    rival: () => rival(laptop, chance),
  };
  return commands[kind]();
};
