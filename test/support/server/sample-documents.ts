import { v7 } from 'uuid';
import type { Case, CaseStep } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';

/** Two real districts of East Kazakhstan (Ұлан, Зайсан), read from the КАТО table, and one more for a stranger. */
export const districts = { ulan: '636200000', zaisan: '634600000', third: '635200000' };

/** A made-up person. */
export const makePerson = (district: string, change: Partial<Record<keyof Person, unknown>> = {}): Person => ({
  id: v7(), iin: null, otherIds: [], lastNameKk: 'Сынақова', firstNameKk: 'Әлия', patronymicKk: '', lastNameRu: 'Сынакова', firstNameRu: 'Алия', patronymicRu: '',
  birthDate: '1980-05-05', sex: 'female', district, settlement: 'Асубұлақ', street: 'Абай', house: '7', phone: '+77000000000', householdId: null, work: [],
  contributions: [], disability: null, synthetic: true, ...change,
}) as Person;

const at = new Date().toISOString();

/** A step of a case by `by`. */
export const makeStep = (by: string): CaseStep => ({ by, byName: 'Тест', at }) as CaseStep;

/** A draft case of `person`. */
export const makeCase = (district: string, personId: string, by: string, change: Partial<Record<keyof Case, unknown>> = {}): Case => ({
  id: v7(), number: '2026-1/t', personId, risk: 'loss-of-work-capacity', district, status: 'draft',
  facts: { onsetDate: '2025-11-01', employer: '', position: '', degreePercent: 40, degreeSetOn: null, workInjury: false, note: '' },
  opened: makeStep(by), handedOver: null, returned: null, approved: null, transferred: null, ...change,
}) as Case;
