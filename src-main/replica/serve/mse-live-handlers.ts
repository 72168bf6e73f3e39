import { readActs, readDue } from '../queries/mse/acts.ts';
import { readAssessment } from '../queries/mse/assessment.ts';
import { readAssessments } from '../queries/mse/assessments.ts';
import { readBlanks } from '../queries/mse/blanks.ts';
import { readMseCounts } from '../queries/mse/counts.ts';
import { readExtracts } from '../queries/mse/extracts.ts';
import { readOpinions } from '../queries/mse/opinions.ts';
import { readProgramme, readProgrammes } from '../queries/mse/programmes.ts';
import { readRegisters } from '../queries/mse/registers.ts';

const documents = ['documents'] as const;

/** The commission's live queries → what they read. */
export const mseLiveHandlers = {
  'mse.counts': { topics: documents, read: readMseCounts },
  'assessment.list': { topics: documents, read: readAssessments },
  'assessment.watch': { topics: documents, read: readAssessment },
  'act.list': { topics: documents, read: readActs },
  'act.due': { topics: documents, read: readDue },
  'opinion.list': { topics: documents, read: readOpinions },
  'programme.list': { topics: documents, read: readProgrammes },
  'programme.watch': { topics: documents, read: readProgramme },
  'extract.list': { topics: documents, read: readExtracts },
  'blank.list': { topics: documents, read: readBlanks },
  'register.list': { topics: documents, read: readRegisters },
} as const;
