import { useEffect, useRef, useState } from 'react';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import { call } from '../../api/call.ts';

const pauseMilliseconds = 60;

/**
 * What the law asks and gives for these facts, followed as they are typed: the last answer stays until the next is here. `personId` null: nothing is filled from the
 * registers. Undefined until the first answer.
 */
export const useLawForm = (risk: string | null, facts: Partial<CaseFacts>, personId: PersonId | null, caseId?: CaseId): CaseFormRow | undefined => {
  const [form, setForm] = useState<{ readonly risk: string; readonly form: CaseFormRow }>();
  const key = JSON.stringify({ risk, facts, personId, caseId });
  const newest = useRef(key);

  useEffect(() => {
    newest.current = key;
    const asked = JSON.parse(key) as { risk: string | null; facts: Partial<CaseFacts>; personId: PersonId | null; caseId?: CaseId };
    const { risk: of } = asked;
    if (of === null) return;
    const timer = setTimeout(() => {
      void call('law.form', { ...asked, risk: of }).then((result) => {
        // an older question's answer that came late says nothing
        if (result.ok && newest.current === key) setForm({ risk: of, form: result.value });
      });
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [key]);

  return form?.risk === risk ? form?.form : undefined;
};
