// What the table of the devices can be sorted by, as its address names it.

export const deviceColumns = ['application', 'device', 'since', 'by', 'used', 'workstation'] as const;

export type DeviceColumn = (typeof deviceColumns)[number];
