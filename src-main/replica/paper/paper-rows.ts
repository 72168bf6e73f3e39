import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import type { PaperKind } from '../../../shared/domain/mse/paper-kind.ts';

/** Words by key in the paper's language; a day as the papers write it. */
export type PaperWords = { readonly say: (key: string) => string; readonly language: 'kk' | 'ru' };

/** 2026-11-22 as 22.11.2026. */
export const paperDay = (day: string): string => day.split('-').toReversed().join('.');

type Row = readonly [title: string, text: string];

/** The rows of a paper: each kind says what it is about, and nothing medical beyond it (a certificate names no diagnosis). `blank`: the number of the blank it is given out on. */
export const paperRows = (kind: PaperKind, body: ActBody, { say, language }: PaperWords, blank?: string): readonly Row[] => {
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
  const sitting: Row[] = [row('minutes', `№ ${body.minutes}`), row('place', body.place), basis];
  const medical: Row[] = [
    row('organisation', `${referral.organisation}, № ${referral.number}, ${paperDay(referral.date)}`),
    row('diagnosis', [referral.main, ...referral.others].map(({ code, text }) => [code, text].filter(Boolean).join(' ')).join('; ')),
    row('ratings', body.ratings.filter((one) => (one.degree ?? 0) > 0).map((one) => `${say(`mse:activity.${one.category}`)} — ${one.degree} (${one.items.map((item) => `${item.code}.${item.qualifier}`).join(', ')})`).join('\n') || say('mse:noLimit')),
  ];
  const causePaper: Row[] = decision.causePaper === '' ? [] : [[say('mse:field.causePaper'), decision.causePaper]];
  const grounds: Row[] = decision.grounds === '' ? [] : [row('grounds', decision.grounds)];
  const rows = {
    act: [...who, ...sitting, ...medical, ...found, ...causePaper, ...losses, ...grounds],
    certificate: [...who, ...found, ...again, ...(blank === undefined ? [] : [row('blank', blank)])],
    generalLoss: [...who, ...losses.slice(0, decision.generalLoss === null ? 0 : 1), row('from', paperDay(decision.from)), ...again],
    professionalLoss: [...who, ...losses.slice(decision.generalLoss === null ? 0 : 1), row('from', paperDay(decision.from)), ...again],
    notice: [...who, row('outcome', outcome), row('from', paperDay(decision.from)), ...again],
    minutes: [...sitting, ...who, ...medical, ...found, ...causePaper, ...losses, ...grounds],
    programme: [...who, row('outcome', outcome), row('from', paperDay(decision.from)), ...again],
  } as const satisfies Record<PaperKind, readonly Row[]>;
  return rows[kind];
};
