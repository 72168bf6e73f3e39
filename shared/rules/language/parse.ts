import { findRational } from './rational.ts';
import { ExpressionProblem, type BinaryOperator, type Syntax } from './syntax.ts';
import { tokensOf, type Token } from './tokens.ts';

const depthLimit = 200;

/** Reads an expression by recursive descent (grammar: resources/rules/README.md). Throws an {@link ExpressionProblem}. */
export const parseExpression = (source: string): Syntax => {
  const tokens = tokensOf(source);
  let position = 0;
  let depth = 0;
  const peek = (): Token => tokens[position]!;
  const is = (text: string): boolean => peek().text === text && (peek().kind === 'sign' || peek().kind === 'word');
  const take = (): Token => tokens[position++]!;
  const accept = (text: string): boolean => is(text) && Boolean(take());
  const expect = (text: string): void => {
    if (!accept(text)) throw new ExpressionProblem('expected', `${text} before ${peek().text}`, peek().at);
  };
  const list = (close: string, item: () => Syntax): Syntax[] => {
    const items: Syntax[] = [];
    if (accept(close)) return items;
    do items.push(item()); while (accept(','));
    expect(close);
    return items;
  };

  const expression = (): Syntax => {
    if (++depth > depthLimit) throw new ExpressionProblem('tooDeep', String(depthLimit), peek().at);
    const { at } = peek();
    let found: Syntax;
    if (accept('if')) {
      const test = expression();
      expect('then');
      const then = expression();
      expect('else');
      found = { kind: 'if', at, test, then, otherwise: expression() };
    } else found = level(0);
    depth -= 1;
    return found;
  };
  const levels: readonly (readonly BinaryOperator[])[] = [['or'], ['and'], [], ['+', '-'], ['*', '/']];
  const level = (index: number): Syntax => {
    if (index === 2) return relation();
    if (index === levels.length) return unary();
    let left = index === 1 ? negated() : level(index + 1);
    for (;;) {
      const operator = levels[index]!.find(is);
      if (operator === undefined) return left;
      const { at } = take();
      left = { kind: 'binary', at, operator, left, right: index === 1 ? negated() : level(index + 1) };
    }
  };
  const negated = (): Syntax => {
    const { at } = peek();
    return accept('not') ? { kind: 'not', at, of: negated() } : relation();
  };
  const relation = (): Syntax => {
    const left = level(3);
    const { at } = peek();
    if (accept('in')) {
      expect('(');
      return { kind: 'in', at, of: left, choices: list(')', level.bind(null, 3)) };
    }
    const operator = (['==', '!=', '<=', '>=', '<', '>'] as const).find(is);
    if (operator === undefined) return left;
    take();
    return { kind: 'binary', at, operator, left, right: level(3) };
  };
  const unary = (): Syntax => {
    const { at } = peek();
    return accept('-') ? { kind: 'negative', at, of: unary() } : postfix();
  };
  const postfix = (): Syntax => {
    let of = primary();
    while (is('.')) {
      const { at } = take();
      const name = take();
      if (name.kind !== 'name') throw new ExpressionProblem('expected', `a field before ${name.text}`, name.at);
      of = { kind: 'field', at, of, name: name.text };
    }
    return of;
  };
  const argument = (): Syntax => {
    const [name, arrow] = [peek(), tokens[position + 1]];
    if (name.kind !== 'name' || arrow?.kind !== 'sign' || arrow.text !== '->') return expression();
    position += 2;
    return { kind: 'each', at: name.at, name: name.text, body: expression() };
  };
  const primary = (): Syntax => {
    const token = take();
    const { at, text } = token;
    if (token.kind === 'number') {
      const value = findRational(text);
      if (!value) throw new ExpressionProblem('badNumber', text, at);
      return { kind: 'number', at, value, whole: !text.includes('.') };
    }
    if (token.kind === 'text' || token.kind === 'date') return { kind: token.kind, at, value: text };
    if (token.kind === 'word' && (text === 'true' || text === 'false')) return { kind: 'boolean', at, value: text === 'true' };
    if (token.kind === 'name') return accept('(') ? { kind: 'call', at, name: text, args: list(')', argument) } : { kind: 'name', at, name: text };
    if (token.kind === 'parameter') {
      const keys = accept('[') ? list(']', expression) : [];
      return { kind: 'parameter', at, id: text, keys, date: accept('at') ? postfix() : undefined };
    }
    if (token.kind === 'sign' && text === '(') {
      const inner = expression();
      expect(')');
      return inner;
    }
    throw new ExpressionProblem('unexpected', text, at);
  };

  const whole = expression();
  if (peek().kind !== 'end') throw new ExpressionProblem('unexpected', peek().text, peek().at);
  return whole;
};
