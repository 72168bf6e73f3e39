import { create } from 'zustand';
import type { InputIssue } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { readIcdCode } from '../../../shared/domain/mse/icd-code.ts';
import { Referral } from '../../../shared/domain/mse/referral.ts';

/** A referral as it is being typed. */
export type TypedReferral = {
  readonly person: { readonly id: PersonId; readonly name: string } | null;
  readonly mode: 'inPerson' | 'inAbsentia';
  readonly organisation: string; readonly number: string; readonly date: PlainDate | null; readonly head: string; readonly doctors: string; readonly main: string; readonly mainText: string; readonly others: string;
  readonly treatment: string; readonly onset: PlainDate | null; readonly exception: string | null; readonly insured: boolean;
  readonly harm: boolean; readonly harmAct: string; readonly harmDate: PlainDate | null; readonly employer: string; readonly profession: string;
  /** Months are digits as typed; a line each: `attachments` «name, pages», `doctors` «name, position». */
  readonly harmMonths: string; readonly otherProfession: string; readonly otherMonths: string; readonly attachments: string;
};

export const emptyReferral: TypedReferral = {
  person: null, mode: 'inPerson', organisation: '', number: '', date: null, head: '', doctors: '', main: '', mainText: '', others: '', treatment: '', onset: null, exception: null, insured: true,
  harm: false, harmAct: '', harmDate: null, employer: '', profession: '', harmMonths: '', otherProfession: '', otherMonths: '', attachments: '',
};

/** The referral being typed, kept while one looks elsewhere. */
export const useTypedReferral = create<TypedReferral>(() => emptyReferral);

const fieldOf: Readonly<Record<string, string>> = { 'commission.0.name': 'head', commission: 'head', 'main.code': 'main', 'workHarm.act': 'harmAct', 'workHarm.date': 'harmDate', 'workHarm.employer': 'employer', 'workHarm.profession': 'profession', 'workHarm.otherProfession': 'otherProfession', 'workHarm.otherMonths': 'otherMonths', 'workHarm.harmMonths': 'harmMonths' };

/** The field of the form that an issue of the referral (a path inside it) belongs to. */
export const fieldOfPath = (path: string): string => fieldOf[path] ?? (path.startsWith('others') ? 'others' : path.startsWith('commission.') ? 'doctors' : (path.split('.')[0] ?? path));

/** «Рентген, 3» on a line: a name and how many pages, one where no number is given. */
const readAttachments = (text: string): { name: string; pages: number }[] =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [, name = line, pages = '1'] = /^(.*?)[\s,;–—-]+(\d{1,3})$/.exec(line) ?? [];
    return { name, pages: Number(pages) };
  });

/** «Б. Ильин, хирург» on a line: a member of the organisation's commission and what they are. */
const readDoctors = (text: string): { name: string; position: string }[] =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [name = '', ...position] = line.split(',');
    return { name: name.trim(), position: position.join(',').trim() };
  });

/** Digits as months; anything else is no number, and the schema says so. */
const months = (text: string): number => (text.trim() === '' ? 0 : /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

/** The referral of what was typed, or what is wrong by the form's own fields. */
export const readReferral = (typed: TypedReferral): { readonly referral: Referral } | { readonly issues: readonly InputIssue[] } => {
  const codes = typed.others.split(/[,;]/).map((text) => text.trim()).filter((text) => text !== '');
  const raw = {
    form: '031/у', organisation: typed.organisation, number: typed.number, date: typed.date, commission: [{ name: typed.head, position: '' }, ...readDoctors(typed.doctors)],
    main: { code: readIcdCode(typed.main)?.code ?? typed.main, text: typed.mainText }, others: codes.map((text) => ({ code: readIcdCode(text)?.code ?? text, text: '' })), treatment: typed.treatment, onset: typed.onset,
    exception: typed.exception, attachments: readAttachments(typed.attachments), insured: typed.insured,
    workHarm: typed.harm ? { act: typed.harmAct, date: typed.harmDate, employer: typed.employer, profession: typed.profession, otherProfession: typed.otherProfession, otherMonths: months(typed.otherMonths), harmMonths: months(typed.harmMonths) } : null,
  };
  const parsed = Referral.safeParse(raw);
  if (parsed.success) return { referral: parsed.data };
  return { issues: parsed.error.issues.map((issue) => ({ path: fieldOfPath(issue.path.join('.')), code: issue.code === 'invalid_type' ? 'required' : issue.message })) };
};
