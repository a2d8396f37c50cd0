// How much of their lives the fictitious patients have on record.

/** `full`: a record of about a hundred events each; `none`: who they are, where they live and lived, how they are registered, and no more. */
export type History = 'full' | 'none';
