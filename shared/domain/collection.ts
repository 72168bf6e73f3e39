import { z } from 'zod';
import { Batch } from './batch.ts';
import { Case } from './case.ts';
import { ContributionReport } from './contribution-report.ts';
import { Decision } from './decision.ts';
import { Ledger } from './ledger.ts';
import { Act } from './mse/act.ts';
import { Assessment } from './mse/assessment.ts';
import { Extract } from './mse/extract.ts';
import { Opinion } from './mse/opinion.ts';
import { Programme } from './mse/programme.ts';
import { RegisterLine } from './mse/register-line.ts';
import { Person } from './person.ts';
import { Scan } from './scan.ts';
import { Task } from './task.ts';

/** The kinds of document that travel: each with its schema. Names are the RxDB collections and the `collection` of a journal entry. */
export const documentSchemas = { persons: Person, cases: Case, batches: Batch, assessments: Assessment, opinions: Opinion, acts: Act, programmes: Programme, registers: RegisterLine, decisions: Decision, ledger: Ledger, scans: Scan, extracts: Extract, reports: ContributionReport, registryTasks: Task, caseworkTasks: Task, medicalTasks: Task } as const;

export const CollectionName = z.enum(['persons', 'cases', 'batches', 'assessments', 'opinions', 'acts', 'programmes', 'registers', 'decisions', 'ledger', 'scans', 'extracts', 'reports', 'registryTasks', 'caseworkTasks', 'medicalTasks']);
export type CollectionName = z.infer<typeof CollectionName>;

/** Collection → the document it holds. */
export type DocumentOf = { readonly [C in CollectionName]: z.infer<(typeof documentSchemas)[C]> };

/** How sensitive a stream is; a device reads only the classes of its certificate (security page). */
export const SensitivityClass = z.enum(['registry', 'casework', 'medical']);
export type SensitivityClass = z.infer<typeof SensitivityClass>;

/** Which class of stream carries which collection. */
export const classOf = { persons: 'registry', cases: 'casework', batches: 'casework', assessments: 'medical', opinions: 'medical', acts: 'medical', programmes: 'medical', registers: 'medical', decisions: 'casework', ledger: 'registry', scans: 'casework', extracts: 'casework', reports: 'casework', registryTasks: 'registry', caseworkTasks: 'casework', medicalTasks: 'medical' } as const satisfies Record<CollectionName, SensitivityClass>;

/**
 * Streams that came after the classes, each for devices of a class that say they take it: `<area>/extracts` and `<area>/reports` for casework; `<area>/expert/<staff>`, the files in absentia of
 * one expert, for the devices of the commission on which this expert works. A device of an earlier version, which does not know their documents, is never sent one.
 */
export const laterStreams = { extracts: 'casework', reports: 'casework', expert: 'medical' } as const satisfies Record<string, SensitivityClass>;
export type LaterStream = keyof typeof laterStreams;

/** The kind of stream that carries a collection: what follows the area in its name. */
export const streamKindOf = (collection: CollectionName): SensitivityClass | LaterStream => (collection === 'extracts' || collection === 'reports' ? collection : collection === 'opinions' ? 'expert' : classOf[collection]);
