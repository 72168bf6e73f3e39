import { textOf, utf8 } from '../../shared/base/bytes.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { findParts, packParts } from '../../shared/sync/parts.ts';
import type { Answer, Sent, SimulatedCentre } from './centre.ts';
import type { CrashPoint } from './crash.ts';

/**
 * What goes wrong with the n-th request of a sync (0 is the handshake); `damagedReply` waits from there on for a reply to `/sync`, since the office's mailbox may be asked before. `at` is the place of the cut as a share of
 * the bytes, so every offset comes up, and that of a damage as a share of the parts.
 */
export type LineFault = { readonly request: number } & (
  | { readonly kind: 'cutRequest' | 'cutReply'; readonly at: number }
  | { readonly kind: 'duplicateRequest'; readonly answer: 0 | 1 }
  | { readonly kind: 'centreCrash'; readonly left: number; readonly when: CrashPoint['when'] }
  | { readonly kind: 'centreFull' }
  | { readonly kind: 'damagedReply'; readonly at: number }
  | { readonly kind: 'cancel' }
  /** Somebody on the line says that the laptop was revoked, and signs it as well as they can. */
  | { readonly kind: 'falseRefusal' }
);

/** One sync's line. */
export type Line = {
  readonly fetch: typeof fetch;
  /** A word on a warm link, answered by `say`: the bytes that came of the answer, and whether the link was cut over it. */
  readonly talk: (body: Uint8Array, say: (body: Uint8Array) => Promise<Uint8Array | undefined>) => Promise<{ readonly bytes: Uint8Array; readonly cut: boolean }>;
};

export type Network = {
  /** `speak` says a request as both ends would; undefined where the centre has no such route. */
  readonly lineWith: (faults: readonly LineFault[], cancel: () => void, speak: (sent: Sent) => Sent | undefined) => Line;
  /** Hands the centre a request that was on the line before, as it was. */
  readonly replay: (share: number) => Promise<boolean>;
  readonly bytes: () => number;
};

/** No sync of a history needs so many requests: one that makes more goes round in circles. */
const mostRequests = 120;

/** The byte to damage: all parts of a reply alike, whatever their size, or a signature would hardly ever be struck beside the frames behind it. */
const placeIn = (body: Uint8Array, at: number): number => {
  const parts = findParts(body);
  if (!parts || parts.length === 0) return Math.floor(at * body.length);
  const ends = [0, ...parts.map((part) => part.byteOffset - body.byteOffset + part.length)];
  const index = Math.floor(at * parts.length);
  return ends[index]! + Math.floor((at * parts.length - index) * (ends[index + 1]! - ends[index]!));
};

/** The word that a laptop is erased upon, for this very request, by somebody who does not have the centre's key. */
const forgedWord = (body: Uint8Array): Uint8Array => {
  const { device, nonce } = JSON.parse(textOf(findParts(body)![0]!)) as { device: string; nonce: string };
  const word = utf8(canonicalJson({ v: 1, device, nonce, at: '2026-01-05T05:00:00.000Z' }));
  return packParts([utf8(canonicalJson({ envelopes: [] })), word, new Uint8Array(64)]);
};

