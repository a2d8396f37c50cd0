// What the table of the staff can be sorted by, as its address names it.

export const staffColumns = ['name', 'user', 'job', 'site', 'role'] as const;

export type StaffColumn = (typeof staffColumns)[number];
