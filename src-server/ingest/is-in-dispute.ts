import type { Task } from '../../shared/domain/task.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

/** The open dispute about a document that work of `device` is the right side of. */
export const findDispute = ({ documents, tasksAbout }: Pick<Workspace, 'documents' | 'tasksAbout'>, about: string, device: string): (WorkingDocument & { readonly body: unknown }) | undefined =>
  [...(tasksAbout.get(about) ?? [])].flatMap((key) => documents.get(key) ?? []).find(({ body }) => {
    const task = body as unknown as Task;
    return task.status === 'open' && task.right.device === device;
  });

/**
 * True where the entry goes on in fields that are in dispute between its device and another: it joins its side, whatever it has heard of, until a person has decided. A laptop that knows nothing of disputes
 * is not held to that: it could never decide one, and what it types again after hearing of the other value counts as it always did.
 */
export const isInDispute = (workspace: Workspace, entry: JournalEntry): boolean => {
  const { device } = workspace;
  if (device.kinds.length === 0) return false;
  const task = findDispute(workspace, keyOf(entry.collection, entry.document), device.id)?.body as Task | undefined;
  return task !== undefined && Object.keys(entry.changes).some((field) => task.fields.includes(field));
};
