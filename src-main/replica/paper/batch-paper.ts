import type { AppError } from '../../../shared/base/app-error.ts';
import { officeDay } from '../../../shared/base/office-day.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { batchTotals, grandTotal } from '../../../shared/rules/desk/batch-totals.ts';
import { isInForce } from '../../../shared/domain/is-in-force.ts';
import { listBatchCases } from '../queries/desk/batch-cases.ts';
import { decidedParts } from '../queries/desk/decided-parts.ts';
import { listDecisions } from '../queries/decisions.ts';
import { personNames } from '../queries/person-names.ts';
import { travelOf } from '../queries/travel.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { escapeHtml, fillTemplate } from './fill-template.ts';
import { paperTenge } from './paper-format.ts';
import { paperDay } from './paper-rows.ts';

const style = `<style>.register { font-size: 8.5pt; margin-bottom: 4mm; } .register th { width: auto; } .register th, .register td { padding: 1mm 2mm 1mm 0; } .register .n { text-align: right; } .register .n, .register .w { white-space: nowrap; }
.register thead { display: table-header-group; } .register tr { break-inside: avoid; } .register .sum td { font-weight: 700; border-top: 0.8pt solid #444; }</style>`;

type Line = { readonly cells: readonly string[]; readonly sum?: boolean };

/** `figures`: from which column on there are figures; `whole`: columns whose words stay on one line. */
const table = (heads: readonly string[], lines: readonly Line[], figures: number, whole: readonly number[] = []): string => {
  const place = (at: number) => (at >= figures ? ' class="n"' : whole.includes(at) ? ' class="w"' : '');
  const body = lines.map(({ cells, sum }) => `<tr${sum ? ' class="sum"' : ''}>${cells.map((cell, at) => `<td${place(at)}>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('');
  return `<table class="register"><thead><tr>${heads.map((head, at) => `<th scope="col"${place(at)}>${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table>`;
};

/**
 * batch.paper: the register of a batch as a page of HTML, for the shell to print: every case with its decision and sums, totals by risk and level, who signed it. Error: NotFound (batch), also for a batch whose
 * cases this laptop does not know.
 */
export const makeBatchPaper = (host: Host, { id, language }: ParsedInputOf<'batch.paper'>): Result<OutputOf<'batch.paper'>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const batch = findDocument(replica, 'batches', id);
  const cases = batch ? listBatchCases(replica, id) : [];
  if (!batch || cases.length === 0) return err({ type: 'NotFound', what: 'batch', id });
  const { template, fonts, words } = host.print();
  const say = (key: string) => words(language, key);
  const area = host.areas.find((one) => one.kato === certificate.area);
  const risk = (of: string) => host.rules().risks.find((one) => one.id === of)?.title[language] ?? of;
  const rows = cases.map((found) => ({ found, risk: found.risk, parts: decidedParts(replica, found.id) }));
  const lines = rows.map(({ found, parts }, at): Line => {
    const person = findDocument(replica, 'persons', found.personId);
    const names = person && personNames(person);
    const decision = listDecisions(replica, found.id).find(isInForce);
    const { monthly, once } = grandTotal(parts);
    return { cells: [String(at + 1), found.number, (language === 'kk' ? names?.kk : names?.ru) || names?.kk || '—', person?.iin ?? '—', risk(found.risk), decision?.number ?? '—', monthly === '0' ? '—' : paperTenge(monthly), once === '0' ? '—' : paperTenge(once)] };
  });
  const totals = batchTotals(rows);
  const all = grandTotal(totals);
  const sums: Line[] = [
    ...totals.map(({ risk: of, level, cases: count, monthly, once }) => ({ cells: [risk(of), say('law.level').replace('{{level}}', String(level)), String(count), paperTenge(monthly), paperTenge(once)] })),
    { cells: [say('batch.total'), '', String(cases.length), paperTenge(all.monthly), paperTenge(all.once)], sum: true },
  ];
  const head = ['batch.at', 'batch.case', 'row.person', 'row.iin', 'law.risk', 'batch.decision', 'batch.monthly', 'batch.once'].map(say);
  const sections = `${style}${table(head, lines, 6, [1, 3, 5])}<h2>${escapeHtml(say('batch.totals'))}</h2>${table(['law.risk', 'batch.level', 'batch.cases', 'batch.monthly', 'batch.once'].map(say), sums, 2)}<p>${escapeHtml(say('batch.signature'))}</p>`;
  const html = fillTemplate(template, {
    lang: language, fonts, title: escapeHtml(say('batch.title')), number: escapeHtml(say('number').replace('{{number}}', batch.number).replace('{{day}}', paperDay(officeDay(batch.signed.at)))),
    state: escapeHtml([say(travelOf(replica.db, id) === 'received' ? 'registered' : 'provisional'), ...(certificate.training ? [say('training')] : [])].join(' · ')), office: escapeHtml(say('law.office')),
    place: escapeHtml((language === 'kk' ? area?.nameKk : area?.nameRu) ?? ''), sections, qr: '', check: '', unofficial: escapeHtml(say('unofficial')),
    rows: [[say('batch.signedBy'), batch.signed.byName], [say('batch.entries'), String(batch.entries)]].map(([name, text]) => `<tr><th>${escapeHtml(name!)}</th><td>${escapeHtml(text!)}</td></tr>`).join(''),
  });
  return ok({ name: `batch-${batch.number.replaceAll(/[^\w-]/g, '-')}-${language}`, html });
};
