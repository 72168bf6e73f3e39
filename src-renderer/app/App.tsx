import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../api/use-live.ts';
import { useOnce } from '../api/use-once.ts';
import { isDamage } from '../../shared/base/is-damage.ts';
import { findArea } from '../../shared/domain/kato.ts';
import { DeskContext, type Desk } from '../components/session-context.ts';
import { EnrolScreen } from '../features/device/EnrolScreen.tsx';
import { ProblemScreen } from '../features/device/ProblemScreen.tsx';
import { RevokedScreen } from '../features/device/RevokedScreen.tsx';
import { UnlockScreen } from '../features/device/UnlockScreen.tsx';
import { areaName } from '../i18n/area-name.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SchemeSwitch } from './SchemeSwitch.tsx';
import { Shell } from './Shell.tsx';
import styles from './Shell.module.css';

/** Which face the window shows: a problem, the enrolment, the unlock, or the work. */
export const App = () => {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const live = useLive('device.watch', {});
  const areas = useOnce('area.list', {})?.areas;
  const device = live.value;
  // Compared by what it says: a new copy of the same session must not start the work over.
  const said = device?.session ? JSON.stringify({ session: device.session, training: device.training }) : null;
  const desk = useMemo(() => (said === null ? null : (JSON.parse(said) as Desk)), [said]);
  const area = device?.area && areas ? findArea(areas, device.area) : undefined;
  const place = area ? areaName(t, language, area) : '';

  // Damage is not of one screen: what was typed stays in memory while the way out is offered.
  if (desk && !(device?.problem && isDamage(device.problem))) return <DeskContext value={desk}><Shell place={place} /></DeskContext>;
  return (
    <div className={styles.outside}>
      <header className={styles.corner}><SchemeSwitch /><LanguageSwitch /></header>
      {!device && (live.error ? <ProblemScreen problem={live.error} logins={[]} /> : <main className={styles.wait} role="status"><h1 className={styles.spoken}>{t('common:brand')}</h1>{t('starting')}</main>)}
      {device?.problem && <ProblemScreen problem={device.problem} logins={device.logins} />}
      {device && !device.problem && !device.enrolled && (device.revoked ? <RevokedScreen revoked={device.revoked} /> : <EnrolScreen />)}
      {device && !device.problem && device.enrolled && <UnlockScreen device={device} place={place} />}
    </div>
  );
};
