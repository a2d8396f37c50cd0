// The parts of the Demo controls, each an address of its own.
import type { Right } from '@s1kit/contract';

export type DemoPart = 'clock' | 'faults' | 'data' | 'settings' | 'workstations' | 'patients';

export interface PartName {
  readonly part: DemoPart;
  readonly name: string;
  /** What it needs besides the right to be here. */
  readonly right?: Right;
}

export const parts: readonly PartName[] = [
  { part: 'clock', name: 'Clock' },
  { part: 'faults', name: 'Faults' },
  { part: 'data', name: 'Data' },
  { part: 'settings', name: 'Settings' },
  { part: 'workstations', name: 'Workstations' },
  { part: 'patients', name: 'Patients', right: 'demographics.read' },
];

export function isPart(value: unknown): value is DemoPart {
  return parts.some(({ part }) => part === value);
}
