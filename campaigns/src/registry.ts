// Every campaign there is, in the order in which they are listed.

import { auditTampering } from './audit-tampering/audit-tampering.js';
import type { Campaign } from './campaign.js';
import { clock } from './clock/clock.js';
import { deletes } from './deletes/deletes.js';
import { diskFaults } from './disk-faults/disk-faults.js';
import { forgedIdentity } from './forged-identity/forged-identity.js';
import { hostileXml } from './hostile-xml/hostile-xml.js';
import { kill } from './kill/kill.js';
import { listenerFuzz } from './listener-fuzz/listener-fuzz.js';
import { paths } from './paths/paths.js';
import { powerCut } from './power-cut/power-cut.js';
import { simulation } from './simulation/simulation.js';
import { slotFight } from './slot-fight/slot-fight.js';
import { slowConnections } from './slow-connections/slow-connections.js';
import { unsaved } from './unsaved/unsaved.js';
import { verdicts } from './verdicts/verdicts.js';
import { wireAudit } from './wire-audit/wire-audit.js';
import { xmlConformance } from './xml-conformance/xml-conformance.js';

export const campaigns: readonly Campaign[] = [
  auditTampering,
  clock,
  deletes,
  diskFaults,
  forgedIdentity,
  hostileXml,
  kill,
  listenerFuzz,
  paths,
  powerCut,
  simulation,
  slotFight,
  slowConnections,
  unsaved,
  verdicts,
  wireAudit,
  xmlConformance,
];
