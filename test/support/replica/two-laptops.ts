import { makeEnrolCode, startServer, type TestServer } from '../server/start-server.ts';
import { newFolder, openLaptop, type Laptop } from './laptop.ts';
import { staff, ulan } from './people.ts';

/** A centre whose data outlive it (`data`), and two laptops of one district, enrolled there and unlocked. `close` ends whatever `server` is by then. */
export const openTwoLaptops = async () => {
  const [folders, data] = [[newFolder(), newFolder()] as const, newFolder()];
  const server: TestServer = await startServer({ data: data.path });
  const [first, second] = (await Promise.all(folders.map(async (folder, index) => {
    const laptop = openLaptop({ profile: folder.path });
    await laptop.enrol(server.url, await makeEnrolCode(server, ulan), staff, `Ноутбук ${index + 1}`);
    await laptop.unlock('aigul');
    return laptop;
  }))) as [Laptop, Laptop];
  const office = {
    server, data, folders, first, second,
    close: async (): Promise<void> => {
      for (const laptop of [first, second]) await laptop.close();
      await office.server.stop();
      for (const folder of [...folders, data]) folder.remove();
    },
  };
  return office;
};
