import { renderSVG } from 'uqr';
import type { AppError } from '../../../shared/base/app-error.ts';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import type { ActId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ActBody } from '../../../shared/domain/mse/act-body.ts';
import type { PaperKind } from '../../../shared/domain/mse/paper-kind.ts';
import { actHash } from '../../../shared/rules/mse/verify-act.ts';
import { encodePaper, encodeStatement, type PaperStatement } from '../../../shared/sync/paper-statement.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { findActView } from '../queries/mse/acts.ts';
import { findBlankOf } from '../queries/mse/blanks.ts';
import { listProgrammesOf } from '../queries/mse/programmes.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { readRecord } from '../usecases/mse/read-record.ts';
import { actSections } from './act-sections.ts';
import { escapeHtml, fillTemplate } from './fill-template.ts';
import { paperArea } from './paper-area.ts';
import { paperDay, paperRows } from './paper-rows.ts';

type Wanted = { readonly act: ActId; readonly kind: PaperKind; readonly language: 'kk' | 'ru' };

/** What the QR code of a paper says of an act. */
export const statementOf = (kind: PaperKind, body: ActBody, hash: string, state: PaperStatement['state'], at: PaperStatement['at']): PaperStatement => {
  const { decision } = body;
  const percent = kind === 'generalLoss' ? decision.generalLoss : kind === 'professionalLoss' ? decision.professionalLoss : null;
  const outcome = kind === 'generalLoss' || kind === 'professionalLoss' ? null : decision.outcome;
  return { v: 1, kind, act: body.id, number: body.number, hash, district: body.district, iin: body.person.iin, outcome, percent, from: decision.from, until: decision.until, state, at };
};

/**
 * paper.make: a page of HTML with its fonts and its signed QR code inside, for the shell to print. Provisional until the centre's receipt for the act is here. One that a later act corrected, replaced or annulled says so in its head. Printing is reading: it leaves its trace. Errors: NotFound,
 * SignatureInvalid{what:'act'}, RuleRefused{rule:'actNotSigned'}, {rule:'notOnPaper'} for a loss that the act does not set, those of the storage.
 */
export const makePaper = (host: Host, { act: id, kind, language }: Wanted): Result<{ name: string; html: string; code: string }, AppError> => {
  const traced = readRecord(host, 'acts', id);
  if (!traced.ok) return traced;
  const view = findActView(host, id);
  if (!view?.body || view.faults.length > 0) return err({ type: 'SignatureInvalid', what: 'act' });
  const { act, body, travel } = view;
  if (act.status !== 'signed') return err({ type: 'RuleRefused', rule: 'actNotSigned', citation: null });
  const { decision } = body;
  if ((kind === 'generalLoss' && decision.generalLoss === null) || (kind === 'professionalLoss' && decision.professionalLoss === null) || (kind === 'certificate' && decision.outcome === 'none')) return err({ type: 'RuleRefused', rule: 'notOnPaper', citation: null });

  const { replica, sign, certificate } = getOffice(host);
  const signed = findDeviceSetting(replica.db, 'device.certificate');
  if (!signed || certificate.signKey === undefined) return err({ type: 'SignatureInvalid', what: 'certificate' });
  const state = travel === 'received' ? 'registered' : 'provisional';
  const statement = encodeStatement(statementOf(kind, body, actHash(host.crypto, act), state, host.clock.instant()));
  const code = encodePaper({
    statement, signature: host.crypto.sign(sign.privateKey, signedMessage('paper', statement)), certificate: findBase64urlBytes(signed.bytes)!, certificateSignature: findBase64urlBytes(signed.signature)!,
  });
  const { template, fonts, words } = host.print();
  const say = (key: string) => words(language, key);
  const area = host.areas.find((one) => one.kato === body.district);
  const rows = paperRows(kind, body, { say, language }, { blank: findBlankOf(replica, id), cited: body.cites ? findDocument(replica, 'acts', body.cites.act) : undefined }).map(([title, text]) => `<tr><th>${escapeHtml(title)}</th><td>${escapeHtml(text)}</td></tr>`).join('');
  const html = fillTemplate(template, {
    lang: language, fonts, rows, title: escapeHtml(say(`kind.${kind}`)), office: escapeHtml(say('office')), place: escapeHtml(paperArea(area, language, say)),
    state: escapeHtml([...(view.citedBy ? [say('replaced')] : []), say(state), ...(body.person.synthetic ? [say('training')] : [])].join(' · ')), number: escapeHtml(say('number').replace('{{number}}', body.number).replace('{{day}}', paperDay(body.day))),
    sections: actSections(host.mse().rules, kind, act, body, kind === 'programme' ? listProgrammesOf(replica, body.person.id).find((one) => one.act === body.id) : undefined, say), qr: renderSVG(code, { ecc: 'M', border: 2 }), check: escapeHtml(say('check')), unofficial: escapeHtml(say('unofficial')),
  });
  return ok({ name: `${kind}-${body.number.replaceAll(/[^\w-]/g, '-')}-${language}`, html, code });
};
