import { Fragment, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/ipc/rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { maskIin, spaceIin, spacedRanges } from '../../components/mask-iin.ts';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { areaName } from '../../i18n/area-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { TextRanges } from '../../../shared/ipc/rows.ts';
import { markedParts } from './marked-parts.ts';
import styles from './PersonResults.module.css';
import { useSearchStore } from './search-store.ts';

const Hit = ({ on, children }: { readonly on: boolean; readonly children: React.ReactNode }) => (on ? <mark className={styles.hit}>{children}</mark> : <>{children}</>);

const Marked = ({ text, ranges }: { readonly text: string; readonly ranges: TextRanges }) =>
  markedParts(text, ranges).map((part, at) => <Fragment key={String(at)}><Hit on={part.hit}>{part.text}</Hit></Fragment>);

/** The people found, as the list of the search box: what the typed text hit is marked. `foundFor` is the text they answer to; while another is looked up, the rows of the last one stand and the list says that it is busy. */
export const PersonResults = ({ rows, foundFor, onOpen }: { readonly rows: readonly PersonRow[]; readonly foundFor: string | null; readonly onOpen: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const activeId = useSearchStore((state) => state.activeId);
  const areas = useOnce('area.list', {})?.areas ?? [];
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const place = (row: PersonRow) => {
    const area = areas.find((one) => one.kato === row.district);
    return [area && areaName(t, language, area), row.settlement].filter(Boolean).join(', ');
  };

  return (
    <div className={styles.list} role="listbox" id="person-results" aria-label={t('results')} aria-busy={foundFor === null} data-found-for={foundFor ?? undefined} ref={list} tabIndex={-1}>
      {rows.map((row) => {
        const names = [{ key: 'nameKk' as const, text: row.nameKk }, { key: 'nameRu' as const, text: row.nameRu }];
        const [first, second] = language === 'kk' ? names : names.reverse();
        return (
          <div key={row.id} id={`found-${row.id}`} role="option" aria-selected={row.id === activeId} className={styles.row} data-testid="person-result" onClick={() => onOpen(row.id)}>
            <div className={styles.names}>
              {first && <span className={styles.name}><Marked text={first.text} ranges={row.ranges[first.key]} /></span>}
              {second && second.text !== first?.text && <span className={styles.other}><Marked text={second.text} ranges={row.ranges[second.key]} /></span>}
            </div>
            <span className={styles.figures}>{row.iin === null ? t('noIin') : row.matched.includes('iin') ? <Marked text={spaceIin(row.iin)} ranges={spacedRanges(row.ranges.iin)} /> : maskIin(row.iin)}</span>
            <span className={styles.figures}><Hit on={row.matched.includes('birthDate')}>{formatShortDate(row.birthDate)}</Hit></span>
            <span className={styles.cut}>{place(row)}</span>
            <span className={styles.figures}><Marked text={row.phone} ranges={row.ranges.phone} /></span>
            <TravelMark travel={row.travel} />
          </div>
        );
      })}
    </div>
  );
};
