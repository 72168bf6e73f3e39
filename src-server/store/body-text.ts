const texts = new WeakMap<object, string>();

/** The JSON of a document's body, written once however often it is stored and sent. A body is never changed: a change makes another. */
export const bodyText = (body: object): string => {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  texts.set(body, text);
  return text;
};