/** `injected` counts each fault at the moment it strikes. */
export const createNetwork = (centre: SimulatedCentre, injected: (kind: string) => void, circling: () => void): Network => {
  const past: Sent[] = [];
  let bytes = 0;

  const responseOf = (answer: Answer, cutAt: number | undefined): Response => {
    const shown = cutAt === undefined ? answer.body : answer.body.subarray(0, Math.floor(cutAt * answer.body.length));
    const half = shown.length >> 1;
    const chunks = [shown.subarray(0, half), shown.subarray(half)];
    const read = async () => {
      const value = chunks.shift();
      if (!value && cutAt !== undefined) throw new TypeError('the line was cut');
      return value ? { done: false, value } : { done: true, value: undefined };
    };
    return { status: answer.status, body: { getReader: () => ({ read, cancel: async () => undefined }) } } as unknown as Response;
  };

  /** The answer of a centre that dies over it, or finds its disk full, where `fault` says so. */
  const struck = async <A>(fault: LineFault | undefined, ask: () => Promise<A>, isFull: (answer: A) => boolean): Promise<A> => {
    if (fault?.kind === 'centreCrash') centre.tables.crashAt = { left: fault.left, when: fault.when };
    if (fault?.kind === 'centreFull') centre.tables.failFor = 1;
    const answer = await ask();
    if (fault?.kind === 'centreCrash' && answer === undefined) injected(fault.when === 'before' ? 'centreCrashBefore' : 'centreCrashAfter');
    if (fault?.kind === 'centreFull' && isFull(answer)) injected('centreFull');
    [centre.tables.crashAt, centre.tables.failFor] = [undefined, 0];
    return answer;
  };
  const deliver = async (sent: Sent, fault: LineFault | undefined): Promise<Answer | undefined> => {
    const first = await struck(fault, () => centre.handle(sent), (answer) => answer?.status === 500);
    if (fault?.kind !== 'duplicateRequest') return first;
    injected(fault.kind);
    const second = await centre.handle(sent);
    return fault.answer === 0 ? first : second;
  };

  return {
    lineWith: (faults, cancel, speak) => {
      let count = 0;
      let lies = false;
      let damage = faults.find((one) => one.kind === 'damagedReply');
      const fetchOn = (async (url: string, init: { body: Uint8Array; headers: Record<string, string>; signal: AbortSignal }) => {
        const number = count++;
        if (number > mostRequests) {
          circling();
          throw new TypeError('enough');
        }
        const fault = faults.find(({ request }) => request === number);
        if (url.endsWith('/chunk')) injected('chunkRequests');
        const sent = speak({ route: url.split('/').at(-1)!, body: new Uint8Array(init.body), headers: init.headers });
        if (fault?.kind === 'falseRefusal' || (lies && sent?.route === 'last')) {
          injected('falseRefusal');
          lies = true;
          return responseOf(sent?.route === 'last' ? { status: 200, body: forgedWord(sent.body) } : { status: 403, body: utf8(JSON.stringify({ refused: 'revoked' })) }, undefined);
        }
        if (!sent) return responseOf({ status: 404, body: utf8(JSON.stringify({ refused: 'notFound' })) }, undefined);
        bytes += sent.body.length;
        past.push(sent);
        if (fault?.kind === 'cutRequest') {
          injected(fault.kind);
          // Whole, but for the answer: the centre has it all. Shorter: an HTTP server hands on whole bodies only.
          if (fault.at >= 0.98) await deliver(sent, undefined);
          throw new TypeError('the line was cut');
        }
        if (fault?.kind === 'cancel') {
          injected(fault.kind);
          cancel();
        }
        const answer = await deliver(sent, fault);
        if (fault?.kind === 'cancel' || !answer) throw new TypeError('the line was cut');
        bytes += answer.body.length;
        if (fault?.kind === 'cutReply') injected(fault.kind);
        if (damage && number >= damage.request && sent.route === 'sync') {
          const place = placeIn(answer.body, damage.at);
          injected(damage.kind);
          damage = undefined;
          return responseOf({ ...answer, body: answer.body.map((byte, at) => (at === place ? byte ^ 1 : byte)) }, undefined);
        }
        return responseOf(answer, fault?.kind === 'cutReply' ? fault.at : undefined);
      }) as unknown as typeof fetch;
      const talk: Line['talk'] = async (body, say) => {
        const number = count++;
        if (number > mostRequests) circling();
        const fault = faults.find(({ request }) => request === number);
        const cut = { bytes: new Uint8Array(), cut: true };
        if (number > mostRequests) return cut;
        if (fault?.kind === 'cutRequest' || fault?.kind === 'cutReply' || fault?.kind === 'cancel') injected(fault.kind);
        if (fault?.kind === 'cutRequest' && fault.at < 0.98) return cut;
        if (fault?.kind === 'cancel') cancel();
        const answer = await struck(fault, () => say(body), (said) => said === undefined);
        if (!answer || fault?.kind === 'cutRequest' || fault?.kind === 'cancel') return cut;
        injected('warm');
        const whole = packParts([answer]);
        return fault?.kind === 'cutReply' ? { bytes: whole.subarray(0, Math.floor(fault.at * whole.length)), cut: true } : { bytes: whole, cut: false };
      };
      return { fetch: fetchOn, talk };
    },
    replay: async (share) => {
      const old = past[Math.floor(share * past.length)];
      if (!old) return false;
      injected('replay');
      await centre.handle(old);
      return true;
    },
    bytes: () => bytes,
  };
};
