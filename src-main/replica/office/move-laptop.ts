import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import type { OfficeRequest } from '../../../shared/sync/messages.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { findKeyFile } from '../platform/key-file.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { saveKeyFile } from '../session/save-key-file.ts';
import { countHeld } from '../store/journal.ts';
import { checkCertificate } from '../sync/check-certificate.ts';
import type { Session } from '../sync/open-session.ts';
import { foreignAnswer, post } from '../sync/post.ts';
import { signedRequest } from '../sync/signed-request.ts';
import { countFilesToStayFor } from './files-to-stay-for.ts';
import { findOfficeReply } from './office-reply.ts';

/** Where this laptop was told to move, once nothing of it waits for a receipt any more and no file for a way to the centre, where that keeps files: what stays here goes with the profile. */
export const findReadyMove = (host: Host): KatoCode | undefined => {
  const { db } = getOffice(host).replica;
  const moving = findDeviceSetting(db, 'device.moving');
  if (!moving || countHeld(db) > 0) return undefined;
  // Once it has said that it is ready, the centre may have it in the other district, and says nothing of these files there; whether they may go was looked at before.
  return moving.asked === true || countFilesToStayFor(host) === 0 ? moving.area : undefined;
};

/**
 * Says that nothing is left to hand in (from then on no command is taken: `serve/judge-request.ts`), and takes the certificate of the new district. What the laptop holds of the old one stays as it is until the next unlocking, which begins anew (`session/begin-anew.ts`); it is locked as soon as the sync has ended. Errors: those
 * of `post` and `checkCertificate`, ServerNonsense, of the storage.
 */
export const moveLaptop = async (host: Host, session: Session, area: KatoCode, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const office = getOffice(host);
  const { replica } = office;
  const moving = findDeviceSetting(replica.db, 'device.moving');
  const asked = moving && !moving.asked ? replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'device.moving', { ...moving, asked: true }) }) : ok();
  if (!asked.ok) return asked;
  const request: OfficeRequest = { roster: 0, taken: 0, letters: 0, ready: area, maxBytes: 65_536 };
  const answer = await post(host, signedRequest(host, session, 'office', packParts([utf8(canonicalJson(request))]), signal));
  if (!answer.ok) return answer;
  const read = findOfficeReply(answer.value);
  if (!read) return foreignAnswer(host, 'office');
  const { moved } = read.reply;
  // The operator thought better of it.
  if (!moved) return replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'device.moving', null) });
  const checked = checkCertificate(host.crypto, moved, office.certificate);
  if (!checked.ok) return checked;
  if (checked.value.area !== area) return err({ type: 'ServerNonsense', detail: 'area' });
  const from = office.certificate.area;
  const keys = findKeyFile(host.files.keys);
  const saved = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'device.certificate', { bytes: moved.certificate, signature: moved.signature });
      putDeviceSetting(db, 'device.staff', (findDeviceSetting(db, 'device.staff') ?? []).map((person) => ({ ...person, id: moved.staff.find(({ login }) => login === person.login)?.id ?? person.id })));
      putDeviceSetting(db, 'device.moving', null);
      putDeviceSetting(db, 'device.moved', { from });
    },
  });
  if (!saved.ok) return saved;
  host.moved = true;
  host.log('moved', { area });
  return keys?.device ? saveKeyFile(host, { ...keys, device: { ...keys.device, area } }) : ok();
};
