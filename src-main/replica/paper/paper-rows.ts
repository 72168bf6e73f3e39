import type { Act } from '../../../shared/domain/mse/act.ts';
import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import { findWhodasScore } from '../../../shared/domain/mse/whodas.ts';
import type { PaperKind } from '../../../shared/domain/mse/paper-kind.ts';

/** Words by key in the paper's language; a day as the papers write it. */
export type PaperWords = { readonly say: (key: string) => string; readonly language: 'kk' | 'ru' };

/** 2026-11-22 as 22.11.2026. */
export const paperDay = (day: string): string => day.split('-').toReversed().join('.');

type Row = readonly [title: string, text: string];

/** The rows of a paper: each kind says what it is about, and nothing medical beyond it (a certificate names no diagnosis). `blank`: the number of the blank it is given out on; `cited`: the act that this one corrects, replaces, annuls or follows. */
export const paperRows = (kind: PaperKind, body: ActBody, { say, language }: PaperWords, { blank, cited }: { readonly blank?: string | undefined; readonly cited?: Pick<Act, 'number' | 'day'> | undefined } = {}): readonly Row[] => {
  const { decision, person, referral } = body;
  const row = (key: string, text: string): Row => [say(`row.${key}`), text];
  const who: Row[] = [row('person', language === 'kk' ? person.nameKk : person.nameRu), row('iin', person.iin ?? '—'), row('birth', paperDay(person.birthDate))];
  const outcome = [say(`mse:outcome.${decision.outcome}`), body.band === 'youth' && decision.outcome !== 'none' ? `(${say('mse:youth')})` : ''].filter(Boolean).join(' ');
  const found: Row[] = [
    row('outcome', outcome),
    ...(decision.cause ? [row('cause', say(`mse:cause.${decision.cause}`))] : []),
    row('from', paperDay(decision.from)),
    ...(decision.term ? [row('until', decision.until ? say('row.untilDay').replace('{{term}}', say(`mse:term.${decision.term}`)).replace('{{day}}', paperDay(decision.until)) : say(`mse:term.${decision.term}`))] : []),
  ];
  const again: Row[] = decision.until ? [row('again', paperDay(decision.until))] : [];
  const losses: Row[] = [
    ...(decision.generalLoss === null ? [] : [row('general', `${decision.generalLoss} %`)]),
    ...(decision.professionalLoss === null ? [] : [row('professional', `${decision.professionalLoss} %`), row('profession', decision.mainProfession)]),
  ];
  const basis = row('basis', [say(`mse:kind.${body.basis.kind}`), say(`mse:mode.${body.mode}`), body.basis.reason].filter(Boolean).join(', '));
  const sitting: Row[] = [row('minutes', `№ ${body.minutes}`), row('place', body.place), basis, ...(cited ? [row('cites', `№ ${cited.number}, ${paperDay(cited.day)}`)] : [])];
  // what the members sign stands on the paper that they sign it for
  const told = (key: string, text: string): Row[] => (text.trim() === '' ? [] : [[say(`mse:field.${key}`), text]]);
  const score = body.whodas === null ? undefined : findWhodasScore(body.whodas);
  const heard: Row[] = [
    [say('row.doctors'), referral.commission.map(({ name, position }) => [name, position].filter(Boolean).join(', ')).join('\n')],
    [say('mse:field.onset'), [paperDay(referral.onset), referral.exception === null ? '' : say(`mse:exception.${referral.exception}`)].filter(Boolean).join(', ')],
    ...told('treatment', referral.treatment),
    ...(referral.attachments.length === 0 ? [] : [row('attachments', referral.attachments.map(({ name, pages }) => `${name} (${pages})`).join('; '))]),
    ...(referral.workHarm ? told('workHarm', [referral.workHarm.act, paperDay(referral.workHarm.date), referral.workHarm.employer, referral.workHarm.profession].join(', ')) : []),
    ...told('complaints', body.complaints), ...told('findings', body.findings),
    ...(score === undefined ? [] : told('whodas', String(score))),
  ];
  const medical: Row[] = [
    row('organisation', `${referral.organisation}, № ${referral.number}, ${paperDay(referral.date)}`),
    row('diagnosis', [referral.main, ...referral.others].map(({ code, text }) => [code, text].filter(Boolean).join(' ')).join('; ')),
    row('ratings', body.ratings.filter((one) => (one.degree ?? 0) > 0).map((one) => `${say(`mse:activity.${one.category}`)} — ${one.degree} (${one.items.map((item) => `${item.code}.${item.qualifier}`).join(', ')})`).join('\n') || say('mse:noLimit')),
  ];
  const causePaper: Row[] = decision.causePaper === '' ? [] : [[say('mse:field.causePaper'), decision.causePaper]];
  const grounds: Row[] = decision.grounds === '' ? [] : [row('grounds', decision.grounds)];
  const rows = {
    act: [...who, ...sitting, ...medical.slice(0, 2), ...heard, ...medical.slice(2), ...found, ...causePaper, ...losses, ...grounds],
    certificate: [...who, ...found, ...again, ...(blank === undefined ? [] : [row('blank', blank)])],
    generalLoss: [...who, ...losses.slice(0, decision.generalLoss === null ? 0 : 1), row('from', paperDay(decision.from)), ...again],
    professionalLoss: [...who, ...losses.slice(decision.generalLoss === null ? 0 : 1), row('from', paperDay(decision.from)), ...again],
    notice: [...who, row('outcome', outcome), row('from', paperDay(decision.from)), ...again],
    minutes: [...sitting, ...who, ...medical, ...found, ...causePaper, ...losses, ...grounds],
    programme: [...who, row('outcome', outcome), row('from', paperDay(decision.from)), ...again],
  } as const satisfies Record<PaperKind, readonly Row[]>;
  return rows[kind];
};
