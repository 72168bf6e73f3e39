import { findDeviceSetting } from '../session/device-setting.ts';
import { listFilesToTell } from '../session/files-to-tell.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listFilesHeldBack } from '../store/files.ts';

/**
 * How many files a laptop that is to move to another district stays for: those that the centre takes and does not hold, and those of which a decision about their record has yet to say whether it will. None where the centre keeps no files.
 */
export const countFilesToStayFor = (host: Host): number => {
  const { replica } = getOffice(host);
  return findDeviceSetting(replica.db, 'files.taken') === true ? new Set([...listFilesToTell(host).map(({ hash }) => hash), ...listFilesHeldBack(replica)]).size : 0;
};
