// Requests that are written and sent at the screens, in Demo (0041).
import { OperationError, type OperationHandlers, type OutputOf, type Reply, type Sending } from '@s1kit/link';
import { applicationById } from '../authority/applications.js';
import { exchangeFor } from '../exchange/exchange.js';
import { sampleApplication } from '../fictitious/sample-application.js';
import { checkRequest } from './check-request.js';
import { actorName, found, isoTimeOrNull, type OperationContext } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'requests.send' | 'requests.check'>;

export const requestHandlers: Handlers = {
  'requests.send': async ({ document, applicationId = sampleApplication.id }, context) => {
    const { services, workstation } = context;
    const { clock, organisationId, store } = services;
    const application = found(await store.read(() => applicationById(organisationId, applicationId, clock.now())), 'application');
    if (application.revokedAt !== null) throw new OperationError(409, 'The application was revoked. Choose another one.');
    const begun = clock.monotonic();
    const exchange = exchangeFor(services, workstation, { applicationId, by: actorName(context.actor) });
    // Nobody can go: what is held for a prompt or for its turn is let go when the server closes, as the prompt ends, or the turn comes.
    const { recorded, reply } = await exchange({ bytes: Buffer.from(document), text: document }, new AbortController().signal);
    const received = await receive(reply);
    return {
      sequence: recorded?.sequence ?? null,
      outcome: recorded?.outcome ?? reply.outcome.outcome,
      errorCode: reply.outcome.errorCode ?? null,
      allowedAt: isoTimeOrNull(recorded?.findings.allowedAt ?? null),
      ...received,
      durationMs: Math.max(0, clock.monotonic() - begun),
    };
  },

  'requests.check': async ({ document }, { services }) => {
    const { lists } = await services.store.read(() => services.directory.current());
    return checkRequest(document, { declared: services.declared, lists, strict: services.settings.strict }).map((finding) => ({ ...finding }));
  },
};

/** How much of a reply is handed to a browser; the audit has all of it. */
const shownBytes = 1024 * 1024;

type Received = Pick<OutputOf<'requests.send'>, 'cut' | 'reply' | 'replyBytes'>;

/** Takes a reply as the listener's client would: all of it, or as much as a fault lets through; and has it put on record how that ended (B8.2). */
async function receive(reply: Reply): Promise<Received> {
  if (reply.kind === 'silence') return { cut: null, reply: null, replyBytes: 0 };
  const { cut = null } = reply;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of reply.pieces) {
    length += piece.length;
    pieces.push(piece);
  }
  const got = cut === 'before' ? 0 : cut === 'in' ? Math.ceil(length / 2) : length;
  const sending: Sending = { bytes: got, complete: cut === null || cut === 'after' };
  await reply.sent(sending);
  return { cut, reply: got === 0 ? null : Buffer.concat(pieces, Math.min(got, shownBytes)).toString('latin1'), replyBytes: got };
}
