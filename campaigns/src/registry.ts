// Every campaign there is, in the order in which they are listed.
import type { Campaign } from './campaign.js';
import { deletes } from './deletes/deletes.js';
import { slotFight } from './slot-fight/slot-fight.js';

export const campaigns: readonly Campaign[] = [deletes, slotFight];
