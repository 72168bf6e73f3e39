import type { PlainDate } from '../../base/plain-date.ts';
import type { Assessment } from '../../domain/mse/assessment.ts';
import type { BlindFile } from '../../domain/mse/opinion.ts';
import { ageOn } from './age-band-on.ts';
import { marks } from './is-blind.ts';

type Person = { readonly birthDate: PlainDate; readonly sex: 'male' | 'female' };

/** Marks in a doctor's text by which a person could be known: names of theirs (as whole words, with their endings), numbers of six digits or more, and dates. */
const blinded = (text: string, names: readonly string[]): string => {
  const known = names.map((name) => name.trim()).filter((name) => name.length >= 3).map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const plain = marks.reduce((rest, mark) => rest.replaceAll(mark, '[…]'), text);
  return known.length === 0 ? plain : plain.replaceAll(new RegExp(String.raw`(?<!\p{L})(?:${known.join('|')})\p{L}*`, 'giu'), '[…]');
};

/**
 * What an expert sees in absentia: sex, age in whole years on `day`, diagnoses, treatment and ratings; names of the person (`names`), of the referring organisation and its doctors, dates and long numbers are
 * taken out of the texts. Pure.
 */
export const blindFile = (assessment: Pick<Assessment, 'referral' | 'draft'>, person: Person, names: readonly string[], day: PlainDate): BlindFile => {
  const { referral, draft } = assessment;
  const hidden = [...names, referral.organisation, ...referral.commission.flatMap(({ name }) => [name, ...name.split(/[\s.]+/)])].flatMap((name) => [name, ...name.split(/\s+/)]);
  const clean = (text: string) => blinded(text, hidden);
  return {
    sex: person.sex,
    age: ageOn(person.birthDate, day),
    main: { ...referral.main, text: clean(referral.main.text) },
    others: referral.others.map((one) => ({ ...one, text: clean(one.text) })),
    treatment: clean(referral.treatment),
    ratings: draft.ratings,
    attachments: referral.attachments.length,
  };
};
