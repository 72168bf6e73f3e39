import type { Page } from 'playwright-core';

/** Waits until nothing on the page moves or changes its colour any more: what is looked at, or pictured, is what will stand there. A spinner may go on. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    // a window that draws no frames goes on all the same
    const frame = () => new Promise<void>((done) => { requestAnimationFrame(() => done()); setTimeout(done, 100); });
    const moving = () => document.getAnimations().filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity);
    // a change of state is drawn in the next frame, what it sets in motion begins in the one after
    for (let still = 0; still < 3;) {
      await frame();
      const moves = moving();
      still = moves.length === 0 ? still + 1 : 0;
      await Promise.allSettled(moves.map(({ finished }) => finished));
    }
  });
