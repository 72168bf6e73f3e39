import { z } from 'zod';
import type { AppError, InputIssue } from '../../../../shared/base/app-error.ts';
import type { AssessmentId, PersonId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { unsoundTexts } from '../../../../shared/base/sound-text.ts';
import { readIcdCode } from '../../../../shared/domain/mse/icd-code.ts';
import { Diagnosis, Referral } from '../../../../shared/domain/mse/referral.ts';
import { AssessmentInput } from '../../../../shared/ipc/mse-inputs.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { registerAssessment } from './register-assessment.ts';

const typed = Diagnosis.extend({ code: z.string().max(20) });

/** A referral as a medical organisation's program writes it: who by ИИН, then the referral; codes of diagnoses as somebody typed them. */
const ReferralFile = z.strictObject({
  format: z.literal('tirek-referral/1'),
  iin: z.string().regex(/^\d{12}$/, { error: 'iin' }),
  mode: z.enum(['inPerson', 'inAbsentia']).default('inPerson'),
  referral: z.strictObject(Referral.extend({ main: typed, others: z.array(typed).max(20) }).shape),
});

const wordOf = (issue: z.core.$ZodIssue): InputIssue => ({ path: issue.path.join('.'), code: /^[a-zA-Z][\w.-]*$/.test(issue.message) ? issue.message : issue.code });
const refused = (issues: readonly InputIssue[]) => err<AppError>({ type: 'InvalidInput', issues: issues.slice(0, 50) });

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * assessment.import: a referral from a file, taken whole or refused whole with every reason (InvalidInput). `mended`: codes in which Cyrillic letters were turned into the Latin ones they pass for. The person
 * must be in the registry already: a file does not make people.
 */
export const importReferral = (host: Host, { text }: { readonly text: string }): Result<{ id: AssessmentId; mended: string[] }, AppError> => {
  const json = readJson(text);
  if (json === undefined) return refused([{ path: 'text', code: 'notJson' }]);
  const file = ReferralFile.safeParse(json);
  if (!file.success) return refused(file.error.issues.map(wordOf));
  const { referral, iin, mode } = file.data;
  const diagnoses = [referral.main, ...referral.others].map((one, at) => ({ ...one, path: at === 0 ? 'referral.main.code' : `referral.others.${at - 1}.code`, read: readIcdCode(one.code) }));
  const row = getOffice(host).replica.db.find<{ id: string }>('SELECT coalesce(merged_into, id) AS id FROM person_key WHERE iin = ? ORDER BY merged_into IS NOT NULL LIMIT 1', iin);
  const issues = [
    ...diagnoses.filter(({ read }) => !read).map(({ path }) => ({ path, code: 'icdCode' })),
    ...(row ? [] : [{ path: 'iin', code: 'personUnknown' }]),
    ...unsoundTexts(file.data).map((path) => ({ path: path.join('.'), code: 'badText' })),
  ];
  if (issues.length > 0) return refused(issues);
  const [main, ...others] = diagnoses.map(({ text: words, read }) => ({ code: read!.code, text: words }));
  const input = AssessmentInput.safeParse({ personId: row!.id as PersonId, mode, basis: { kind: 'first', act: null, reason: '' }, referral: { ...referral, main, others } });
  if (!input.success) return refused(input.error.issues.map(wordOf));
  const registered = registerAssessment(host, input.data);
  return registered.ok ? ok({ ...registered.value, mended: diagnoses.filter(({ read }) => read?.mended).map(({ code, read }) => `${code} → ${read!.code}`) }) : registered;
};
