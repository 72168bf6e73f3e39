import type { Obligation } from '../../../../shared/rules/projection/obligation.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentColumn, documentTable } from '../../store/documents.ts';

/** An obligation with the moment its decision was made, and whether that was the first of its case and not one made anew for changed norms. */
export type DecidedObligation = Obligation & { readonly decidedAt: string; readonly first: boolean };

type Row = Omit<DecidedObligation, 'first'> & { readonly first: 0 | 1 };

/** What the decisions in force of this office's cases owe, oldest decision first: who has the case pays, whoever decided. Whose it is says the case too: a decision keeps the record that it was made of, which may have been merged into another since. Of a person only the year of birth and the sex. */
export const listObligations = (host: Host): DecidedObligation[] => {
  const { replica, certificate } = getOffice(host);
  const rows = replica.db.list<Row>(
    `SELECT d.body ->> '$.risk' AS risk, p.value ->> '$.programme' AS programme, a.value ->> '$.payment' AS payment, a.value ->> '$.level' AS level, a.value ->> '$.amount' AS amount, a.value ->> '$.unit' AS unit,
       a.value ->> '$.from' AS "from", a.value ->> '$.to' AS "to", CAST(substr(n.body ->> '$.birthDate', 1, 4) AS INTEGER) AS birthYear, n.body ->> '$.sex' AS sex, d.body ->> '$.decided.at' AS decidedAt, d.body ->> '$.replaces' IS NULL AS first
     FROM ${documentTable(replica, 'decisions')} d JOIN ${documentTable(replica, 'cases')} c ON c.id = d.caseId JOIN ${documentTable(replica, 'persons')} n ON n.id = c.${documentColumn(replica, 'cases', 'personId')}, json_each(d.body, '$.programmes') p, json_each(p.value, '$.amounts') a
     WHERE d.deleted = 0 AND c.body ->> '$.district' = ? AND d.body ->> '$.withdrawn' IS NULL AND d.body ->> '$.replacedBy' IS NULL AND p.value ->> '$.outcome' = 'entitled' ORDER BY d.id`, certificate.area,
  );
  return rows.map((row) => ({ ...row, first: row.first === 1 }));
};
