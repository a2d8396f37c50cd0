// The registry of errors: every failure that a reply can tell of. The reference page and the tests read it.

export interface ErrorDeclaration {
  /** Whether the same request cannot succeed as things are set up (B3.3). */
  readonly permanent: boolean;
  /** Which check gives it (BEHAVIOUR 3). */
  readonly stage: 'document' | 'envelope' | 'key' | 'user' | 'device' | 'function' | 'right' | 'schema' | 'throttle' | 'meaning' | 'execution';
  /** When it happens, for the reference page. */
  readonly when: string;
}

export const errorRegistry = {
  NotWellFormed: { permanent: true, stage: 'document', when: 'The document is not well-formed XML.' },
  DocumentTypeRefused: { permanent: true, stage: 'document', when: 'The document has a document type declaration.' },
  EncodingRefused: { permanent: true, stage: 'document', when: 'The encoding is not one of those accepted, or bytes do not fit it.' },
  LimitExceeded: { permanent: true, stage: 'document', when: 'The document is larger or deeper than the limits allow, or has too many attributes.' },
  DocumentTimeout: { permanent: false, stage: 'document', when: 'The document was not completed in time.' },
  EnvelopeInvalid: { permanent: true, stage: 'envelope', when: 'The root or a required element of the envelope is wrong or missing.' },
  KeyRefused: { permanent: true, stage: 'key', when: 'The API key is not that of a registered application, or is revoked.' },
  NobodySignedIn: { permanent: false, stage: 'user', when: 'Nobody is signed in at the desktop.' },
  DeviceUnknown: { permanent: true, stage: 'device', when: 'The DeviceID is not known for this application and workstation.' },
  DeviceBlocked: { permanent: true, stage: 'device', when: 'The application is blocked on this workstation.' },
  ApprovalPending: { permanent: false, stage: 'device', when: 'The user has not approved the device yet.' },
  FunctionUnknown: { permanent: true, stage: 'function', when: 'There is no such function, or not for this application.' },
  VersionUnknown: { permanent: true, stage: 'function', when: 'The function has no such version.' },
  FunctionUnavailable: { permanent: true, stage: 'function', when: 'The function is not available in this version.' },
  RightMissing: { permanent: true, stage: 'right', when: "The signed-in user's role does not allow it." },
  SchemaInvalid: { permanent: true, stage: 'schema', when: 'The request does not follow its schema.' },
  Throttled: { permanent: false, stage: 'throttle', when: 'Too many requests of this function from this device.' },
  IdentityInvalid: { permanent: true, stage: 'meaning', when: 'The patient is not named by exactly one valid NHSNumber or PseudoNumber.' },
  IdentifierRefused: { permanent: true, stage: 'meaning', when: 'The request carries a StrategicReportingIdentifier.' },
  PatientUnknown: { permanent: true, stage: 'meaning', when: 'This organisation has no such patient.' },
  ConstraintsMissing: { permanent: true, stage: 'meaning', when: 'A search has fewer than two constraints.' },
  TooManyMatches: { permanent: true, stage: 'meaning', when: 'A search matches more than 100 patients.' },
  ValueUnknown: {
    permanent: true,
    stage: 'meaning',
    when: "A value is not in the organisation's metadata, or an identifier names nothing in the patient's record.",
  },
  ValueInvalid: { permanent: true, stage: 'meaning', when: 'A value is of the right form, but makes no sense.' },
  SlotUnavailable: { permanent: true, stage: 'meaning', when: 'The slot is taken, has begun, or the clinic has no such slot.' },
  StatusRefused: { permanent: true, stage: 'meaning', when: 'An appointment or visit cannot have that status: what is cancelled stays so.' },
  PatientDeceased: { permanent: true, stage: 'meaning', when: 'A booking or new medication for a patient who has died.' },
  DeletionRefused: {
    permanent: true,
    stage: 'meaning',
    when: 'What is to be deleted was not written by the calling application, or other entries build on it.',
  },
  PathRefused: { permanent: true, stage: 'meaning', when: 'A path lies outside the allowed folders, or cannot be used.' },
  RecordOpen: { permanent: false, stage: 'meaning', when: 'The record that is open on the desktop has unsaved changes.' },
  NotRecorded: { permanent: false, stage: 'execution', when: 'The request could not be recorded, or the data was replaced meanwhile: it was not carried out.' },
  Unexpected: { permanent: false, stage: 'execution', when: 'Something failed that should not have.' },
} as const satisfies Readonly<Record<string, ErrorDeclaration>>;

export type ErrorCode = keyof typeof errorRegistry;

/** A refusal that a reply tells of. `message` is for a person and never carries patient data or keys. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly permanent: boolean;
  /** The path of the element at fault, where there is one. */
  readonly path: string | undefined;

  constructor(code: ErrorCode, message: string, path?: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.permanent = errorRegistry[code].permanent;
    this.path = path;
  }
}
