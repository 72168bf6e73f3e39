import { z } from 'zod';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { findSetting, setSetting } from './settings.ts';

/** A batch's signed manifest as it was signed; every envelope with an entry of the batch carries it. */
export type ManifestRow = { readonly batch: string; readonly bytes: Uint8Array; readonly signature: Uint8Array };

const Stored = z.object({ bytes: z.string(), signature: z.string() });
const nameOf = (batch: string) => `manifest.${batch}`;

/** Keeps a manifest, among the settings. */
export const putManifest = (db: WritableDb, manifest: ManifestRow): void => setSetting(db, nameOf(manifest.batch), { bytes: toBase64url(manifest.bytes), signature: toBase64url(manifest.signature) });

/** True where the manifest of a batch is here. */
export const hasManifest = (db: ReadableDb, batch: string): boolean => findSetting(db, nameOf(batch)) !== undefined;

/** The manifest of a batch that this device signed. Throws where there is none: the journal names it. */
export const getManifest = (db: ReadableDb, batch: string): ManifestRow => {
  const stored = Stored.parse(findSetting(db, nameOf(batch)));
  const [bytes, signature] = [findBase64urlBytes(stored.bytes), findBase64urlBytes(stored.signature)];
  if (!bytes || !signature) throw new Error(`manifest of batch ${batch} is not base64url`);
  return { batch, bytes, signature };
};
