// Every campaign there is, in the order in which they are listed.

import { auditTampering } from './audit-tampering/audit-tampering.js';
import type { Campaign } from './campaign.js';
import { clock } from './clock/clock.js';
import { deletes } from './deletes/deletes.js';
import { diskFaults } from './disk-faults/disk-faults.js';
import { kill } from './kill/kill.js';
import { paths } from './paths/paths.js';
import { powerCut } from './power-cut/power-cut.js';
import { simulation } from './simulation/simulation.js';
import { slotFight } from './slot-fight/slot-fight.js';
import { unsaved } from './unsaved/unsaved.js';

export const campaigns: readonly Campaign[] = [auditTampering, clock, deletes, diskFaults, kill, paths, powerCut, simulation, slotFight, unsaved];
