import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../scripts/population/random.ts';
import { generatePopulation } from '../../../scripts/population/generate.ts';
import { checkIin, iinMismatch } from '../../../shared/domain/iin.ts';
import { parseKatoTable } from '../../../shared/domain/kato.ts';
import { Person } from '../../../shared/domain/person.ts';

// Slow only on a busy machine; nothing here is timed.

const areas = parseKatoTable(readFileSync('resources/reference/kato-2024.tsv', 'utf8'));
const ulan = '636200000';
const zaisan = '634600000';
const make = (persons: number, district = ulan, seed = '1', random?: Random): Person[] => [...generatePopulation({ areas, district, persons, seed, ...(random && { random }) })];
const people = make(20_000);
const ageOf = (person: Person): number => 2025 - Number(person.birthDate.slice(0, 4));
const share = (test: (person: Person) => boolean): number => people.filter(test).length / people.length;

describe('generatePopulation', () => {
  it('gives the same people for the same seed and others for another, and a longer run begins with the shorter', () => {
    expect(JSON.stringify(make(500))).toBe(JSON.stringify(make(500)));
    expect(make(500)).toEqual(people.slice(0, 500));
    const others = make(500, ulan, '2');
    expect(others.filter((person, at) => person.lastNameKk === people[at]?.lastNameKk).length).toBeLessThan(50);
    expect(others.filter((person, at) => person.id === people[at]?.id)).toEqual([]);
  });

  it('makes just as many as wanted', () => { for (const persons of [1, 2, 7]) expect(make(persons)).toHaveLength(persons); });

  it('makes persons by the schema, with nothing more than it names', () => {
    const schema = Person.strict();
    expect(people.filter((person) => !schema.safeParse(person).success)).toEqual([]);
  });

  it('marks everyone as synthetic, with at least 16 fields', () => {
    expect(people.every((person) => person.synthetic)).toBe(true);
    expect(Math.min(...people.map((person) => Object.values(person).filter((value) => value !== null && value !== '').length))).toBeGreaterThanOrEqual(16);
  });

  it('gives each a training IIN of their own that agrees with birth date and sex', () => {
    expect(new Set(people.map((person) => person.iin)).size).toBe(people.length);
    for (const person of people) {
      expect(checkIin(person.iin ?? '')).toMatchObject({ status: 'training', birthDate: person.birthDate, sex: person.sex, warnings: [] });
      expect(iinMismatch(person.iin ?? '', person.birthDate, person.sex)).toEqual([]);
    }
  });

  it('shares no IIN and no id between two districts, whatever the seed', () => {
    const iins = new Set(people.map((person) => person.iin));
    const ids = new Set(people.flatMap((person) => [person.id, person.householdId]));
    for (const seed of ['1', '2']) {
      const others = make(20_000, zaisan, seed);
      expect(others.filter((person) => iins.has(person.iin))).toEqual([]);
      expect(others.filter((person) => ids.has(person.id) || ids.has(person.householdId))).toEqual([]);
    }
  });

  it('orders ids by time, as UUIDs of version 7', () => {
    const ids = people.map((person) => person.id);
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has thousands of surnames, in two spellings, for men and women', () => {
    expect(new Set(people.map((person) => person.lastNameRu)).size).toBeGreaterThanOrEqual(2000);
    expect(new Set(people.filter((person) => person.sex === 'male').map((person) => person.lastNameKk)).size).toBeGreaterThanOrEqual(1500);
    expect(share((person) => person.lastNameKk !== person.lastNameRu)).toBeGreaterThan(0.2);
    for (const person of people) {
      expect(person.lastNameRu + person.firstNameRu + person.patronymicRu).not.toMatch(/[әғқңөұүһіӘҒҚҢӨҰҮҺІA-Za-z]/);
      if (person.sex === 'male') expect(person.lastNameRu).not.toMatch(/(ова|ева|ина|ская)$/);
      if (person.patronymicRu !== '') expect(person.patronymicRu).toMatch(person.sex === 'male' ? /(ич|улы)$/ : /(на|кызы)$/);
    }
    expect(share((person) => person.patronymicKk === '')).toBeGreaterThan(0.03);
    expect(share((person) => person.patronymicKk === '')).toBeLessThan(0.15);
  });

  it('has a disability on record for 3.6 % ± 0.4, with group, cause and day that fit the age', () => {
    expect(share((person) => person.disability !== null)).toBeGreaterThan(0.032);
    expect(share((person) => person.disability !== null)).toBeLessThan(0.04);
    for (const person of people) {
      if (!person.disability) continue;
      expect(person.disability.group === null).toBe(ageOf(person) < 7);
      expect(person.disability.since >= person.birthDate && person.disability.since <= '2025-12-31').toBe(true);
    }
  });

  it('has a plausible age pyramid: a third under 18, a tenth or so from 63, more women among the old', () => {
    expect(share((person) => ageOf(person) < 18)).toBeGreaterThan(0.28);
    expect(share((person) => ageOf(person) < 18)).toBeLessThan(0.38);
    expect(share((person) => ageOf(person) >= 63)).toBeGreaterThan(0.08);
    expect(share((person) => ageOf(person) >= 63)).toBeLessThan(0.16);
    expect(Math.max(...people.map(ageOf))).toBeLessThanOrEqual(95);
    for (let from = 0; from < 70; from += 10) expect(share((person) => ageOf(person) >= from && ageOf(person) < from + 10)).toBeGreaterThan(0.05);
    const old = people.filter((person) => ageOf(person) >= 70);
    expect(old.filter((person) => person.sex === 'female').length / old.length).toBeGreaterThan(0.52);
    expect(share((person) => person.sex === 'female')).toBeGreaterThan(0.48);
    expect(share((person) => person.sex === 'female')).toBeLessThan(0.56);
  });

  it('puts people into households of one address, near three to a household', () => {
    const homes = Map.groupBy(people, (person) => person.householdId);
    for (const members of homes.values()) expect(new Set(members.map((person) => `${person.settlement}|${person.street}|${person.house}`)).size).toBe(1);
    expect(people.length / homes.size).toBeGreaterThan(2.5);
    expect(people.length / homes.size).toBeLessThan(4);
  });

  it('gives work and contributions that agree: by year, from 2005, only in months of work', () => {
    expect(share((person) => person.contributions.length > 0)).toBeGreaterThan(0.35);
    const year = (text: string): number => Number(text.slice(0, 4));
    const agrees = ({ work, contributions, birthDate }: Person): boolean =>
      work.every((spell) => (spell.to === null || spell.from <= spell.to) && year(spell.from) - year(birthDate) >= 18) &&
      contributions.every((row, at) => row.year > (contributions[at - 1]?.year ?? 2004) && row.months >= 1 && row.amount > 0 && row.amount <= row.income * 0.05 + 1 &&
        work.some((spell) => year(spell.from) <= row.year && (spell.to === null || year(spell.to) >= row.year)));
    expect(people.filter((person) => !agrees(person))).toEqual([]);
  });

  it('draws at least 160 bits for every person, counted as the surprise of each draw', () => {
    const base = createRandom('bits');
    let drawn = 0;
    const count = <T>(surprise: number, value: T): T => { drawn += surprise; return value; };
    const below = (limit: number): number => count(Math.log2(limit), base.below(limit));
    const counting: Random = {
      // Three words make the 74 random bits of an id.
      bits: () => count(74 / 3, base.bits()),
      below,
      between: (low, high) => low + below(high - low + 1),
      chance: (permille) => { const yes = base.chance(permille); return count(permille <= 0 || permille >= 1000 ? 0 : -Math.log2((yes ? permille : 1000 - permille) / 1000), yes); },
      pick: (list) => list[below(list.length)] as (typeof list)[number],
      weighted: (weights) => { const at = base.weighted(weights); return count(-Math.log2((weights[at] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0)), at); },
    };
    const run = generatePopulation({ areas, district: ulan, persons: 3000, seed: 'bits', random: counting });
    let least = Infinity;
    let home: string | null = null;
    for (let before = drawn, next = run.next(); !next.done; before = drawn, next = run.next()) {
      // The first of a household carries the draws of the whole household, so the others are what counts.
      if (next.value.householdId === home) least = Math.min(least, drawn - before);
      home = next.value.householdId;
    }
    expect(least).toBeGreaterThanOrEqual(160);
    expect(drawn / 3000).toBeGreaterThanOrEqual(200);
  });

  it('treats a code that is no district as a bug', () => {
    for (const district of ['630000000', '999999999']) expect(() => make(1, district)).toThrow(RangeError);
  });
});
