import type { Laptop } from './laptop.ts';
import type { World } from './world.ts';

/** A laptop that erases its key does so only once the centre has revoked it and has answered, with a receipt, for each of its entries: nothing of them will be anywhere else. */
export const checkErased = ({ reference }: World, laptop: Laptop): void => {
  const { id } = laptop.identity;
  if (!reference.device(id).revoked) reference.fault('lost', `${id} erases itself, and nobody has revoked it`);
  const receipted = new Set(laptop.db().list<{ number: number }>('SELECT number FROM journal WHERE receipt IS NOT NULL').map(({ number }) => number));
  for (const { number } of reference.entriesOf(id)) {
    if (!receipted.has(number)) reference.fault('lost', `${id} erases itself, and ${number} was never answered for`);
    else if (!reference.centre().known.has(`${id}/${number}`)) reference.fault('lost', `${id} erases itself, and the centre does not know ${number}`);
  }
};
