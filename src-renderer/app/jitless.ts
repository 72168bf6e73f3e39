import { z } from 'zod';

// zod compiles its checks with eval where it may; the content policy does not let it, and even the try would be reported as a breach.
// A module of its own, imported first: schemas decide when they are made.
z.config({ jitless: true });
