import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/base/app-error.ts';
import { caseActions } from '../../../../shared/domain/case-actions.ts';
import { CaseStatus } from '../../../../shared/domain/case-status.ts';
import { CaseFacts } from '../../../../shared/domain/case.ts';
import { Role } from '../../../../shared/domain/staff.ts';
import { contract } from '../../../../shared/ipc/contract.ts';
import { PersonInput } from '../../../../shared/ipc/inputs.ts';
import { AsideReason, Travel } from '../../../../shared/ipc/rows.ts';
import { SyncProgress } from '../../../../shared/ipc/sync-state.ts';
import { ServerRefusal } from '../../../../shared/sync/messages.ts';

const root = join(import.meta.dirname, '../../../..');
const languages = ['kk', 'ru', 'en'];
const namespaces = ['shell', 'unlock', 'person', 'case', 'batch', 'desk', 'sync', 'conflicts', 'law', 'figures', 'mse', 'errors', 'common'];
type Words = { readonly [key: string]: string | Words };
const load = (language: string, namespace: string) => JSON.parse(readFileSync(join(root, 'resources/locales', language, `${namespace}.json`), 'utf8')) as Words;
const flat = (words: Words, before = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : flat(value, `${before}${key}.`)));
const all = new Map(languages.map((language) => [language, new Map(namespaces.flatMap((namespace) => flat(load(language, namespace)).map(([key, value]) => [`${namespace}:${key}`, value] as const)))]));
const wordsOf = (language: string) => all.get(language) ?? new Map<string, string>();
const plain = (key: string) => key.replace(/_(one|few|many|other)$/, '');
const known = new Set([...wordsOf('kk').keys()].map(plain));
const sources = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].flatMap((match) => match.slice(1).filter((part) => part !== undefined)))];
const missing = (keys: readonly string[]) => keys.filter((key) => !known.has(key));

describe('the three languages', () => {
  test.each(['ru', 'en'])('%s has the keys of kk, no more and no fewer', (language) => expect([...wordsOf(language).keys()].sort()).toEqual([...wordsOf('kk').keys()].sort()));

  test.each(languages)('%s has no empty words', (language) => expect([...wordsOf(language)].filter(([, words]) => words.trim() === '')).toEqual([]));

  test.each(['ru', 'en'])('%s fills in the same figures as kk', (language) => {
    const figures = (words: string | undefined) => found(words ?? '', /\{\{(\w+)\}\}/g).filter((name) => name !== 'count').sort();
    for (const [key, words] of wordsOf('kk')) expect([key, figures(wordsOf(language).get(key))]).toEqual([key, figures(words)]);
  });

  test('words of respect: a person with disability', () => {
    for (const language of languages) for (const [key, words] of wordsOf(language)) expect(`${key} ${words.toLowerCase()}`).not.toMatch(/мүгедек(?!тік|тіг)|инвалид(?!ност)|disabled person/);
  });

  test('no letter of another alphabet inside a word', () => {
    for (const language of ['kk', 'ru']) for (const [key, words] of wordsOf(language)) expect(`${key} ${words.replaceAll(/\{\{\w+\}\}/g, '')}`.slice(key.length)).not.toMatch(/[a-z][а-яәғқңөұүһі]|[а-яәғқңөұүһі][a-z]/i);
  });
});

describe('there are words for', () => {
  test('every error', () => {
    const types = AppError.options.map((option) => option.shape.type.value);
    expect(missing(types.flatMap((type) => [`errors:error.${type}.title`, `errors:error.${type}.way`]))).toEqual([]);
  });

  test('every fault of an input that the schemas or the replica host can name', () => {
    const codes = [...found(sources('shared/{base,domain,ipc,sync}/**/*.ts'), /error: '(\w+)'/g), ...found(sources('shared/domain/iin.ts'), /'(iin[A-Z]\w+)'/g), ...found(sources('src-main/replica/usecases/*.ts'), /(?:code: |\? |: )'(required|future|[a-z]+[A-Z]\w+)'/g).filter((code) => /code/.test(code) || /(Unknown|District|Training|Twice|Checksum)$|^(required|future)$/.test(code))];
    expect(codes.length).toBeGreaterThan(15);
    expect(missing(codes.map((code) => `errors:issue.${code}`))).toEqual([]);
  });

  test('every refusal of the centre', () => expect(missing(ServerRefusal.shape.refused.options.map((code) => `errors:server.${code}`))).toEqual([]));

  test('what rules, conflicts and missing documents are named in the replica host', () => {
    const host = sources('src-main/replica/**/*.ts');
    expect(missing(found(host, /rule: '(\w+)'/g).map((rule) => `errors:rule.${rule}`))).toEqual([]);
    expect(missing(found(host, /type: 'Conflict', what: '(\w+)'/g).map((what) => `errors:conflict.${what}`))).toEqual([]);
    expect(missing(found(host, /type: 'NotFound', what: '(\w+)'/g).map((what) => `errors:notFound.${what}`))).toEqual([]);
    expect(missing(found(host, /type: 'SignatureInvalid', what: '(\w+)'/g).map((what) => `errors:signature.${what}`))).toEqual([]);
  });

  test('every status, action, role, travel and phase', () => {
    const actions = new Set(Object.values(caseActions).flatMap((row) => Object.keys(row)));
    expect(missing(CaseStatus.options.map((status) => `case:status.${status}`))).toEqual([]);
    expect(missing([...actions].flatMap((action) => [`case:action.${action}`, `case:done.${action}`]))).toEqual([]);
    expect(missing(Role.options.map((role) => `shell:role.${role}`))).toEqual([]);
    expect(missing(Travel.options.flatMap((travel) => [`common:travel.${travel}`, `common:travelLong.${travel}`]))).toEqual([]);
    expect(missing(AsideReason.options.map((why) => `common:aside.${why}`))).toEqual([]);
    expect(missing(['errors:issue.badText'])).toEqual([]);
    expect(missing(SyncProgress.shape.phase.options.map((phase) => `sync:phase.${phase}`))).toEqual([]);
  });

  test('every command of a history', () => {
    const commands = Object.entries(contract).filter(([name, channel]) => channel.kind === 'command' && /^(person|case|batch)\./.test(name)).map(([name]) => name);
    expect(missing(commands.map((command) => `case:command.${command}`))).toEqual([]);
  });

  test('every field of the forms', () => {
    expect(missing(Object.keys(PersonInput.shape).map((field) => `person:field.${field}`))).toEqual([]);
    expect(missing(Object.keys(CaseFacts.shape).map((field) => `case:field.${field}`))).toEqual([]);
  });

  test('every key written in the window', () => {
    const missed = globSync('src-renderer/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const own = /useTranslation\('(\w+)'\)/.exec(text)?.[1] ?? 'common';
      const keys = found(text, /\bt\('([\w.:]+)'/g).map((key) => (key.includes(':') ? key : `${own}:${key}`));
      return missing(keys).map((key) => `${file} ${key}`);
    });
    expect(missed).toEqual([]);
  });
});
