// Property tests draw from one seed, so that a run that passed passes again. `S1KIT_TEST_SEED=random` draws anew each time, a number draws from that.
import fc from 'fast-check';

const asked = process.env.S1KIT_TEST_SEED ?? '20260105';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
