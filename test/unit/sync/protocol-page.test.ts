import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ZodObject} from 'zod';
import { ZodDefault, ZodOptional, type ZodType } from 'zod';
import { CollectionName, documentSchemas, SensitivityClass } from '../../../shared/domain/collection.ts';
import { Outcome } from '../../../shared/domain/mse/outcome.ts';
import { PaperKind } from '../../../shared/domain/mse/paper-kind.ts';
import { Role } from '../../../shared/domain/staff.ts';
import { taskKinds } from '../../../shared/domain/task-kinds.ts';
import { AdmitRequest } from '../../../shared/sync/admission.ts';
import { ActingEnd } from '../../../shared/sync/acting/acting-end.ts';
import { ActingOrder } from '../../../shared/sync/acting/acting-order.ts';
import { BatchManifest, signatureDomains } from '../../../shared/sync/batch-manifest.ts';
import { Certificate } from '../../../shared/sync/certificate.ts';
import { bodyColumns } from '../../../shared/sync/columns/body-texts.ts';
import { CompareRequest, StreamLeaves, StreamSums } from '../../../shared/sync/compare/compare-messages.ts';
import { EditionContent } from '../../../shared/sync/edition-file.ts';
import { EntryProof } from '../../../shared/sync/entry-proof.ts';
import { EnvelopeHeader } from '../../../shared/sync/envelope.ts';
import { FileReply, FileRequest } from '../../../shared/sync/file-messages.ts';
import { Cursor, FrameHeader, StreamItem } from '../../../shared/sync/frame.ts';
import { JournalEntry } from '../../../shared/sync/journal-entry.ts';
import { LastReply, LastRequest, Revocation } from '../../../shared/sync/last-messages.ts';
import { limits } from '../../../shared/sync/limits.ts';
import { compactCommands } from '../../../shared/sync/link/compact-entries.ts';
import {
  ChunkOffer, ChunkRequest, documentSchemaVersion, EnrolReply, EnrolRequest, OfficeReply, OfficeRequest, protocolVersions, RefusalCode, ServerRefusal, SessionReply, SessionRequest, SyncReply, SyncRequest,
} from '../../../shared/sync/messages.ts';
import { LetterHeader, LetterWord } from '../../../shared/sync/office-letter.ts';
import { OfficeRoster } from '../../../shared/sync/office-roster.ts';
import { PaperStatement } from '../../../shared/sync/paper-statement.ts';
import { EntryResult, QuarantineReason, Receipt, ReceiptLine } from '../../../shared/sync/receipt.ts';
import { EntryProof as ProvedEntry, ReceiptProof } from '../../../shared/sync/receipt-proof.ts';
import { StaffLeaving } from '../../../shared/sync/staff-leaving.ts';
import { StaffStatement } from '../../../shared/sync/staff-statement.ts';
import { Verdict } from '../../../shared/sync/verdict.ts';
import { mostStored } from '../../../shared/sync/link/link-keys.ts';
import { documentNames, documentRows } from '../../support/protocol/document-schemas.ts';
import { assessmentRows, caseRows, fieldRows, kindRows, mergeRows, refusalRows } from '../../support/protocol/page-tables.ts';

const page = readFileSync(join(import.meta.dirname, '../../../src-server/PROTOCOL.md'), 'utf8');
const section = (name: string) => page.split(`\n## ${name}\n`)[1]!.split('\n## ')[0]!;

const alternatives = (name: string, key: string, union: typeof StreamItem | typeof CompareRequest | typeof FileRequest): [string, ZodObject][] =>
  (union.options as readonly ZodObject[]).map((one) => [`${name}\`, \`${String(Object.values((one.shape[key] as unknown as { def: { values: unknown[] } }).def.values)[0])}`, one]);

const messages: Record<string, ZodObject> = {
  EnrolRequest, EnrolReply, AdmitRequest, Certificate, SessionRequest, SessionReply, Verdict, SyncRequest, Cursor, SyncReply, ReceiptLine, ChunkOffer, ChunkRequest, EnvelopeHeader, JournalEntry, BatchManifest, Receipt, FrameHeader,
  ...Object.fromEntries(alternatives('StreamItem', 'k', StreamItem)), ...Object.fromEntries(alternatives('CompareRequest', 'ask', CompareRequest)), StreamSums, StreamLeaves, ...Object.fromEntries(alternatives('FileRequest', 'ask', FileRequest)), FileReply, OfficeRequest, OfficeReply, OfficeRoster,
  LetterHeader, LetterWord, EntryProof, ReceiptProof, PaperStatement, StaffStatement, StaffLeaving, ActingOrder, ActingEnd, LastRequest, LastReply, Revocation, EditionContent, ServerRefusal,
};

