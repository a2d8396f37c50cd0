// Apart from the rest of the practice, so that a start that finds its data there need not load it.

/** The user name of whoever is signed in when a Demo environment starts. */
export const sampleClinician = 'ashah';
