/**
 * Program: makes a one-time enrolment code. `node src-server/tools/enrol-code.ts --district КАТО --name NAME (--staff FILE.json | --login LOGIN:ROLE,…:NAME …) [--training]
 * [--days N] [--address https://… --certificate FILE.pem]` prints `{"code":…}`, and with the last two `address`: the centre's with the key of its TLS certificate before the `@`, so that the laptop speaks to the holder of that key alone. FILE.json: `[{ "login", "name", "roles" }]`. Only these people can work on the laptop, under these names and with these roles.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AllowedStaff } from '../../shared/domain/staff.ts';
import { pinnedAddress } from '../../shared/sync/centre-pin.ts';
import { enrolCodeBytes } from '../enrol/enrol-device.ts';
import { readDistricts } from '../open-centre.ts';
import { insertEnrolCode } from '../store/enrol-codes.ts';
import { BadArguments, runTool } from './run-tool.ts';

/** Without letters and digits that are mistaken for one another (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The people of the command line. Throws BadArguments: a file that is not such a list, a login that is not LOGIN:ROLES:NAME, nobody, somebody twice. */
const readStaff = (file: unknown, logins: readonly string[]): AllowedStaff[] => {
  const written = logins.map((text) => {
    const [login, roles, ...name] = text.split(':');
    return { login, roles: roles?.split(','), name: name.join(':') };
  });
  const parsed = z.array(AllowedStaff).min(1).max(100).safeParse([...(typeof file === 'string' ? readJson(file) : []), ...written]);
  if (!parsed.success) throw new BadArguments(`--staff FILE.json or --login LOGIN:ROLE,…:NAME: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; ')}`);
  if (new Set(parsed.data.map((person) => person.login)).size !== parsed.data.length) throw new BadArguments('a login is given twice');
  return parsed.data;
};

const readJson = (file: string): unknown[] => {
  try {
    return z.array(z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new BadArguments(`${file}: not a list of staff`);
  }
};

/** The address with the key of the certificate. Throws BadArguments: no address behind TLS, no certificate. */
const readPinned = (address: string, file: string): string => {
  if (!/^https:\/\/[^@]+$/i.test(address) || !URL.canParse(address)) throw new BadArguments('--address: https:// and what follows, without an @');
  try {
    return pinnedAddress(address, createHash('sha256').update(new X509Certificate(readFileSync(file)).publicKey.export({ type: 'spki', format: 'der' })).digest('base64url'));
  } catch {
    throw new BadArguments(`--certificate ${file}: not a certificate`);
  }
};

await runTool(
  'enrol-code.ts --district КАТО --name NAME (--staff FILE.json | --login LOGIN:ROLE,…:NAME …) [--training] [--days N] [--address https://… --certificate FILE.pem]',
  { district: { type: 'string' }, name: { type: 'string' }, staff: { type: 'string' }, login: { type: 'string', multiple: true }, training: { type: 'boolean', default: false }, days: { type: 'string', default: '7' }, address: { type: 'string' }, certificate: { type: 'string' } },
  ({ district, name, staff, login, training, days, address, certificate }) => {
    if (typeof district !== 'string' || !readDistricts().has(district)) throw new BadArguments('--district: not the КАТО code of a district');
    if (typeof name !== 'string' || name.trim() === '' || name.length > 120) throw new BadArguments('--name: 1 to 120 letters');
    if (typeof days !== 'string' || !/^[1-9]\d?$/.test(days)) throw new BadArguments('--days: 1 to 99');
    if ((address === undefined) !== (certificate === undefined)) throw new BadArguments('--address and --certificate belong together');
    const pinned = typeof address === 'string' ? readPinned(address, String(certificate)) : undefined;
    const people = readStaff(staff, Array.isArray(login) ? login.map(String) : []);
    return async (centre) => {
      // 20 letters of 5 bits: not to be guessed at any rate that the server allows.
      const code = [...centre.newSecret(20)].map((byte) => letters[byte & 31]).join('').replaceAll(/(.{5})(?=.)/g, '$1-');
      await insertEnrolCode(centre.database.pool, centre.crypto.sha256(enrolCodeBytes(code)), { area: district, name: name.trim(), training: training === true, staff: people, expires: new Date(centre.milliseconds() + Number(days) * 86_400_000) });
      return { code, ...(pinned === undefined ? {} : { address: pinned }) };
    };
  },
);
