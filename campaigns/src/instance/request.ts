// Documents as clients write and read them.
export interface RequestParts {
  readonly apiKey: string;
  readonly function: string;
  readonly deviceId?: string;
  readonly requestUid?: string;
  readonly parameters?: string;
}

/** A request document. */
export function requestText({ apiKey, deviceId = '', function: name, parameters = '', requestUid = 'r' }: RequestParts): string {
  return `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><RequestUID>${requestUid}</RequestUID><Function>${name}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
}

/** What a client reads off a reply. */
export interface Answer {
  readonly text: string;
  readonly deviceId: string;
  readonly requestUid: string;
  readonly responseUid: string;
  /** The code of the error; `undefined` for a success. */
  readonly error: string | undefined;
}

export function answerOf(text: string): Answer {
  return {
    text,
    deviceId: textsOf(text, 'DeviceID')[0] ?? '',
    requestUid: textsOf(text, 'RequestUID')[0] ?? '',
    responseUid: textsOf(text, 'ResponseUID')[0] ?? '',
    error: /<Error Code="([^"]*)"/.exec(text)?.[1],
  };
}

/** The texts of all elements of a name, in the order in which they stand. */
export function textsOf(reply: string, name: string): readonly string[] {
  return [...reply.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
}

export const identityOf = (nhsNumber: string): string => `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;

/** The slots of a reply of GetAppointmentSlots, each as the `Clinic` that books it. */
export function bookableOf(reply: string): readonly string[] {
  return [...reply.matchAll(/<Clinic>(.*?)<\/Clinic>/g)].flatMap(([, clinic = '']) => {
    const about = clinic.replaceAll(/<Slot>.*?<\/Slot>/g, '');
    return [...clinic.matchAll(/<Slot>.*?<\/Slot>/g)].map(([slot]) => `<Clinic>${about}${slot}</Clinic>`);
  });
}
