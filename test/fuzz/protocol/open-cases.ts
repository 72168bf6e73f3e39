import { pick } from './breaks.ts';
import { wrongRefusal, type FuzzCase, type MakeCase } from './case.ts';

/** GET /health and /metrics, which anybody may ask: junk behind their names changes nothing, nothing is sent to them, and they name nobody. */
export const openCase: MakeCase = ({ url, ours }, chance) => {
  const route = pick(chance, ['health', 'metrics']);
  const nothing = (name: string, run: () => Promise<string | undefined>): FuzzCase => ({ name: `open: ${name}`, leaves: 'nothing', run });
  return pick<FuzzCase>(chance, [
    nothing('something is sent', async () => {
      const reply = await fetch(`${url}/${route}`, { method: pick(chance, ['POST', 'PUT', 'DELETE', 'PATCH']), body: Buffer.from(chance.bytes(chance.below(200))), headers: { 'content-type': 'application/octet-stream' } });
      return wrongRefusal({ status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) }, 'notFound');
    }),
    nothing('control', async () => {
      const reply = await fetch(`${url}/${route}?${encodeURIComponent(pick(chance, ['', 'x', "a=';--", 'x'.repeat(2000), `device=${ours.certificate.device}`]))}`);
      const text = await reply.text();
      if (reply.status !== 200) return `${route}: ${reply.status}`;
      return [ours.certificate.device, ours.certificate.area, ours.caseworker].some((named) => text.includes(named)) ? `${route} names somebody` : undefined;
    }),
  ]);
};
