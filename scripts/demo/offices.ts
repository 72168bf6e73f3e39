import type { NewStaff } from '../../shared/ipc/inputs.ts';

export type DemoOffice = { readonly name: string; readonly kato: string; readonly seed: number; readonly staff: readonly NewStaff[] };

/** The password of every demo member of staff: there is nothing real behind it. */
export const demoPassword = 'tirek-demo';

const password = demoPassword;

/** Two real districts of East Kazakhstan region with invented staff. */
export const demoOffices: readonly DemoOffice[] = [
  {
    name: 'Ұлан ауданы',
    kato: '636200000',
    seed: 1,
    staff: [
      { login: 'aigul', name: 'Айгүл Серікқызы', roles: ['caseworker'], password },
      { login: 'marat', name: 'Марат Ержанұлы', roles: ['supervisor'], password },
    ],
  },
  {
    name: 'Зайсан ауданы',
    kato: '634600000',
    seed: 2,
    staff: [
      { login: 'dinara', name: 'Динара Асқарқызы', roles: ['caseworker'], password },
      { login: 'yerlan', name: 'Ерлан Болатұлы', roles: ['supervisor'], password },
    ],
  },
];
