/** Program: makes a one-time enrolment code. `node src-server/tools/enrol-code.ts --district КАТО --name NAME [--training] [--days N]` prints `{"code":…}`. */
import { enrolCodeBytes } from '../enrol/enrol-device.ts';
import { readDistricts } from '../open-centre.ts';
import { insertEnrolCode } from '../store/enrol-codes.ts';
import { BadArguments, runTool } from './run-tool.ts';

/** Without letters and digits that are mistaken for one another (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

await runTool(
  'enrol-code.ts --district КАТО --name NAME [--training] [--days N]',
  { district: { type: 'string' }, name: { type: 'string' }, training: { type: 'boolean', default: false }, days: { type: 'string', default: '7' } },
  ({ district, name, training, days }) => {
    if (typeof district !== 'string' || !readDistricts().has(district)) throw new BadArguments('--district: not the КАТО code of a district');
    if (typeof name !== 'string' || name.trim() === '' || name.length > 120) throw new BadArguments('--name: 1 to 120 letters');
    if (typeof days !== 'string' || !/^[1-9]\d?$/.test(days)) throw new BadArguments('--days: 1 to 99');
    return async (centre) => {
      // 20 letters of 5 bits: not to be guessed at any rate that the server allows.
      const code = [...centre.newSecret(20)].map((byte) => letters[byte & 31]).join('').replaceAll(/(.{5})(?=.)/g, '$1-');
      await insertEnrolCode(centre.database.pool, centre.crypto.sha256(enrolCodeBytes(code)), { area: district, name: name.trim(), training: training === true, expires: new Date(centre.milliseconds() + Number(days) * 86_400_000) });
      return { code };
    };
  },
);
