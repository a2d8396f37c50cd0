// Every campaign there is, in the order in which they are listed.
import type { Campaign } from './campaign.js';
import { forgedIdentity } from './forged-identity/forged-identity.js';
import { hostileXml } from './hostile-xml/hostile-xml.js';
import { listenerFuzz } from './listener-fuzz/listener-fuzz.js';
import { slowConnections } from './slow-connections/slow-connections.js';
import { verdicts } from './verdicts/verdicts.js';
import { wireAudit } from './wire-audit/wire-audit.js';
import { xmlConformance } from './xml-conformance/xml-conformance.js';

export const campaigns: readonly Campaign[] = [forgedIdentity, hostileXml, listenerFuzz, slowConnections, verdicts, wireAudit, xmlConformance];
