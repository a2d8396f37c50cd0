// The operations on the Message Audit (B8.4).
import type { OperationHandlers } from '@s1kit/link';
import { type AuditViewer, verify } from '../audit/index.js';
import { isoTime, type OperationContext, placeOf } from './operation-context.js';

type Handlers = Pick<
  OperationHandlers<OperationContext>,
  'audit.list' | 'audit.show' | 'audit.explain' | 'audit.call' | 'audit.values' | 'audit.verify' | 'audit.export'
>;

export const auditHandlers: Handlers = {
  'audit.list': (filters, context) => context.services.auditViews.list(viewerOf(context), filters),
  'audit.show': (input, context) => context.services.auditViews.show(viewerOf(context), input),
  'audit.explain': (input, context) => context.services.auditViews.explain(viewerOf(context), input),
  'audit.call': (input, context) => context.services.auditViews.call(viewerOf(context), input),
  'audit.values': (_input, context) => context.services.auditViews.values(viewerOf(context)),
  'audit.export': (filters, context) => context.services.auditViews.export(viewerOf(context), filters),
  'audit.verify': async (_input, { services }) => {
    const checkedAt = isoTime(services.clock.now());
    const { file, publicKey } = services.auditKeeping;
    const { firstBroken, messages, ok } = await verify({ store: services.store, checkpoints: { file, publicKey } });
    return { ok, messages, firstBroken, checkedAt };
  },
};

function viewerOf(context: OperationContext): AuditViewer {
  return { place: placeOf(context), actor: context.actor, all: context.may('audit.all') };
}