/** `name` or `name?` of each field that a row of the page's table has. */
const fieldsOnPage = (row: string): string[] => row.split('; ').map((field) => /^`(\w+)`(\??)/.exec(field)?.slice(1).join('') ?? field).sort();
const fieldsOf = (schema: ZodObject): string[] => Object.entries(schema.shape).map(([name, field]: [string, ZodType]) => (field instanceof ZodOptional || field instanceof ZodDefault ? `${name}?` : name)).sort();
const rows = new Map([...section('Messages').matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, name, fields]) => [name!, fields!]));

describe('PROTOCOL.md, from which somebody else writes a client', () => {
  it.each(Object.entries(messages))('has every field of %s', (name, schema) => expect(fieldsOnPage(rows.get(name) ?? '')).toEqual(fieldsOf(schema)));

  it('has what a proof says of each entry', () => expect(rows.get('ReceiptProof')).toContain(`of \`{${Object.keys(ProvedEntry.shape).join(', ')}}\``));

  it('has no other message', () => expect([...rows.keys()].sort()).toEqual(Object.keys(messages).sort()));

  it('has the purposes of signatures, whose texts are as it says', () => {
    for (const [name, text] of Object.entries(signatureDomains)) expect(text).toBe(`tirek/${name}/1`);
    expect(page).toContain(`NAME is one of\n${Object.keys(signatureDomains).map((name) => `\`${name}\``).join(', ')}.`);
  });

  it('has the words of every list', () => {
    for (const words of [SensitivityClass.options, Role.options, CollectionName.options, RefusalCode.options, PaperKind.options, Outcome.options, taskKinds.toSorted((a, b) => CollectionName.options.indexOf(a) - CollectionName.options.indexOf(b))]) expect(section('Messages')).toContain(words.map((word) => `\`${word}\``).join(', '));
    for (const reason of QuarantineReason.options) expect(page).toContain(`\n| \`${reason}\` | `);
    for (const result of EntryResult.options) expect(page).toContain(`\`${result}\``);
  });

  it('has the columns and the commands in their order', () => {
    expect(page.replaceAll('\n', ' ')).toContain(`Names of columns, in their order: ${bodyColumns.map((name) => `\`${name}\``).join(', ')}.`);
    expect(page).toContain(`The list: ${compactCommands.map((name) => `\`${name}\``).join(', ')}.`);
  });

  it('has the limits and the versions', () => {
    const said = page.split('**Limits.**')[1]!.split('\n')[0]!;
    const order = [limits.body, limits.message, limits.envelope, limits.envelopeContent, limits.envelopeHeader, limits.entry, limits.frameContent, limits.document, limits.letter, limits.letterContent, limits.entries, limits.manifests, limits.proofs];
    expect([...said.matchAll(/\d[\d,]*/g)].map(([number]) => Number(number.replaceAll(',', '')))).toEqual(order);
    expect(Object.keys(limits)).toHaveLength(order.length);
    expect(page).toContain(`The versions of the protocol are ${protocolVersions.join(', ').replace(/, (\d)$/, ' and $1')}, that of the documents' schema is ${documentSchemaVersion}.`);
  });

  it.each([['fields of documents', fieldRows()], ['kinds', kindRows()], ['rivals', mergeRows()], ['actions of a case', caseRows()], ['actions of an examination', assessmentRows()]])('has the table of %s as the schemas and rules say', (_name, expected) => {
    const found = section('Documents').split('\n');
    const start = found.indexOf(expected[0]!);
    // Whoever changes a schema finds here what the row is to be.
    expect(start === -1 ? found.filter((line) => line.startsWith(expected[0]!.split('|').slice(0, 2).join('|'))) : found.slice(start, start + expected.length)).toEqual(expected);
    expect(found[start + expected.length]?.startsWith('|') ?? false).toBe(false);
  });

  it('has a row for every document, and for whatever one is made of by name', () => {
    for (const schema of Object.values(documentSchemas)) expect(documentNames.has(schema)).toBe(true);
    const named = new Set([...section('Documents').matchAll(/(?:of|\? |` )`([A-Z]\w+)`/g)].map(([, name]) => name!));
    for (const name of named) expect(name in documentRows || ['FactValue', 'Ratings'].includes(name), name).toBe(true);
  });

  it('says of every kind who may make and change it', () => {
    const said = section('Documents').split('| kind | a new one | a change |')[1]!;
    for (const kind of CollectionName.options) expect(said).toContain(`\`${kind}\``);
  });

  it('has the status of every refusal, and says when it comes', () => {
    const found = section('Requests').split('\n');
    for (const row of refusalRows()) expect(found.some((line) => line.startsWith(row) && line.length > row.length + 10), row).toBe(true);
  });

  it('has the length up to which an envelope is packed', () => expect(page).toContain(`That is ${mostStored.toLocaleString('en')} bytes at most`));
});
