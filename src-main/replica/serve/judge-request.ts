import type { z } from 'zod';
import type { AppError, InputIssue } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Access } from '../../../shared/ipc/channel.ts';
import { contract, type ChannelName } from '../../../shared/ipc/contract.ts';
import type { Host } from '../session/host-parts.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { leaseState } from '../session/lease-state.ts';
import { rolesNow } from '../session/acting.ts';
import type { Role } from '../../../shared/domain/staff.ts';

/** A request that may be served: its input is as the contract's schema gives it. */
export type Judged = { readonly channel: ChannelName; readonly kind: 'query' | 'command' | 'live'; readonly input: unknown };

/** An issue's code: the schema's own word where it gave one, zod's otherwise. */
const toIssue = (issue: z.core.$ZodIssue): InputIssue => ({ path: issue.path.join('.'), code: /^[a-zA-Z][\w.-]*$/.test(issue.message) ? issue.message : issue.code });

/** What works when the lease is long past: the way to a sync, over the line or by a stick, and out. */
const leaseFree: ReadonlySet<ChannelName> = new Set<ChannelName>(['sync.start', 'sync.cancel', 'sync.watch', 'status.watch', 'stick.ask', 'stick.write', 'stick.read', 'stick.cancel', 'stick.watch']);

const checkLease = (host: Host, channel: ChannelName, kind: Judged['kind']): Result<void, AppError> => {
  if (!host.office || leaseFree.has(channel)) return ok();
  const { lease } = host.office.certificate;
  const state = leaseState(lease, host.clock.now());
  return state === 'closed' || (state === 'readOnly' && kind === 'command') ? err({ type: 'LeaseExpired', since: lease }) : ok();
};

/** Whether whoever is at the laptop may use `channel` now. Errors: NotEnrolled and Locked, NotAllowed, RuleRefused{actingOver} where it was the order of an acting supervisor that gave the right, LeaseExpired. */
export const checkAccess = (host: Host, channel: ChannelName): Result<void, AppError> => {
  const { access, kind }: { access: Access; kind: Judged['kind'] } = contract[channel];
  if (access === 'anyone') return ok();
  if (!host.office) return err({ type: 'Locked' });
  const { roles } = host.office.session;
  const mayUse = (held: readonly Role[]) => access === 'unlocked' || access.some((role) => held.includes(role));
  if (!mayUse(roles)) return err({ type: 'NotAllowed', action: channel });
  if (host.office.session.acting && !mayUse(rolesNow(host))) return err({ type: 'RuleRefused', rule: 'actingOver', citation: null });
  // It has said that it has nothing left to hand in: until the centre has answered, anything new would be of neither district.
  const { db } = host.office.replica;
  const isMoving = kind === 'command' && (findDeviceSetting(db, 'device.moving')?.asked === true || host.moved === true);
  if (isMoving && !leaseFree.has(channel)) return err({ type: 'RuleRefused', rule: 'laptopMoves', citation: null });
  return checkLease(host, channel, kind);
};

/** Judges a request by the contract: a known channel of one of `kinds` (UnknownChannel), an input of its shape (InvalidInput), and access (checkAccess). */
export const judgeRequest = (host: Host, request: { readonly channel: string; readonly input?: unknown }, kinds: readonly Judged['kind'][]): Result<Judged, AppError> => {
  // own keys only: "constructor" is no channel
  if (!Object.hasOwn(contract, request.channel)) return err({ type: 'UnknownChannel', channel: request.channel });
  const channel = request.channel as ChannelName;
  const { kind, input } = contract[channel];
  if (!kinds.includes(kind)) return err({ type: 'UnknownChannel', channel });
  const parsed = input.safeParse(request.input ?? {});
  if (!parsed.success) return err({ type: 'InvalidInput', issues: parsed.error.issues.slice(0, 50).map(toIssue) });
  const allowed = checkAccess(host, channel);
  return allowed.ok ? ok({ channel, kind, input: parsed.data }) : allowed;
};
