import { isPlainDate } from '../../../../shared/base/plain-date.ts';

const shapes: readonly RegExp[] = [
  /^(?<year>\d{4})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})[-./](?<month>\d{1,2})[-./](?<year>\d{4}|\d{2})$/,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4}|\d{2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
];

/** The days a text can mean as a date of birth, `YYYY-MM-DD`: 050126, 5.1.26, 05.01.1926, 1926-01-05. Two digits of a year mean both centuries. */
export const birthDatesOf = (text: string): string[] => {
  const days = shapes.flatMap((shape) => {
    const { year = '', month = '', day = '' } = shape.exec(text)?.groups ?? {};
    const years = year.length === 2 ? [`19${year}`, `20${year}`] : [year];
    return years.map((each) => `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).filter(isPlainDate);
  });
  return [...new Set(days)];
};
