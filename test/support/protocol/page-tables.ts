import { caseActions } from '../../../shared/domain/case-actions.ts';
import { classOf, CollectionName, streamKindOf } from '../../../shared/domain/collection.ts';
import { assessmentActions } from '../../../shared/domain/mse/assessment-actions.ts';
import { isPaper } from '../../../shared/domain/paper-kinds.ts';
import { mergePolicy, type FieldPolicy } from '../../../shared/sync/merge-policy.ts';
import { caseFields, caseSteps } from '../../../src-server/ingest/case-rights.ts';
import { assessmentFields } from '../../../src-server/ingest/mse-rights.ts';
import { refusalStatus } from '../../../src-server/http/refusal-status.ts';
import { describeRow } from './describe-schema.ts';
import { documentNames, documentRows, rowOfKind } from './document-schemas.ts';

const code = (names: readonly string[]): string => (names.length === 0 ? '' : names.map((name) => `\`${name}\``).join(', '));
const row = (...cells: readonly string[]): string => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;

/** Per document, and what it is made of: its fields. */
export const fieldRows = (): string[] => Object.entries(documentRows).map(([name, schema]) => row(`\`${name}\``, describeRow(schema, documentNames)));

/** Per kind of document: what it is, in which class and stream, and whether its ids are shared with other kinds. */
export const kindRows = (): string[] => CollectionName.options.map((kind) => row(`\`${kind}\``, `\`${rowOfKind[kind]}\``, `\`${classOf[kind]}\``, streamKindOf(kind) === 'expert' ? '`<area>/expert/<staff>`' : `\`<area>/${streamKindOf(kind)}\``, isPaper(kind) ? 'yes' : ''));

/** Per kind: the fields of each policy but `fixed`; groups that stand or fall together in brackets. */
export const mergeRows = (): string[] =>
  CollectionName.options.map((kind) => {
    const fields = Object.entries<FieldPolicy>(mergePolicy[kind]);
    const of = (merge: FieldPolicy['merge']) => fields.filter(([, policy]) => policy.merge === merge);
    const groups = Map.groupBy(of('decide').filter(([, policy]) => policy.with !== undefined), ([, policy]) => policy.with!);
    const alone = code(of('decide').flatMap(([name, policy]) => (policy.with === undefined ? name : [])));
    const decided = [...(alone === '' ? [] : [alone]), ...[...groups.values()].map((group) => `[${code(group.map(([name]) => name))}]`)].join(', ');
    return row(`\`${kind}\``, decided, code(of('clock').map(([name]) => name)), code(of('union').map(([name]) => name)));
  });

type Allowed = Readonly<Record<string, Readonly<Record<string, { readonly roles: readonly string[]; readonly to: string }>>>>;
/** Per action and role: from which statuses, what it may change, where it leads. */
const actionRows = (actions: Allowed, fields: Readonly<Record<string, readonly string[]>>, steps: Readonly<Record<string, string>>): string[] =>
  Object.entries(fields).map(([action, changed]) => {
    const found = Object.entries(actions).flatMap(([status, allowed]) => (allowed[action] ? [{ status, ...allowed[action] }] : []));
    const leads = found.every(({ status, to }) => status === to) ? '' : code([...new Set(found.map(({ to }) => to))]);
    return row(`\`${action}\``, code(found.map(({ status }) => status)), changed.map((field) => (steps[action] === field ? `**\`${field}\`**` : `\`${field}\``)).join(', '), code([...new Set(found.flatMap(({ roles }) => roles))]), leads);
  });
export const caseRows = (): string[] => actionRows(caseActions, caseFields, caseSteps as Record<string, string>);
export const assessmentRows = (): string[] => actionRows(assessmentActions as Allowed, assessmentFields, {});

/** Code and HTTP status of each refusal: the beginnings of rows. */
export const refusalRows = (): string[] => Object.entries(refusalStatus).map(([refused, status]) => `| \`${refused}\` | ${status} | `);
