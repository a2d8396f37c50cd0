// Every campaign there is, in the order in which they are listed.
import type { Campaign } from './campaign.js';
import { verdicts } from './verdicts/verdicts.js';

export const campaigns: readonly Campaign[] = [verdicts];
