import { z } from 'zod';
import { toBase64url } from '../../shared/base/base64url.ts';
import type { DeviceId, StaffId } from '../../shared/base/ids.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { OfficeRequest, type OfficeReply, type RefusalCode } from '../../shared/sync/messages.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import { encodeReceiptFile } from '../../shared/sync/receipt-file.ts';
import type { ReceiptLine } from '../../shared/sync/receipt.ts';
import type { Centre } from '../centre.ts';
import { makeCertificate } from '../enrol/make-certificate.ts';
import { findDevice, type Device } from '../store/devices.ts';
import { inTransaction } from '../store/db.ts';
import { entryKeyOf, listEntryAreas } from '../store/device-stays.ts';
import { listAnswered, listMail, listReceiptsOf, readMail, takeMail } from '../store/office-mail.ts';
import { getSetting } from '../store/settings.ts';
import { endMove, findDeviceMove } from './move-device.ts';
import { findManifests } from './find-manifests.ts';
import { keepLetter } from './keep-letter.ts';
import { makeRoster } from './make-roster.ts';
import { sealNews } from './seal-news.ts';

const day = 86_400_000;

/** Setting `officeMailDays`: how many days a letter may wait for a laptop, from which day on. */
const MailDays = z.array(z.object({ from: z.string(), days: z.int().min(1).max(366) })).min(1);
const firstMailDays: z.infer<typeof MailDays> = [{ from: '2026-11-22', days: 60 }];

const mailDays = async (centre: Centre): Promise<number> => {
  const said = MailDays.safeParse(await getSetting(centre.database.pool, 'officeMailDays', () => firstMailDays)).data ?? firstMailDays;
  const today = centre.now().slice(0, 10);
  return (said.filter(({ from }) => from <= today).sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1) ?? said[0]!).days;
};

const mostReceipts = 200;

type Answered = { readonly receipts: Uint8Array[]; readonly gone: NonNullable<OfficeReply['gone']>; readonly own: number[] };

/** What of its entries a device wrote in `area`. */
const writtenIn = async ({ database }: Centre, area: string, { id, area: today, stayed }: Device, numbers: readonly number[]): Promise<readonly number[]> => {
  if (stayed === 0) return today === area ? numbers : [];
  const areas = await listEntryAreas(database.pool, numbers.map((number) => [id, number]));
  return numbers.filter((number) => areas.get(entryKeyOf([id, number])) === area);
};

/** Receipts for entries that laptops of this office wrote, and which of them are the device's `own`, handed in by another; and of those laptops that are no longer in it what was answered for, since a receipt says nothing to whoever has not all of its entries, and no letter of theirs comes any more. */
const findReceipts = async (centre: Centre, device: Device, wanted: NonNullable<OfficeRequest['receipts']>): Promise<Answered> => {
  const { pool } = centre.database;
  const found: Answered = { receipts: [], gone: [], own: [] };
  for (const { device: id, numbers } of wanted) {
    const other = await findDevice(pool, id);
    if (other?.training !== device.training) continue;
    const asked = await writtenIn(centre, device.area, other, numbers);
    // Of its own it hears no answer that says no more than what it knows: that nobody has released them.
    const here = id === device.id ? (await listAnswered(pool, id, asked)).map(({ number }) => number) : asked;
    if (here.length === 0) continue;
    if (id === device.id) found.own.push(...here);
    const most = mostReceipts - found.receipts.length;
    const rows = most > 0 ? await listReceiptsOf(pool, id, here, most) : [];
    found.receipts.push(...rows.map(({ receipt, signature, lines }) => encodeReceiptFile({ bytes: receipt, signature, lines: JSON.parse(lines) as ReceiptLine[] })));
    if (other.area === device.area && !other.revoked) continue;
    const answered = await listAnswered(pool, id, here);
    found.gone.push({ device: id as DeviceId, asked: [...here], taken: answered.flatMap(({ number, aside }) => (aside ? [] : number)), aside: answered.flatMap(({ number, aside }) => (aside ? number : [])) });
  }
  return found;
};

const nothingElse: OfficeReply = { roster: false, mail: [], posted: [], receipts: 0, certificates: 0, news: 0, newsTo: [], more: false };

/** A device that has handed in all it had is where it was told to move. */
const answerReady = async (centre: Centre, device: Device, area: string): Promise<Result<Uint8Array, RefusalCode>> => {
  const moved = await endMove(centre, device.id, area);
  const reply: OfficeReply = moved
    ? { ...nothingElse, moved: { certificate: toBase64url(moved.certificate), signature: toBase64url(moved.signature), staff: moved.staff.map(({ login, id }) => ({ login, id: id as StaffId })) } }
    : nothingElse;
  return ok(packParts([utf8(canonicalJson(reply))]));
};

/** One round trip of a laptop with the mailbox of its office (PROTOCOL.md, "Office"): the centre keeps letters it cannot read, and gives what it would give each laptop itself, to be carried. */
export const answerOffice = async (centre: Centre, device: Device, body: Uint8Array): Promise<Result<Uint8Array, RefusalCode>> => {
  const [head, ...letters] = findParts(body, 65) ?? [];
  const request = head && findMessage(OfficeRequest, head);
  if (!request || request.letters !== letters.length) return err('malformed');
  if (request.ready !== undefined) return answerReady(centre, device, request.ready);
  const moving = await findDeviceMove(centre.database.pool, device.id);
  const posted: OfficeReply['posted'] = [];
  for (const letter of letters) posted.push(await keepLetter(centre, device, letter));
  const roster = await makeRoster(centre, device);
  const { pool } = centre.database;
  const before = new Date(centre.milliseconds() - (await mailDays(centre)) * day);
  await inTransaction(centre.database, (db) => takeMail(db, { area: device.area, device: device.id, seq: request.taken, before }));
  const waiting = await listMail(pool, device.area, device.id, request.taken);
  let left = request.maxBytes;
  // One letter alone may exceed it: there must always be progress.
  const chosen = waiting.filter(({ size }, index) => (left -= size) >= 0 || index === 0);
  const mail = await readMail(pool, device.area, chosen.map(({ seq }) => seq));
  const { receipts, gone, own } = await findReceipts(centre, device, request.receipts ?? []);
  const others = await Promise.all((request.leases ?? []).map((id) => findDevice(pool, id)));
  const certificates = others.filter((other) => other?.area === device.area && !other.revoked).map((other) => makeCertificate(centre, other!));
  const news = request.news && left > 0 ? await sealNews(centre, device, request.news, left) : { files: [], to: request.news ?? [], more: request.news !== undefined };
  const manifests = request.manifests ? await findManifests(centre, device, [...request.manifests, ...own], left) : [];
  const reply: OfficeReply = {
    roster: roster.number !== request.roster, mail: mail.map(({ seq }) => seq), posted, receipts: receipts.length, certificates: certificates.length, news: news.files.length, newsTo: [...news.to],
    more: mail.length < waiting.length || news.more, ...(moving ? { moving } : {}), ...(gone.length > 0 ? { gone } : {}), ...(manifests.length > 0 ? { manifests: manifests.length } : {}),
  };
  return ok(packParts([
    utf8(canonicalJson(reply)), ...(reply.roster ? [roster.bytes, roster.signature] : []), ...mail.map(({ bytes }) => bytes), ...receipts, ...certificates.flatMap(({ bytes, signature }) => [bytes, signature]), ...news.files,
    ...manifests.flatMap(({ bytes, signature }) => [bytes, signature]),
  ]));
};
