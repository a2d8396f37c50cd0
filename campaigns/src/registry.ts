// Every campaign there is, in the order in which they are listed.
import type { Campaign } from './campaign.js';
import { diskFaults } from './disk-faults/disk-faults.js';
import { powerCut } from './power-cut/power-cut.js';
import { simulation } from './simulation/simulation.js';

export const campaigns: readonly Campaign[] = [diskFaults, powerCut, simulation];
