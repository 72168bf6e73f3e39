/**
 * Program: the centre's own order for an office where no supervisor can sign one. `node src-server/tools/appoint.ts --district КАТО --login LOGIN --number N --dated DAY --from DAY --to DAY --name WHO` makes LOGIN of that district its acting supervisor in
 * that term (WHO signs for the centre); `--end ORDER --district КАТО --name WHO` ends an order, whoever signed it. Its laptops hear of it at their next handshake. Exit status 1 with `{"error":{"type":"unknownStaff"|"badTerm"|"unknownOrder"}}`.
 */
import { toBase64url } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { ActingStatement } from '../../shared/sync/acting/acting-statement.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import { readActing, takeActing } from '../acting/take-acting.ts';
import { readDistricts } from '../open-centre.ts';
import { listAreaKeys } from '../store/staff.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

const text = { type: 'string' } as const;

await runTool(
  'appoint.ts --district КАТО --name WHO (--login LOGIN --number N --dated DAY --from DAY --to DAY | --end ORDER)',
  { district: text, name: text, login: text, number: text, dated: text, from: text, to: text, end: text },
  ({ district, name, login, number, dated, from, to, end }) => {
    if (typeof district !== 'string' || !readDistricts().has(district)) throw new BadArguments('--district: not the КАТО code of a district');
    if (typeof name !== 'string' || name.trim() === '') throw new BadArguments('--name: who signs for the centre');
    if (end === undefined && [login, number, dated, from, to].some((one) => typeof one !== 'string')) throw new BadArguments('--login, --number, --dated, --from and --to, or --end, are needed');
    return async (centre) => {
      const { tables } = centre.store;
      const common = { v: 1, district, by: null, byName: name.trim(), at: centre.now() };
      const staff = (await centre.database.pool.query<{ id: string; name: string }>('SELECT id, name FROM staff WHERE area = $1 AND login = $2', [district, login])).rows[0];
      if (end === undefined && !staff) throw new ToolRefusal({ type: 'unknownStaff' });
      if (end !== undefined && !(await readActing(tables, district)).some(({ order }) => order === end)) throw new ToolRefusal({ type: 'unknownOrder' });
      const said = end === undefined ? { ...common, kind: 'appoint', order: centre.newId(), number, dated, from, to, staff: staff!.id, staffName: staff!.name } : { ...common, kind: 'end', order: end };
      const statement = ActingStatement.safeParse(said);
      if (!statement.success || (statement.data.kind === 'appoint' && statement.data.to < statement.data.from)) throw new ToolRefusal({ type: 'badTerm' });
      const bytes = utf8(canonicalJson(statement.data));
      const signature = centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('order', bytes));
      const keys = await listAreaKeys(centre.database.pool, district, '');
      // In one transaction, which holds the district's orders: nobody reads a later number before this one.
      await centre.store.inTransaction((inside) => takeActing(centre, inside, district, keys, [{ bytes: toBase64url(bytes), signature: toBase64url(signature) }]));
      return { order: statement.data.order, kind: statement.data.kind };
    };
  },
);
