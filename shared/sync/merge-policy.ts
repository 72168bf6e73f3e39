import type { CollectionName, DocumentOf } from '../domain/collection.ts';
import type { Task } from '../domain/task.ts';

/**
 * What the centre does when two offices changed the same field and neither knew of the other:
 * `clock`: the later hybrid clock wins; `union`: both sets are kept; `decide`: nobody but a person may choose, the entry is put aside as a
 * conflict; `fixed`: set once, a change of it is refused even without a rival. `with`: fields that stand or fall together.
 */
export type FieldPolicy = { readonly merge: 'clock' | 'union' | 'decide' | 'fixed'; readonly with?: string; readonly why: string };

const contact: FieldPolicy = { merge: 'clock', why: 'where and how to reach the person: the latest word is the best, and is asked again at each visit' };
const identity: FieldPolicy = { merge: 'decide', why: 'says who the person is; a wrong guess joins or splits two people' };
const fixed = (why: string): FieldPolicy => ({ merge: 'fixed', why });
const reviewed: FieldPolicy = { merge: 'decide', with: 'case', why: 'status and facts are reviewed together: an approval covers only what the approver saw' };
const examined: FieldPolicy = { merge: 'decide', with: 'assessment', why: 'ratings, sitting and decision belong together: nobody signs half of one and half of another' };

const extractWords = ['act', 'hash', 'number', 'personId', 'district', 'day', 'kind', 'cites', 'band', 'birthDate', 'sex', 'outcome', 'cause', 'generalLoss', 'professionalLoss', 'from', 'until'] as const;
/** A dispute itself: its decision stands or falls with all that the person saw of it. */
const task = {
  id: fixed('identity of the dispute'),
  collection: fixed('what it is about'),
  document: fixed('what it is about'),
  opened: fixed('history'),
  fields: { merge: 'decide', with: 'task', why: 'a decision covers only what its author saw' },
  left: { merge: 'decide', with: 'task', why: 'a decision covers only what its author saw' },
  right: { merge: 'decide', with: 'task', why: 'a decision covers only what its author saw' },
  status: { merge: 'decide', with: 'task', why: 'a dispute is decided once' },
  resolution: { merge: 'decide', with: 'task', why: 'a dispute is decided once' },
  notes: { merge: 'union', why: 'questions and answers, each in its author’s name' },
} as const satisfies Record<keyof Task, FieldPolicy>;

