import type { Opinion } from '../../../../shared/domain/mse/opinion.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

/** The files sent under a code, with the opinions given. For deciding; the window gets opinions through `shownOpinions` only. */
export const listOpinionsOf = (replica: Replica, code: string): Opinion[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'opinions')} WHERE deleted = 0 AND code = ? ORDER BY id`, code).map(({ body }) => plainDocument<Opinion>(body));

/** How many experts have answered, and what, once all have: nobody is led by another's opinion. Who said what is not told. */
export const shownOpinions = (opinions: readonly Opinion[], wanted: number): { given: number; wanted: number; texts: { id: string; outcome: string; text: string }[] } => {
  const given = opinions.flatMap(({ id, given: opinion }) => (opinion ? [{ id, outcome: opinion.outcome, text: opinion.text }] : []));
  return { given: given.length, wanted, texts: given.length >= wanted ? given : [] };
};

/** opinion.list: the files sent to whoever is at the laptop, those that wait for an opinion first. */
export const readOpinions = (host: Host): OutputOf<'opinion.list'> => {
  const { replica, session } = getOffice(host);
  const rows = replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'opinions')} WHERE deleted = 0 AND expert = ? ORDER BY body ->> '$.given' IS NOT NULL, id DESC LIMIT 500`, session.staff);
  return { rows: rows.map(({ body }) => plainDocument<Opinion>(body)) };
};
