/** A step from one form of the tables to the next. Steps are only ever added, and never changed once released. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Written in the dialect that both engines share; what differs (BLOB, BIGINT) the dialect rewrites. */
  readonly statements: readonly string[];
}
