import { listFilesToSend, type FileHere } from '../store/files.ts';
import { getOffice, type Host } from './host-parts.ts';

/** Files that the centre may be told of: those that it has not refused since it last said something of their record. */
export const listFilesToTell = (host: Host): FileHere[] => [...new Map(listFilesToSend(getOffice(host).replica).filter(({ hash, version }) => host.filesUnnamed.get(hash) !== version).map((file) => [file.hash, file])).values()];
