import { describe, expect, it } from 'vitest';
import { matchRanges } from '../../../shared/domain/match-ranges.ts';

const marked = (name: string, words: string[], within: string[] = []) => matchRanges(name, words, within).map(([from, to]) => name.slice(from, to));

describe('matchRanges', () => {
  it('marks as much of a name as was typed, whatever the spelling', () => {
    expect(marked('Қасенов Дәурен', ['кас'])).toEqual(['Қас']);
    expect(marked('Қасенов Дәурен', ['даур', 'КАСЕНОВ'])).toEqual(['Қасенов', 'Дәур']);
    expect(marked('Қасым-Оглы', ['огл'])).toEqual(['Огл']);
    expect(marked('Лук’янов', ['лукя'])).toEqual(['Лук’я']);
    expect(marked('Әлі Ахмет', ['а', 'ахм'])).toEqual(['Ә', 'Ахм']);
    expect(marked('Қасенов', ['бек'])).toEqual([]);
  });

  it('Latin letters, also in the middle of a sign', () => {
    expect(marked('Жұмабаева', ['zhuma'])).toEqual(['Жұма']);
    expect(marked('Жұмабаева', ['j'])).toEqual(['Ж']);
    expect(marked('Шәкір', ['sh'])).toEqual(['Ш']);
    expect(marked('Қасенов', ['zh'])).toEqual([]);
  });

  it('a part inside, and all of a word found with a slip', () => {
    expect(marked('Жұмабаева Гүлнұр', ['мабаев'], ['жумабаева'])).toEqual(['мабаев']);
    expect(marked('Жұмабаева Гүлнұр', ['жумобаева'], ['жумабаева'])).toEqual(['Жұмабаева']);
  });
});
