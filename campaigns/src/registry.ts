// Every campaign there is, in the order in which they are listed.
import type { Campaign } from './campaign.js';
import { slotFight } from './slot-fight/slot-fight.js';

export const campaigns: readonly Campaign[] = [slotFight];
