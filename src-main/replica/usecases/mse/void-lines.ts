import type { Act } from '../../../../shared/domain/mse/act.ts';
import type { CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';

/** The lines of the registers that say that an act's numbers are void: a number taken is never used again and never vanishes. `newId` gives their ids. */
export const voidLines = (act: Act, reason: string, context: CommandContext, newId: () => string): DocumentChange[] =>
  (['act', 'minutes'] as const).map((kind) => ({
    collection: 'registers', before: undefined,
    after: { id: newId(), district: act.district, kind, number: kind === 'act' ? act.number : act.minutes, event: 'void', act: act.id, step: context.step, reason },
  }));
