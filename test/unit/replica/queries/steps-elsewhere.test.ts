import { expect, test } from 'vitest';
import type { Case, CaseStep } from '../../../../shared/domain/case.ts';
import { stepsElsewhere } from '../../../../src-main/replica/queries/steps-elsewhere.ts';

const step = (by: string, hour: number) => ({ by, byName: by, at: `2026-01-10T0${String(hour)}:00:00.000Z` }) as CaseStep;
const [aigul, colleague, chief] = ['aigul', 'colleague', 'chief'];

test('a colleague\'s hand-over is told where this laptop handed the case over before', () => {
  const found = { opened: step(aigul!, 1), handedOver: step(colleague!, 4), returned: null, approved: step(chief!, 5), transferred: null } as unknown as Case;
  const own = [{ opened: step(aigul!, 1), status: 'draft' }, { handedOver: step(aigul!, 2), status: 'review' }];
  expect(stepsElsewhere(found, own)).toEqual([{ command: 'case.handOver', step: step(colleague!, 4) }, { command: 'case.approve', step: step(chief!, 5) }]);
  expect(stepsElsewhere({ ...found, handedOver: step(aigul!, 2) }, own).map(({ command }) => command)).toEqual(['case.approve']);
});
