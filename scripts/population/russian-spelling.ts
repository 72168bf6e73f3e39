const letters: Readonly<Record<string, string>> = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' };

/** A Kazakh name as Russian papers usually write it: Гүлнұр → Гульнур, Қайырбек → Каирбек, Әділ → Адиль. */
export const inRussianSpelling = (kazakh: string): string =>
  kazakh
    .replace(/([Гг]ү|[Кк]ү)л(?![аәеиоөуұүыіэюя])/gu, '$1ль')
    .replace(/(?<=[ді]і)л$/u, 'ль')
    .replace(/(?<=[аәеоөуұүі])й[ыі]/gu, 'и')
    .replace(/[әғқңөұүһі]/giu, (letter) => {
      const plain = letters[letter.toLowerCase()] ?? letter;
      return letter === letter.toLowerCase() ? plain : plain.toUpperCase();
    });
