// Where something happens: a workstation of an organisation.

export interface Place {
  readonly organisationId: string;
  readonly workstationId: string;
}
