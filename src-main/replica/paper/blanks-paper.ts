import { officeDay } from '../../../shared/base/office-day.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { listBlanks } from '../queries/mse/blanks.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { grid } from './act-sections.ts';
import { escapeHtml, fillTemplate } from './fill-template.ts';
import { paperArea } from './paper-area.ts';
import { paperDay } from './paper-rows.ts';

/** blank.paper: the register of numbered blanks as a page for the shell to print, every blank with its line. */
export const makeBlanksPaper = (host: Host, { language }: ParsedInputOf<'blank.paper'>): Result<OutputOf<'blank.paper'>, never> => {
  const { replica, certificate } = getOffice(host);
  const { template, fonts, words } = host.print();
  const say = (key: string) => words(language, key);
  const { rows, counts } = listBlanks(replica);
  const today = host.clock.today();
  const html = fillTemplate(template, {
    lang: language, fonts, title: escapeHtml(say('kind.blanks')), number: escapeHtml(paperDay(today)), state: escapeHtml(certificate.training ? say('training') : ''), office: escapeHtml(say('office')),
    place: escapeHtml(paperArea(host.areas.find((one) => one.kato === certificate.area), language, say)),
    rows: (['received', 'issued', 'spoilt', 'left'] as const).map((state) => `<tr><th>${escapeHtml(say(`blank.${state}`))}</th><td>${String(counts[state])}</td></tr>`).join(''),
    sections: grid(say('blank.list'), ['number', 'state', 'act', 'day', 'by', 'reason'].map((head) => say(`blank.${head}`)), rows.map((row) => [row.number, say(`blank.${row.state}`), row.act ?? '', paperDay(officeDay(row.at)), row.byName, row.reason])),
    qr: '', check: '', unofficial: escapeHtml(say('unofficial')),
  });
  return ok({ name: `blanks-${today}-${language}`, html });
};
