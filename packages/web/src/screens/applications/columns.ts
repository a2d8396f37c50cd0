// What the table of the applications can be sorted by, as its address names it.

export const applicationColumns = ['name', 'functions', 'when', 'keys'] as const;

export type ApplicationColumn = (typeof applicationColumns)[number];
