// The checks that need the data, in their order (BEHAVIOUR 3). The first that fails decides (B3.1).
import { type Envelope, type FunctionDeclaration, type OrganisationLists, windowClassOf, type XmlNode } from '@s1kit/contract';
import type { Application } from '../authority/applications.js';
import { deviceInUse } from '../authority/devices.js';
import type { HeldRequest } from '../authority/held-requests.js';
import type { ThrottleWindow } from '../authority/throttle.js';
import type { StaffMember } from '../directory/index.js';
import type { Work } from '../store/index.js';
import { ukDay } from '../uk-time.js';
import type { Workstation } from '../workstation.js';
import { checkDevice } from './device.js';
import type { Findings } from './findings.js';
import { checkFunction } from './function.js';
import { checkKey } from './key.js';
import { checkRight } from './right.js';
import { checkSchema, type Decoded } from './schema.js';
import { checkSender, type Sender, vouchesFor } from './sender.js';
import type { ExchangeServices } from './services.js';
import { checkThrottle, throttled } from './throttle.js';
import { checkUser } from './user.js';

/** What a request has that was held before: it goes through all checks again. */
export interface Pass {
  /** The DeviceID that the user's approval issued. */
  readonly granted?: string;
  /** Its place in the throttle's queue. */
  readonly turn?: HeldRequest;
}

/** A request that passed every check. */
export interface Admitted {
  readonly kind: 'admitted';
  readonly application: Application;
  readonly user: StaffMember;
  readonly declaration: FunctionDeclaration;
  readonly parameters: Decoded['parameters'];
  readonly lists: OrganisationLists;
}

/** What a request has to wait for. */
export type Hold =
  | { readonly kind: 'prompt'; readonly application: Application }
  | { readonly kind: 'throttle'; readonly window: ThrottleWindow; readonly wait: number };

export interface Subject {
  readonly workstation: Workstation;
  readonly root: XmlNode;
  readonly envelope: Envelope;
  /** Whom it is sent for, where it comes from the screens. */
  readonly sender?: Sender | undefined;
}

/** @throws {Refusal} of the first check that fails; `findings` tell how far it went */
export function* check(services: ExchangeServices, subject: Subject, pass: Pass, findings: Findings): Work<Admitted | Hold> {
  const { clock, directory, keyHash, random, settings } = services;
  const { envelope, root, sender } = subject;
  const { place } = subject.workstation;
  const now = clock.now();

  const vouched = vouchesFor(sender, envelope.apiKey);
  const application = vouched ? yield* checkSender(place.organisationId, sender, now) : yield* checkKey(place.organisationId, keyHash, envelope.apiKey, now);
  findings.application = application;
  const { lists, staffByUserName } = yield* directory.current();
  const user = yield* checkUser(place, staffByUserName);
  findings.user = user;
  const { approve } = settings;
  const sent = vouched && envelope.deviceId === '' ? yield* deviceInUse(place, application.id) : envelope.deviceId;
  const deviceId = yield* checkDevice({ place, application, deviceId: sent, granted: pass.granted, approve, random, now });
  if (deviceId === undefined) return { kind: 'prompt', application };
  findings.deviceId = deviceId;
  const declaration = checkFunction(services.declared, application, envelope);
  findings.declaration = declaration;
  checkRight(declaration, user);
  const { parameters, deviations } = checkSchema(declaration, root, { lists, strict: settings.strict });
  findings.deviations = deviations;
  const admitted: Admitted = { kind: 'admitted', application, user, declaration, parameters, lists };
  return (yield* throttle(services, pass, findings, admitted, deviceId)) ?? admitted;
}

function* throttle(services: ExchangeServices, pass: Pass, findings: Findings, admitted: Admitted, deviceId: string): Work<Hold | undefined> {
  const { throttle: mode, throttleScale: scale } = services.settings;
  if (mode === 'off') return undefined;
  const { name, length } = windowClassOf(admitted.declaration, admitted.parameters, ukDay(services.clock.now()));
  const window: ThrottleWindow = { deviceId, name, length: length * scale };
  const wait = yield* checkThrottle({ mode, throttle: services.throttle, held: services.held, window, turn: pass.turn });
  if (wait === 0) return undefined;
  findings.allowedAt = Math.ceil(services.clock.now() + wait);
  if (mode === 'delay') return { kind: 'throttle', window, wait };
  throw throttled(window, wait);
}
