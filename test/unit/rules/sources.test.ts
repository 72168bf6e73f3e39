import { describe, expect, it } from 'vitest';
import { readMseFiles } from '../../../scripts/rules/read-edition.ts';
import { cite } from '../../../shared/rules/cite.ts';
import { checkSources } from '../../../shared/rules/load/check-sources.ts';
import { changedRulesOrThrow } from '../../support/rules/changed-rules.ts';
import { shippedRules } from '../../support/rules/shipped-rules.ts';

const { sources, files } = shippedRules();

describe('citations', () => {
  it('have words in Kazakh and Russian, those of the commission too', () => expect(checkSources({ ...files, ...readMseFiles() }, sources)).toEqual([]));

  it('are said in the language asked, part by part', () => {
    const citation = 'Social Code 224-VII of 20.04.2023, Art. 177; the day is inferred';
    expect(cite(sources, citation, 'kk')).toBe('20.04.2023 № 224-VII Әлеуметтік кодекс, 177-бап; күні қорытынды бойынша');
    expect(cite(sources, citation, 'ru')).toBe('Социальный кодекс от 20.04.2023 № 224-VII, ст. 177; день выведен');
    expect(cite(sources, citation, 'en')).toBe(citation);
  });

  it('keep every number and date in each language', () => {
    // a figure that differs would be another act
    const figures = (text: string) => [...text.matchAll(/\d+/g)].map(([figure]) => figure).sort().join(' ');
    expect(Object.entries(sources).filter(([english, { kk, ru }]) => figures(english) !== figures(kk) || figures(english) !== figures(ru)).map(([english]) => english)).toEqual([]);
  });

  it('are not left in English words', () => {
    const latin = (text: string) => text.replaceAll(/\b(?:V\d+|[IVX]+|S\d+|[LU]|l\(x(\+t)?\))/g, '').match(/[a-z]{3,}/i);
    expect(Object.values(sources).flatMap(({ kk, ru }) => [kk, ru].filter(latin))).toEqual([]);
  });

  it('without words are told with file, place and part', () => {
    const changed = changedRulesOrThrow((rules) => { rules['parameters/minimum-wage.json'].values[0].source = 'Order № 1 of 2027; order № 260'; });
    expect(checkSources(changed.files, changed.sources)).toEqual([{ file: 'parameters/minimum-wage.json', path: 'values.0.source', code: 'sourceWords', detail: 'Order № 1 of 2027' }]);
  });

  it('of an edition from before there were words stand as they are', () => {
    const old = changedRulesOrThrow((changed) => { delete changed['sources.json']; });
    expect(cite(old.sources, 'Concept 2001, S3', 'ru')).toBe('Concept 2001, S3');
  });

});
