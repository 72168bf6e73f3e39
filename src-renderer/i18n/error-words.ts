import type { i18n, TFunction } from 'i18next';
import type { AppError, InputIssue } from '../../shared/base/app-error.ts';

/** An error as a person reads it: what happened, and the way out. */
export type ErrorWords = { readonly title: string; readonly way: string };

/** The detail of an error that has words of its own, as a key below `errors`, or undefined. */
const findDetailKey = (error: AppError): string | undefined => {
  switch (error.type) {
    case 'NotFound': return `notFound.${error.what}`;
    case 'Conflict': return `conflict.${error.what}`;
    case 'RuleRefused': return `rule.${error.rule}`;
    case 'ServerRefused': return `server.${error.detail}`;
    case 'StickRefused': return `stick.${error.detail}`;
    case 'SignatureInvalid': return `signature.${error.what}`;
    default: return undefined;
  }
};

const exists = (t: TFunction, key: string): boolean => (t as TFunction & { i18n?: i18n }).i18n?.exists(key) ?? t(key, { defaultValue: '' }) !== '';

/** The words of one fault of an input; an unknown code says that the value is not right. */
export const issueWords = (t: TFunction, issue: Pick<InputIssue, 'code' | 'params'>): string => {
  const key = `errors:issue.${issue.code}`;
  return t(exists(t, key) ? key : 'errors:issue.invalid', { ...issue.params });
};

const fieldNamespaces = ['case', 'person', 'unlock', 'mse'] as const;

/** What the window calls a field, undefined where it has none of that name. */
export const findFieldWords = (t: TFunction, field: string): string | undefined => {
  const key = fieldNamespaces.map((namespace) => `${namespace}:field.${field}`).find((one) => field !== '' && exists(t, one));
  return key === undefined ? undefined : t(key);
};

/** The first fault of an input with the name of its field, as far as the window has such a field. */
const firstIssueWords = (t: TFunction, issues: readonly InputIssue[]): string | undefined => {
  const [issue] = issues;
  if (!issue) return undefined;
  const words = findFieldWords(t, issue.path.split('.').at(-1) ?? '');
  return words === undefined ? issueWords(t, issue) : `${words}: ${issueWords(t, issue)}`;
};

/** Title and way out of any expected failure, in the language of `t`. */
export const errorWords = (t: TFunction, error: AppError): ErrorWords => {
  const figures = { ...error, citation: 'citation' in error ? (error.citation ?? '') : '' };
  const title = t(`errors:error.${error.type}.title`, figures);
  const way = t(`errors:error.${error.type}.way`, figures);
  const key = findDetailKey(error);
  const detail = error.type === 'InvalidInput' ? firstIssueWords(t, error.issues) : key !== undefined && exists(t, `errors:${key}`) ? t(`errors:${key}`, figures) : undefined;
  return { title: detail ? `${title} ${detail}` : title, way };
};
