import type { z } from 'zod';
import { Batch } from '../../../shared/domain/batch.ts';
import { Case, CaseFacts, CaseStep, FieldNote, VoluntaryInsurance } from '../../../shared/domain/case.ts';
import { documentSchemas } from '../../../shared/domain/collection.ts';
import { ContributionFault, ContributionReport } from '../../../shared/domain/contribution-report.ts';
import { DecidedAmount, DecidedProgramme, Decision } from '../../../shared/domain/decision.ts';
import { FactValue } from '../../../shared/domain/fact-value.ts';
import { Contribution, Ledger, PaymentMade } from '../../../shared/domain/ledger.ts';
import { ActBody, Decision as ActDecision } from '../../../shared/domain/mse/act-body.ts';
import { Act } from '../../../shared/domain/mse/act.ts';
import { Assessment, AssessmentDraft, Basis } from '../../../shared/domain/mse/assessment.ts';
import { AttachedFile } from '../../../shared/domain/mse/attached-file.ts';
import { DecisionDraft } from '../../../shared/domain/mse/decision-draft.ts';
import { Extract } from '../../../shared/domain/mse/extract.ts';
import { Member } from '../../../shared/domain/mse/member.ts';
import { BlindFile, Opinion } from '../../../shared/domain/mse/opinion.ts';
import { Measure, Programme } from '../../../shared/domain/mse/programme.ts';
import { IcfItem, Rating, Ratings } from '../../../shared/domain/mse/rating.ts';
import { Diagnosis, Referral } from '../../../shared/domain/mse/referral.ts';
import { RegisterLine } from '../../../shared/domain/mse/register-line.ts';
import { Visit } from '../../../shared/domain/mse/visit.ts';
import { Vote } from '../../../shared/domain/mse/vote.ts';
import { ContributionYear, DisabilityRecord, MergeRecord, Person, WorkSpell } from '../../../shared/domain/person.ts';
import { Scan } from '../../../shared/domain/scan.ts';
import { Task, TaskNote, TaskResolution, TaskSide } from '../../../shared/domain/task.ts';

/** The documents and what they are made of, in the order in which PROTOCOL.md has them: each has a row there. */
export const documentRows: Readonly<Record<string, z.ZodType>> = {
  Person, WorkSpell, ContributionYear, DisabilityRecord, MergeRecord,
  Case, CaseStep, CaseFacts, VoluntaryInsurance, FieldNote,
  Batch, Decision, DecidedProgramme, DecidedAmount, Ledger, Contribution, PaymentMade, Scan, ContributionReport, ContributionFault,
  Task, TaskSide, TaskNote, TaskResolution,
  Assessment, Basis, Referral, Diagnosis, Visit, Member, AssessmentDraft, Rating, IcfItem, DecisionDraft, AttachedFile,
  Opinion, BlindFile, Act, ActBody, ActDecision, Vote, Programme, Measure, RegisterLine, Extract,
};

/** Schema → what the page calls it. */
export const documentNames: ReadonlyMap<z.ZodType, string> = new Map([...Object.entries(documentRows).map(([name, schema]) => [schema, name] as const), [FactValue, 'FactValue'], [Ratings, 'Ratings']]);

/** Kind of document → its row. */
export const rowOfKind = Object.fromEntries(Object.entries(documentSchemas).map(([kind, schema]) => [kind, documentNames.get(schema)]));
