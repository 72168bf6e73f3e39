import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { diffRules } from '../../shared/rules/diff-rules.ts';
import { factsSchema } from '../../shared/rules/facts/facts-schema.ts';
import type { Rules } from '../../shared/rules/load/rules.ts';
import { evaluate, printed } from './evaluate.ts';
import { checkSources } from '../../shared/rules/load/check-sources.ts';
import { loadEdition, readEditionFiles, readMseFiles } from './read-edition.ts';
import { describeAnswer } from './describe-answer.ts';

const usage = `npm run rules -- COMMAND

  list                                       the payments and services of the law, by risk and level
  describe PROGRAMME                         JSON schema of the facts of one
  evaluate FACTS.json|- [--as-of DATE] [--json|--text]
                                             {"programme":id,"asOf":"YYYY-MM-DD","facts":{…}} or an array of them; - is standard input;
                                             JSON out, with --json on one line, with --text in words
  diff EDITION EDITION [--json]              what differs; an edition: current, a kept one (resources/rules/editions), a folder, a file, or one that
                                             the centre signed (.edition)
  check                                      loads every rule; names each fault with its file and place, and each citation without words in Kazakh and Russian
  --edition EDITION                          list, describe, evaluate and check: of another edition than current`;

/** Ends with status 2: what was asked cannot be answered. */
const fail = (...lines: string[]): never => {
  console.error(lines.join('\n'));
  process.exit(2);
};

const readArguments = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, text: { type: 'boolean', default: false }, 'as-of': { type: 'string' }, edition: { type: 'string', default: 'current' }, help: { type: 'boolean', default: false } } });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), '', usage);
  }
};
const { values, positionals: [command, ...rest] } = readArguments();

const load = (edition: string): Rules => {
  try {
    const loaded = loadEdition(edition);
    if (loaded.ok) return loaded.value;
    return fail(...(loaded.error.type === 'RulesInvalid' ? loaded.error.issues.map(({ file, path, code, detail }) => `${file}: ${path}: ${code}: ${detail}`) : [loaded.error.type]));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};
const wants = (count: number): void => {
  if (rest.length !== count) fail(usage);
};

const readRequests = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return fail(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const commands: Record<string, () => void> = {
  list: () => {
    wants(0);
    const rules = load(values.edition);
    const rows = rules.risks.flatMap((risk) => [...rules.programmes.values()].filter(({ source }) => source.risk === risk.id).sort((a, b) => a.source.level - b.source.level).map(({ source: { id, level, title } }) => ({ id, risk: risk.id, level, title })));
    if (values.json) return console.log(JSON.stringify(rows));
    for (const { id, risk, level, title } of rows) console.log(`${id.padEnd(28)} ${String(level)}  ${risk.padEnd(24)} ${title.kk} · ${title.ru} · ${title.en}`);
  },
  describe: () => {
    wants(1);
    const rules = load(values.edition);
    const programme = rules.programmes.get(rest[0]!) ?? fail(`no programme ${rest[0]}; one of ${[...rules.programmes.keys()].join(', ')}`);
    console.log(JSON.stringify(factsSchema(programme), null, 2));
  },
  evaluate: () => {
    wants(1);
    const rules = load(values.edition);
    const requests = readRequests(rest[0]!);
    const many = Array.isArray(requests);
    const made = (many ? requests : [requests]).map((request: unknown, index: number) => evaluate(rules, request, values['as-of'], many ? `[${index}].` : ''));
    const faults = made.flatMap((one) => (one.ok ? [] : one.faults));
    if (faults.length > 0) fail(faults.join('\n'));
    const answers = made.flatMap((one) => (one.ok ? [one.answer] : []));
    if (values.text) return answers.forEach((answer) => console.log(describeAnswer(rules, answer)));
    console.log(JSON.stringify(many ? answers.map(printed) : printed(answers[0]!), null, values.json ? undefined : 2));
  },
  diff: () => {
    wants(2);
    const [before, after] = [load(rest[0]!), load(rest[1]!)];
    const differences = diffRules(readEditionFiles(rest[0]!).files, readEditionFiles(rest[1]!).files);
    if (values.json) return console.log(JSON.stringify({ before: { name: before.name, edition: before.edition }, after: { name: after.name, edition: after.edition }, differences }));
    console.log(`${before.name} ${before.edition.slice(0, 12)} → ${after.name} ${after.edition.slice(0, 12)}: ${differences.length}`);
    for (const { file, path, kind, before: old, after: now } of differences) console.log(`${kind.padEnd(8)} ${file} ${path} ${old === undefined ? '' : JSON.stringify(old)}${kind === 'changed' ? ' → ' : ''}${now === undefined ? '' : JSON.stringify(now)}`);
  },
  check: () => {
    wants(0);
    const rules = load(values.edition);
    const silent = values.edition === 'current' ? checkSources({ ...rules.files, ...readMseFiles() }, rules.sources) : [];
    if (silent.length > 0) fail(...silent.map(({ file, path, code, detail }) => `${file}: ${path}: ${code}: ${detail}`));
    const count = { edition: rules.edition, risks: rules.risks.length, programmes: rules.programmes.size, parameters: rules.parameters.size, values: [...rules.parameters.values()].reduce((sum, { rows }) => sum + rows.length, 0) };
    console.log(values.json ? JSON.stringify(count) : `${count.programmes} programmes of ${count.risks} risks, ${count.parameters} parameters with ${count.values} dated values; edition ${count.edition}`);
  },
};

if (values.help) console.log(usage);
else (command !== undefined && Object.hasOwn(commands, command) ? commands[command]! : () => fail(usage))();
