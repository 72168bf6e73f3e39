import { addDays } from '../../base/date-steps.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { FactValue } from '../../domain/fact-value.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { ActEffect } from '../../domain/mse/act-effect.ts';
import type { Cause } from '../../domain/mse/cause.ts';
import type { Person } from '../../domain/person.ts';
import type { FactUse } from '../schema/fact.ts';
import { ledgerMonths, participationMonths } from './ledger-months.ts';

/** What the registries here know about the person of a case. `household`: everybody of it, the person included. */
export type KnownSources = { readonly person: Person; readonly ledger: Ledger | undefined; readonly household: readonly Person[]; readonly asOf: string; /** What signed acts of the commission give, the later before the earlier. */ readonly effects: readonly ActEffect[] };

type Fill = NonNullable<FactUse['fill']>;
type Found = FactValue | undefined;

const adult = 18;
const ageOn = (birthDate: string, day: string): number => Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);
const nameOf = ({ lastNameKk, firstNameKk }: Person): string => `${lastNameKk} ${firstNameKk}`;

const categories = { 1: 'I', 2: 'II', 3: 'III' } as const;
const causes = {
  generalIllness: 'general-illness', workInjury: 'work-injury', occupationalDisease: 'occupational-disease', fromChildhood: 'from-childhood',
  childUnder7: 'from-childhood', child7to18: 'from-childhood', service: 'military-duty', emergency: 'ecological',
} as const satisfies Record<Cause, string>;

type EffectOf<L extends ActEffect['level']> = Extract<ActEffect, { level: L }>;

/** What the newest act gives at a level. */
const effectOf = <L extends ActEffect['level']>({ effects }: KnownSources, level: L): EffectOf<L> | undefined =>
  effects.filter((effect): effect is EffectOf<L> => effect.level === level).reduce<EffectOf<L> | undefined>((newest, effect) => (newest && newest.from > effect.from ? newest : effect), undefined);

/** The effects of a level that follow one another without a day between, oldest first, up to the newest: one right, whose degree may have changed on the way. */
const spellOf = <L extends ActEffect['level']>({ effects }: KnownSources, level: L): readonly EffectOf<L>[] =>
  effects.filter((effect): effect is EffectOf<L> => effect.level === level).toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .reduce<EffectOf<L>[]>((spell, effect) => (spell.at(-1)?.to === effect.from ? [...spell, effect] : [effect]), []);

/** The day from which the degree that holds now differs from the one before; undefined where it never changed (a new act that says the same changes nothing). */
const changedFrom = (sources: KnownSources): Found => spellOf(sources, 2).findLast((effect, at, spell) => at > 0 && spell[at - 1]!.percent !== effect.percent)?.from;

const categoryOf = (from: { readonly group: 1 | 2 | 3 | null } | null | undefined): Found => from && (from.group === null ? 'child-under-7' : categories[from.group]);
const causeOf = (from: { readonly cause: Cause } | null | undefined): Found => from && causes[from.cause];
/** An effect tells the first day on which it no longer holds, the law asks for the last on which it does. */
const lastDayOf = (effect: { readonly to: PlainDate | null } | undefined): Found => (effect?.to ? addDays(effect.to, -1) : undefined);

const children = ({ household, asOf }: KnownSources): Person[] => household.filter(({ birthDate }) => ageOn(birthDate, asOf) < adult).sort((a, b) => (a.birthDate < b.birthDate ? -1 : 1));

const incomes = ({ ledger }: KnownSources): Found => {
  if (!ledger) return undefined;
  const paid = ledger.contributions.filter(({ paidOn }) => paidOn !== null);
  const months = ledgerMonths({ ...ledger, contributions: paid }).filter(({ state }) => state !== 'gap');
  return months.map(({ month, income }) => ({ month, income: String(income) }));
};

const currentEmployer = ({ ledger }: KnownSources): Found => {
  const bin = ledger?.contributions.reduce((newest, row) => (row.month >= newest.month ? row : newest), { month: '', bin: '' }).bin;
  return ledger?.employers.find((employer) => employer.bin === bin)?.name;
};

/** Register → path → how it is read; what is not here nobody but a person can tell yet. */
const readers: { readonly [R in Fill['from']]?: Readonly<Record<string, (sources: KnownSources) => Found>> } = {
  person: { birthDate: ({ person }) => person.birthDate, sex: ({ person }) => person.sex },
  assessment: {
    category: (sources) => categoryOf(effectOf(sources, 1) ?? sources.person.disability),
    cause: (sources) => causeOf(effectOf(sources, 1) ?? sources.person.disability),
    from: (sources) => effectOf(sources, 1)?.from ?? sources.person.disability?.since,
    to: (sources) => lastDayOf(effectOf(sources, 1)),
    generalLoss: (sources) => effectOf(sources, 2)?.percent,
    generalLossFrom: (sources) => spellOf(sources, 2)[0]?.from,
    generalLossChanged: changedFrom,
    generalLossTo: (sources) => lastDayOf(effectOf(sources, 2)),
    professionalLoss: (sources) => effectOf(sources, 3)?.percent,
    professionalLossFrom: (sources) => spellOf(sources, 3)[0]?.from,
  },
  ledger: {
    participationMonths: ({ ledger }) => ledger && participationMonths(ledger),
    incomes,
    employer: currentEmployer,
    insured: ({ ledger }) => ledger && participationMonths(ledger) > 0,
  },
  household: {
    'children.birthDate': (sources) => children(sources).at(-1)?.birthDate,
    children: (sources) => children(sources).map((child) => ({ name: nameOf(child), birthDate: child.birthDate })),
    members: ({ household }) => household.map((member) => ({ name: nameOf(member), birthDate: member.birthDate })),
  },
};

/** What the register named by `fill` says, or undefined where it says nothing. */
export const findKnown = (sources: KnownSources, { from, path }: Fill): Found => {
  const reader = readers[from];
  return reader && Object.hasOwn(reader, path) ? (reader[path]?.(sources) ?? undefined) : undefined;
};
