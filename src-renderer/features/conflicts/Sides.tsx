import { useTranslation } from 'react-i18next';
import type { ConflictRow } from '../../../shared/ipc/conflict-rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { useClock } from '../../components/clock-context.ts';
import { Keys } from '../../components/layout/Keys.tsx';
import { areaName } from '../../i18n/area-name.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './ConflictsScreen.module.css';
import { partLabel, partValue } from './part-words.ts';

type Props = { readonly row: ConflictRow; readonly cell?: (path: string, side: 'left' | 'right', shown: string) => React.ReactNode };

type Value = ConflictRow['parts'][number]['left'];

/** What was decided of a part: the outcome is of whole fields, a part may be inside one. */
const valueAt = (outcome: ConflictRow['outcome'], path: string): Value =>
  path.split('.').reduce<Value>((found, key) => (typeof found === 'object' && found !== null && !Array.isArray(found) ? found[key] : undefined), outcome);

/** Both values side by side, with who wrote each, when, on which laptop of which district. `cell` draws a value otherwise (a choice). */
export const Sides = ({ row, cell }: Props) => {
  const { t } = useTranslation('conflicts');
  const language = useLanguage();
  const now = useClock()();
  const areas = useOnce('area.list', {})?.areas ?? [];
  const who = (side: ConflictRow['left']) => {
    const area = areas.find(({ kato }) => kato === side.district);
    return [side.byName || t('imported'), side.at === null ? '' : formatMoment(language, side.at, now), side.deviceName, area ? areaName(t, language, area) : ''].filter((word) => word !== '').join(' · ');
  };
  const chosen = row.resolution?.choice;
  const isOpen = row.status === 'open';
  const keys = isOpen && !cell && row.mayDecide;
  return (
    <table className={styles.compare} data-testid="conflict-sides">
      <thead>
        <tr>
          <td />
          <th scope="col">{t(isOpen ? 'left' : 'stood')} {keys && <Keys>1</Keys>}<span className={styles.who}>{who(row.left)}</span></th>
          <th scope="col">{t('right')} {keys && <Keys>2</Keys>}<span className={styles.who}>{who(row.right)}</span></th>
          {chosen === 'mixed' && <th scope="col">{t('settled')}</th>}
        </tr>
      </thead>
      <tbody>
        {row.parts.map((part) => (
          <tr key={part.path}>
            <th scope="row">{partLabel(t, language, part)}</th>
            {(['left', 'right'] as const).map((side) => {
              const shown = partValue(t, language, part, part[side]);
              return <td key={side} data-chosen={chosen === side || undefined}>{cell ? cell(part.path, side, shown) : shown}</td>;
            })}
            {chosen === 'mixed' && <td data-chosen>{partValue(t, language, part, valueAt(row.outcome, part.path))}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
