import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifeActivity } from '../../../shared/domain/mse/life-activity.ts';
import type { Qualifier } from '../../../shared/domain/mse/qualifier.ts';
import type { Rating } from '../../../shared/domain/mse/rating.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { Proposal } from '../../../shared/rules/mse/propose-decision.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';
import { Scale } from './Scale.tsx';

type Props = {
  readonly ratings: readonly Rating[];
  readonly categories: Proposal['categories'];
  readonly reference: OutputOf<'mse.reference'>;
  readonly disabled: boolean;
  readonly onChange: (ratings: Rating[]) => void;
};

const degrees = [0, 1, 2, 3] as const;
const qualifiers = [0, 1, 2, 3, 4, 8, 9] as const;

/** The categories of life activity with their degrees, and below, for the one at hand, the ICF items that ground it. */
export const ActivitiesTab = ({ ratings, categories, reference, disabled, onChange }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const [active, setActive] = useState<LifeActivity>(categories[0]?.category ?? 'selfCare');
  const ratingOf = (category: LifeActivity): Rating => ratings.find((one) => one.category === category) ?? { category, degree: null, items: [] };
  const put = (rating: Rating) => onChange([...ratings.filter((one) => one.category !== rating.category), rating]);
  const nameOf = (code: string) => reference.icf.find((one) => one.code === code)?.[language] ?? code;
  const rate = (category: LifeActivity, code: string, qualifier: Qualifier) => {
    const rating = ratingOf(category);
    put({ ...rating, items: [...rating.items.filter((item) => item.code !== code), { code, qualifier }].sort((a, b) => (a.code < b.code ? -1 : 1)) });
  };
  const codes = reference.categories.find((one) => one.id === active)?.items ?? [];
  return (
    <>
      <table className={styles.grid} data-testid="activities">
        <thead><tr><th scope="col">{t('category')}</th><th scope="col">{t('degree')}</th><th scope="col">{t('icfBasis')}</th><th scope="col">{t('column.status')}</th></tr></thead>
        <tbody>
          {categories.map(({ category, missing, proposed }) => {
            const rating = ratingOf(category);
            return (
              <tr key={category} data-active={category === active || undefined} onFocus={() => setActive(category)} onClick={() => setActive(category)}>
                <td><button type="button" className={styles.category} aria-pressed={category === active} onClick={() => setActive(category)}>{t(`activity.${category}`)}</button></td>
                <td><Scale label={`${t(`activity.${category}`)}: ${t('degree')}`} values={degrees} value={rating.degree} onChange={(degree) => put({ ...rating, degree })} disabled={disabled} severe /></td>
                <td>{rating.items.length === 0 ? <span className={styles.soft}>{rating.degree === 0 ? t('noLimit') : '—'}</span> : <div className={styles.chips}>{rating.items.map(({ code, qualifier }) => <span key={code} className={styles.chip} title={nameOf(code)}>{code} .{qualifier}</span>)}</div>}</td>
                <td>{missing ? <Mark tone="warn" quiet>{t(`missing.${missing}`)}</Mark> : <Mark tone={rating.degree === (proposed ?? 0) ? 'good' : 'half'} quiet>{t('complete')}</Mark>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <section className={styles.items} aria-label={t('icfItems', { category: t(`activity.${active}`) })}>
        <h2 className={styles.itemsTitle}>{t('icfItems', { category: t(`activity.${active}`) })}</h2>
        <p className={styles.soft}>{t('qualifiers')}</p>
        <div className={styles.itemList}>{codes.map((code) => (
          <div key={code} className={styles.item} data-code={code}>
            <span>{code} {nameOf(code)}</span>
            <Scale label={`${code} ${nameOf(code)}`} values={qualifiers} value={ratingOf(active).items.find((item) => item.code === code)?.qualifier ?? null} onChange={(qualifier) => rate(active, code, qualifier)} disabled={disabled} />
          </div>
        ))}</div>
      </section>
    </>
  );
};
