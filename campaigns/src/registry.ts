// Every campaign there is, in the order in which they are listed.
import type { Campaign } from './campaign.js';

export const campaigns: readonly Campaign[] = [];
