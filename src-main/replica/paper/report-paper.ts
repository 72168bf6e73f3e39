import { officeDay } from '../../../shared/base/office-day.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { travelOf } from '../queries/travel.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { escapeHtml, fillTemplate } from './fill-template.ts';
import { paperNumber, paperTenge } from './paper-format.ts';
import { paperDay } from './paper-rows.ts';

/** contributions.paper: a report as a page, for the shell to print. Error: NotFound. */
export const makeReportPaper = (host: Host, { id, language }: ParsedInputOf<'contributions.paper'>): Result<OutputOf<'contributions.paper'>, AppError> => {
  const { replica, certificate } = getOffice(host);
  const report = findDocument(replica, 'reports', id);
  if (!report) return err({ type: 'NotFound', what: 'report', id });
  const { template, fonts, words } = host.print();
  const say = (key: string) => words(language, key);
  const area = host.areas.find((one) => one.kato === report.district);
  const head = ['employer', 'persons', 'unpaid', 'missing', 'late', 'owed'].map((key) => `<th>${escapeHtml(say(`report.${key}`))}</th>`).join('');
  const lines = report.rows.map((row) => `<tr>${[`${row.name}, ${say('report.bin')} ${row.bin}`, ...[row.persons, row.unpaid, row.missing, row.late].map((value) => paperNumber(String(value))), paperTenge(String(row.owed))].map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`).join('');
  const rows = [[say('report.upTo'), `${report.upTo.slice(5)}.${report.upTo.slice(0, 4)}`], [say('report.ledgers'), paperNumber(String(report.ledgers))], [say('report.persons'), paperNumber(String(report.persons))], [say('report.employers'), paperNumber(String(report.employers))], [say('report.by'), report.made.byName]];
  const state = travelOf(replica.db, id) === 'received' ? 'registered' : 'provisional';
  const html = fillTemplate(template, {
    lang: language, fonts, title: escapeHtml(say('report.title')), number: escapeHtml(say('number').replace('{{number}}', report.number).replace('{{day}}', paperDay(officeDay(report.made.at)))),
    state: escapeHtml([say(state), ...(certificate.training ? [say('training')] : [])].join(' · ')), office: escapeHtml(say('law.office')), place: escapeHtml((language === 'kk' ? area?.nameKk : area?.nameRu) ?? ''),
    rows: rows.map(([name = '', text = '']) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(text)}</td></tr>`).join(''), sections: `<table><tr>${head}</tr>${lines}</table><p>${escapeHtml(say('law.signature'))}</p>`, qr: '', check: '', unofficial: escapeHtml(say('unofficial')),
  });
  return ok({ name: `report-${report.number.replaceAll(/[^\w-]/g, '-')}-${language}`, html });
};
