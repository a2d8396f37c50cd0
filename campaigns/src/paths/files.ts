// The workstation's disk as a desk's door has it.
import type { createFiles } from '@s1kit/desktop';

export type Files = ReturnType<typeof createFiles>;
