import type { Opinion } from '../../shared/domain/mse/opinion.ts';
import { streamName } from '../../shared/sync/frame.ts';
import { putItems } from '../store/stream-items.ts';
import type { WorkingDocument, Workspace } from './workspace.ts';

const opinionOf = ({ body }: WorkingDocument): Opinion => body as unknown as Opinion;

/** True where every expert of an examination has given their opinion: as many as were asked, none without a word. */
export const areAllIn = (opinions: readonly Pick<Opinion, 'given' | 'wanted'>[]): boolean =>
  opinions.length > 0 && opinions.length >= Math.max(...opinions.map(({ wanted }) => wanted ?? 0)) && opinions.every(({ given }) => given !== null);

/**
 * The opinions in absentia go into the district's medical stream, where the chair reads them, in the transaction in which the last of them comes, and not before: until then each stands in its expert's own stream alone. The
 * workspace holds all opinions of an examination where it holds one, locked, so that two last ones wait for each other.
 */
export const revealOpinions = ({ documents, items }: Pick<Workspace, 'documents' | 'items'>): void => {
  const opinions = [...documents.values()].filter(({ collection }) => collection === 'opinions');
  for (const together of Map.groupBy(opinions, (one) => opinionOf(one).code).values()) {
    if (!together.some(({ changed }) => changed) || !areAllIn(together.map(opinionOf))) continue;
    for (const one of together) items.push(...putItems(one, one.areas).map((item, at) => ({ ...item, stream: streamName(one.areas[at]!, 'medical') })));
  }
};
