import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '../../shared/base/plain-date.ts';
import { mseRuleFiles } from '../../shared/domain/mse/mse-rules.ts';
import { getDated } from '../../shared/rules/mse/find-dated.ts';

const quorum = mseRuleFiles.quorum.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/rules/mse/quorum.json'), 'utf8')));

/** How many members of a commission decide by the law of `day` (`resources/rules/mse/quorum.json`): an act is not taken at its own word for it. */
export const lawfulQuorum = (day: PlainDate): number => getDated(quorum, day).value;
