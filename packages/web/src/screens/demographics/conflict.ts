// What somebody else has saved of the same part of a patient's demographics.
import type { OutputOf } from '@s1kit/link';

export type Conflict = OutputOf<'demographics.update'>['conflicts'][number];
