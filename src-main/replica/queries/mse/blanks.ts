import type { ActId } from '../../../../shared/base/ids.ts';
import type { RegisterLine } from '../../../../shared/domain/mse/register-line.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import type { BlankRow } from '../../../../shared/ipc/mse-rows.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';

const mostRows = 1000;

const linesOf = (replica: Replica): RegisterLine[] =>
  replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'registers')} WHERE deleted = 0 AND body ->> '$.kind' = 'blank' ORDER BY id`).map(({ body }) => plainDocument<RegisterLine>(body));

const rowOf = (replica: Replica, number: string, lines: readonly RegisterLine[]): BlankRow => {
  const at = (event: RegisterLine['event']) => lines.find((line) => line.event === event);
  const [received, issued, spoilt] = [at('received'), at('issued'), at('spoilt')];
  const second = lines.filter(({ event }) => event === 'void').map(({ step, reason }) => `${step.byName} · ${reason}`);
  const last = spoilt ?? issued ?? received ?? lines[0]!;
  const act = issued?.act ? findDocument(replica, 'acts', issued.act) : undefined;
  return { id: number, number, state: spoilt ? 'spoilt' : issued ? 'issued' : 'left', act: act?.number ?? null, reason: last.reason, byName: last.step.byName, at: last.step.at, second };
};

/** Every numbered blank with where it stands, by number, and how many are left. */
export const listBlanks = (replica: Replica): { readonly rows: BlankRow[]; readonly counts: OutputOf<'blank.list'>['counts'] } => {
  const rows = [...Map.groupBy(linesOf(replica), ({ number }) => number)].map(([number, lines]) => rowOf(replica, number, lines)).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const count = (state: BlankRow['state']) => rows.filter((row) => row.state === state).length;
  return { rows, counts: { received: rows.length, issued: count('issued'), spoilt: count('spoilt'), left: count('left') } };
};

/** blank.list: the register of numbered blanks; `next` is the first that is left. */
export const readBlanks = (host: Host): OutputOf<'blank.list'> => {
  const { rows, counts } = listBlanks(getOffice(host).replica);
  return { rows: rows.slice(0, mostRows), counts, next: rows.find(({ state }) => state === 'left')?.number ?? null };
};

/** The number of the blank on which the certificate of an act was given out and that was not spoilt since, or undefined. */
export const findBlankOf = (replica: Replica, act: ActId): string | undefined => {
  const lines = linesOf(replica);
  return lines.find((line) => line.event === 'issued' && line.act === act && !lines.some((other) => other.number === line.number && other.event === 'spoilt'))?.number;
};
