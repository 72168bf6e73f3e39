const letters: Readonly<Record<string, string>> = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' };

/** How a Kazakh name is usually written in Russian documents, letter by letter: a proposal, to be corrected by the person's papers. */
export const russianSpelling = (kazakh: string): string =>
  [...kazakh].map((letter) => {
    const lower = letter.toLowerCase();
    const found = letters[lower];
    if (found === undefined) return letter;
    return letter === lower ? found : found.toUpperCase();
  }).join('');
