import { german, korean, russian, tatar, ukrainian, uyghur, uzbek, type NameStock } from './other-names.ts';
import type { Random } from './random.ts';

export type Community = 'kazakh' | 'russian' | 'ukrainian' | 'german' | 'tatar' | 'uyghur' | 'uzbek' | 'korean';
export const stocks = { russian, ukrainian, german, tatar, uyghur, uzbek, korean } as const satisfies Record<Exclude<Community, 'kazakh'>, NameStock>;

const communities = ['kazakh', 'russian', 'ukrainian', 'german', 'tatar', 'uyghur', 'uzbek', 'korean'] as const;
const north = [480, 360, 55, 40, 25, 2, 3, 5];
const usual = [750, 170, 12, 14, 15, 9, 15, 15];

/** Share of each community in a thousand, by the first two digits of КАТО: roughly as the census of 2021 has it. */
const shares: Readonly<Record<string, readonly number[]>> = {
  '10': [800, 170, 5, 8, 12, 2, 1, 2], '11': north, '15': [850, 110, 15, 5, 12, 1, 5, 2], '19': [730, 110, 4, 6, 10, 110, 10, 20], '23': [940, 40, 2, 1, 8, 1, 2, 6],
  '27': [780, 185, 15, 3, 13, 1, 1, 2], '31': [740, 90, 5, 8, 17, 30, 90, 20], '33': [800, 110, 3, 6, 8, 50, 4, 19], '35': [540, 340, 35, 30, 35, 2, 6, 12], '39': [430, 400, 85, 45, 32, 1, 3, 4],
  '43': [965, 15, 1, 1, 3, 1, 2, 12], '47': [915, 50, 5, 1, 8, 1, 16, 4], '55': [540, 345, 45, 45, 20, 1, 2, 2], '59': [360, 485, 50, 45, 50, 1, 4, 5], '61': [760, 12, 1, 2, 12, 8, 200, 5],
  '62': [830, 125, 15, 8, 15, 1, 2, 4], '63': [610, 345, 8, 15, 15, 2, 2, 3], '71': [810, 125, 15, 10, 15, 5, 8, 12], '75': [640, 205, 12, 6, 20, 60, 22, 35], '79': [710, 70, 4, 4, 20, 7, 175, 10],
};

/** A household's community in the district `kato`. */
export const pickCommunity = (kato: string, random: Random): Community => communities[random.weighted(shares[kato.slice(0, 2)] ?? usual)] ?? 'kazakh';
