import kkShell from '../../resources/locales/kk/shell.json' with { type: 'json' };
import kkUnlock from '../../resources/locales/kk/unlock.json' with { type: 'json' };
import kkPerson from '../../resources/locales/kk/person.json' with { type: 'json' };
import kkCase from '../../resources/locales/kk/case.json' with { type: 'json' };
import kkBatch from '../../resources/locales/kk/batch.json' with { type: 'json' };
import kkDesk from '../../resources/locales/kk/desk.json' with { type: 'json' };
import kkConflicts from '../../resources/locales/kk/conflicts.json' with { type: 'json' };
import kkSync from '../../resources/locales/kk/sync.json' with { type: 'json' };
import kkMse from '../../resources/locales/kk/mse.json' with { type: 'json' };
import kkFigures from '../../resources/locales/kk/figures.json' with { type: 'json' };
import kkLaw from '../../resources/locales/kk/law.json' with { type: 'json' };
import kkErrors from '../../resources/locales/kk/errors.json' with { type: 'json' };
import kkCommon from '../../resources/locales/kk/common.json' with { type: 'json' };
import ruShell from '../../resources/locales/ru/shell.json' with { type: 'json' };
import ruUnlock from '../../resources/locales/ru/unlock.json' with { type: 'json' };
import ruPerson from '../../resources/locales/ru/person.json' with { type: 'json' };
import ruCase from '../../resources/locales/ru/case.json' with { type: 'json' };
import ruBatch from '../../resources/locales/ru/batch.json' with { type: 'json' };
import ruDesk from '../../resources/locales/ru/desk.json' with { type: 'json' };
import ruConflicts from '../../resources/locales/ru/conflicts.json' with { type: 'json' };
import ruSync from '../../resources/locales/ru/sync.json' with { type: 'json' };
import ruMse from '../../resources/locales/ru/mse.json' with { type: 'json' };
import ruFigures from '../../resources/locales/ru/figures.json' with { type: 'json' };
import ruLaw from '../../resources/locales/ru/law.json' with { type: 'json' };
import ruErrors from '../../resources/locales/ru/errors.json' with { type: 'json' };
import ruCommon from '../../resources/locales/ru/common.json' with { type: 'json' };
import enShell from '../../resources/locales/en/shell.json' with { type: 'json' };
import enUnlock from '../../resources/locales/en/unlock.json' with { type: 'json' };
import enPerson from '../../resources/locales/en/person.json' with { type: 'json' };
import enCase from '../../resources/locales/en/case.json' with { type: 'json' };
import enBatch from '../../resources/locales/en/batch.json' with { type: 'json' };
import enDesk from '../../resources/locales/en/desk.json' with { type: 'json' };
import enConflicts from '../../resources/locales/en/conflicts.json' with { type: 'json' };
import enSync from '../../resources/locales/en/sync.json' with { type: 'json' };
import enMse from '../../resources/locales/en/mse.json' with { type: 'json' };
import enFigures from '../../resources/locales/en/figures.json' with { type: 'json' };
import enLaw from '../../resources/locales/en/law.json' with { type: 'json' };
import enErrors from '../../resources/locales/en/errors.json' with { type: 'json' };
import enCommon from '../../resources/locales/en/common.json' with { type: 'json' };

/** Language → namespace → words; bundled with the window. */
export const resources = {
  kk: { shell: kkShell, unlock: kkUnlock, person: kkPerson, case: kkCase, batch: kkBatch, desk: kkDesk, sync: kkSync, conflicts: kkConflicts, law: kkLaw, figures: kkFigures, mse: kkMse, errors: kkErrors, common: kkCommon },
  ru: { shell: ruShell, unlock: ruUnlock, person: ruPerson, case: ruCase, batch: ruBatch, desk: ruDesk, sync: ruSync, conflicts: ruConflicts, law: ruLaw, figures: ruFigures, mse: ruMse, errors: ruErrors, common: ruCommon },
  en: { shell: enShell, unlock: enUnlock, person: enPerson, case: enCase, batch: enBatch, desk: enDesk, sync: enSync, conflicts: enConflicts, law: enLaw, figures: enFigures, mse: enMse, errors: enErrors, common: enCommon },
} as const;
