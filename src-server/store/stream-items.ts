import type { Case } from '../../shared/domain/case.ts';
import { streamKindOf, type CollectionName } from '../../shared/domain/collection.ts';
import { expertStream, streamName } from '../../shared/sync/frame.ts';
import { bodyText } from './body-text.ts';
import type { AreaDocument } from './documents.ts';
import type { NewItem } from './streams.ts';

const streamOf = ({ collection, body }: AreaDocument, area: string): string => {
  const kind = streamKindOf(collection as CollectionName);
  return kind === 'expert' ? expertStream(area, String(body['expert'])) : streamName(area, kind);
};

const itemOf = (document: AreaDocument, area: string, kind: NewItem['kind'], body: string): NewItem => ({
  stream: streamOf(document, area),
  kind,
  collection: document.collection,
  document: document.id,
  version: document.version,
  item: body,
});

const start = (kind: string, document: AreaDocument) => `{"k":"${kind}","c":${JSON.stringify(document.collection)},"i":${JSON.stringify(document.id)},"v":${document.version}`;

/** The document as it stands, for the streams of `areas`; its JSON is written once for all of them. */
export const putItems = (document: AreaDocument, areas: Iterable<string>): NewItem[] => {
  const text = `${start('put', document)},"d":${bodyText(document.body)}}`;
  return [...areas].map((area) => itemOf(document, area, 'put', text));
};

/** The trace of a case that went to another district, for the streams it left. It carries no facts. */
export const movedItems = (document: AreaDocument, step: NonNullable<Case['transferred']>, areas: Iterable<string>): NewItem[] => {
  const { to, at, by, byName } = step;
  const text = `${start('moved', document)},${JSON.stringify({ to, at, by, byName }).slice(1)}`;
  return [...areas].map((area) => itemOf(document, area, 'moved', text));
};
