import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { call } from '../../api/call.ts';
import { useOnce } from '../../api/use-once.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { flatFacts, nestFacts, type FlatFacts } from '../case/flat-facts.ts';
import { ExpectedPanel } from '../intake/ExpectedPanel.tsx';
import { IntakeForm } from '../intake/IntakeForm.tsx';
import { PrintMenu } from '../intake/PrintMenu.tsx';
import { RiskPicker, usualOf, type Chosen } from '../intake/RiskPicker.tsx';
import { useLawForm } from '../intake/use-law-form.ts';
import styles from '../intake/Intake.module.css';

const nothing: Readonly<Record<string, string>> = {};

/** What a citizen at the counter may expect (Concept, S4, S8, S15): the same questions and answers as in a case, without one. Nothing typed here is kept. */
export const CalculatorScreen = () => {
  const { t } = useTranslation('law');
  const risks = useOnce('law.risks', {})?.risks ?? [];
  const [picked, setChosen] = useState<Chosen | null>(null);
  const first = risks.find(({ recognised }) => recognised);
  const chosen = picked ?? (first ? usualOf(first) : null);
  const [typed, setTyped] = useState<FlatFacts>({});
  const facts: Partial<CaseFacts> = { ...nestFacts(typed), claims: [...(chosen?.claims ?? [])] };
  const form = useLawForm(chosen?.risk ?? null, facts, null);
  const type = (change: FlatFacts) => setTyped((before) => ({ ...flatFacts(nestFacts(before)), ...change }));
  const choose = (next: Chosen) => {
    // the answers to another risk's questions are no answers here
    if (next.risk !== chosen?.risk) setTyped({});
    setChosen(next);
  };
  return (
    <Screen title={t('calculator.title')} beside={<span>{t('calculator.hint')}</span>} actions={<>{chosen && <PrintMenu papers={['information']} onPrint={(_, language) => call('law.paper', { risk: chosen.risk, facts, language })} />}<Button variant="default" onClick={() => setTyped({})} disabled={Object.keys(typed).length === 0}>{t('calculator.clear')}</Button></>}>
      <div className={styles.columns}>
        <Panel fill>
          <RiskPicker risks={risks} chosen={chosen} onChoose={choose} />
          {form && chosen && <IntakeForm key={chosen.risk} form={form} facts={facts} editable refused={nothing} attempt={0} onFacts={type} caseId={null} personId={null} />}
        </Panel>
        <Scroller className={styles.scroll} label={t('expected')}>
          {form && <ExpectedPanel form={form} voluntary={undefined} fill={false} onClaims={(claims) => chosen && setChosen({ ...chosen, claims })} />}
        </Scroller>
      </div>
    </Screen>
  );
};
