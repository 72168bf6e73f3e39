import { isPlainDate } from '../../base/plain-date.ts';
import { ExpressionProblem } from './syntax.ts';

export type Token = { readonly kind: 'number' | 'text' | 'date' | 'name' | 'word' | 'parameter' | 'sign' | 'end'; readonly text: string; readonly at: number };

const words = new Set(['if', 'then', 'else', 'and', 'or', 'not', 'in', 'at', 'true', 'false']);
const pattern = /(?<space>\s+)|(?<date>\d{4}-\d{2}-\d{2})|(?<number>\d+(?:\.\d+)?)|'(?<text>[^']*)'|@(?<parameter>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)|(?<name>[A-Za-z][A-Za-z0-9]*)|(?<sign>->|==|!=|<=|>=|[-+*/()[\],.<>])/y;

/** The tokens of an expression, the last one `end`. Throws an {@link ExpressionProblem}. */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    if (!groups) throw new ExpressionProblem('unknownCharacter', source.slice(at, at + 10), at);
    const [kind, text] = Object.entries(groups).find(([, found]) => found !== undefined) as [string, string];
    if (kind === 'space') continue;
    if (kind === 'date' && !isPlainDate(text)) throw new ExpressionProblem('noSuchDay', text, at);
    tokens.push({ kind: kind === 'name' && words.has(text) ? 'word' : (kind as Token['kind']), text, at });
  }
  return [...tokens, { kind: 'end', text: 'end of the expression', at: source.length }];
};