/** Collection → field → policy. Kept as data so that a lawyer can read it. */
export const mergePolicy = {
  persons: {
    id: fixed('identity of the record'),
    iin: identity,
    otherIds: { merge: 'union', why: 'aliases: each was seen on some paper' },
    lastNameKk: identity,
    firstNameKk: identity,
    patronymicKk: identity,
    lastNameRu: identity,
    firstNameRu: identity,
    patronymicRu: identity,
    birthDate: identity,
    sex: identity,
    district: { merge: 'decide', why: 'says which registry holds the record' },
    settlement: contact,
    street: contact,
    house: contact,
    phone: contact,
    householdId: { merge: 'decide', why: 'eligibility is reckoned over the household' },
    work: { merge: 'union', why: 'spells of work: each was proved by some paper' },
    contributions: { merge: 'decide', why: 'amounts: payments are reckoned from them' },
    disability: { merge: 'decide', why: 'the group decides what is due' },
    synthetic: fixed('a made-up person never becomes a real one'),
    mergedInto: { merge: 'decide', with: 'merge', why: 'says that two records are one person; a wrong guess joins or splits two people' },
    merge: { merge: 'decide', with: 'merge', why: 'what is needed to undo the merge stands or falls with it' },
    notSame: { merge: 'union', why: 'each was seen to be another person' },
  },
  cases: {
    id: fixed('identity of the case'),
    number: fixed('printed on papers already given out'),
    personId: { merge: 'decide', why: 'a case is about one person; only a merge of two records, or its undoing, moves it' },
    risk: fixed('a case is about one social risk'),
    opened: fixed('who opened it, and when, is history'),
    district: reviewed,
    status: reviewed,
    facts: reviewed,
    handedOver: reviewed,
    returned: reviewed,
    approved: reviewed,
    transferred: reviewed,
    aside: { merge: 'clock', why: 'the order of a desk: it decides nothing' },
    assigned: { merge: 'clock', why: 'whose work it is: the latest word is the best' },
  },
  batches: {
    id: fixed('identity of the batch'),
    number: fixed('printed'),
    district: fixed('signed'),
    signed: fixed('signed'),
    cases: fixed('signed'),
    persons: fixed('signed'),
    entries: fixed('signed'),
  },
  assessments: {
    id: fixed('identity of the examination'),
    number: fixed('printed'),
    personId: { merge: 'decide', why: 'an examination is of one person' },
    district: fixed('a commission examines where it sits'),
    basis: fixed('what the person was examined for is history'),
    referral: fixed('the medical organisation answers for it'),
    mode: fixed('in person or in absentia: the experts were sent by it'),
    opened: fixed('who registered it, and when, is history'),
    status: examined,
    absentia: examined,
    visit: examined,
    draft: examined,
    files: examined,
    refused: examined,
    act: examined,
  },
  opinions: {
    id: fixed('identity of the opinion'),
    code: fixed('joins it to the examination'),
    expert: fixed('whose it is'),
    district: fixed('whose examination it is'),
    file: fixed('what the expert saw'),
    wanted: fixed('how many were asked is history'),
    given: { merge: 'decide', why: 'an opinion is given once' },
  },
  acts: {
    id: fixed('signed'),
    number: fixed('signed'),
    minutes: fixed('signed'),
    assessment: fixed('signed'),
    personId: fixed('signed'),
    district: fixed('signed'),
    day: fixed('signed'),
    until: fixed('signed'),
    cites: fixed('signed'),
    body: fixed('signed: a correction is a new act'),
    status: { merge: 'decide', why: 'whether an act is in force is never guessed' },
    votes: { merge: 'union', why: 'each vote carries its own signature' },
  },
  programmes: {
    id: fixed('identity of the programme'),
    personId: { merge: 'decide', why: 'a programme is one person’s' },
    district: fixed('whose programme it is'),
    act: fixed('the act that it goes with'),
    previous: fixed('what was carried over is history'),
    from: fixed('by the act'),
    until: fixed('by the act'),
    opened: fixed('who opened it, and when, is history'),
    measures: { merge: 'decide', with: 'programme', why: 'what was done for a person is not guessed' },
    closed: { merge: 'decide', with: 'programme', why: 'a closed programme takes no more measures' },
  },
  registers: {
    id: fixed('a line of a register'),
    district: fixed('a line of a register'),
    kind: fixed('a line of a register'),
    number: fixed('a line of a register'),
    event: fixed('a line of a register'),
    act: fixed('a line of a register'),
    step: fixed('a line of a register'),
    reason: fixed('a line of a register'),
  },
  decisions: {
    id: fixed('identity of the decision'),
    number: fixed('printed on papers already given out'),
    caseId: fixed('a decision is about one case'),
    personId: fixed('a decision is about one person'),
    district: fixed('who decided'),
    risk: fixed('a decision is about one social risk'),
    asOf: fixed('a decision is made again with the law of its day'),
    edition: fixed('a decision is made again with its own edition'),
    decided: fixed('who decided, and when, is history'),
    programmes: fixed('what was decided is never written over: a new decision replaces it'),
    replaces: fixed('history'),
    replacedBy: { merge: 'decide', with: 'end', why: 'a decision ends once' },
    withdrawn: { merge: 'decide', with: 'end', why: 'a decision ends once' },
  },
  ledger: {
    id: fixed('identity of the record'),
    personId: fixed('a record is about one person'),
    district: fixed('made by the registry'),
    employers: fixed('made by the registry'),
    earlierMonths: fixed('made by the registry'),
    since: fixed('made by the registry'),
    upTo: fixed('made by the registry'),
    contributions: fixed('made by the registry'),
    payments: fixed('made by the registry'),
    professionalMonths: fixed('made by the registry'),
  },
  scans: {
    id: fixed('identity of the scan'),
    caseId: fixed('a scan belongs to one case'),
    personId: fixed('a scan belongs to one person'),
    district: fixed('where it was taken in'),
    document: fixed('what was scanned'),
    name: fixed('the file as it was taken in'),
    type: fixed('the file as it was taken in'),
    size: fixed('the file as it was taken in'),
    hash: fixed('the file as it was taken in'),
    added: fixed('who added it, and when, is history'),
    removed: { merge: 'decide', why: 'a scan is taken away once' },
  },
  extracts: {
    id: fixed('identity of the extract'),
    caseId: fixed('the case that the act opened is history'),
    ...(Object.fromEntries(extractWords.map((field) => [field, fixed('follows from the signed act')])) as Record<(typeof extractWords)[number], FieldPolicy>),
  },
  reports: {
    id: fixed('a report is history: a later one says what has changed'),
    number: fixed('a report is history: a later one says what has changed'),
    district: fixed('a report is history: a later one says what has changed'),
    upTo: fixed('a report is history: a later one says what has changed'),
    made: fixed('a report is history: a later one says what has changed'),
    ledgers: fixed('a report is history: a later one says what has changed'),
    persons: fixed('a report is history: a later one says what has changed'),
    employers: fixed('a report is history: a later one says what has changed'),
    rows: fixed('a report is history: a later one says what has changed'),
  },
  registryTasks: task,
  caseworkTasks: task,
  medicalTasks: task,
} as const satisfies { readonly [C in CollectionName]: Record<keyof DocumentOf[C], FieldPolicy> };

/** The policy of a field; one that this program does not know yet (a newer client's) is never merged by machine. */
export const policyOf = (collection: CollectionName, field: string): FieldPolicy => {
  const fields: Readonly<Record<string, FieldPolicy>> = mergePolicy[collection];
  return Object.hasOwn(fields, field) ? fields[field]! : { merge: 'decide', why: 'a field of a newer version: unknown here' };
};
