// ExitClient: signs the user out, unless the open record has unsaved changes (B7.23).
import { exitClient as declaration } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { signOut } from '../sessions/index.js';

export const exitClient = behaviour(declaration, {
  work: function* (_parameters, context) {
    yield* signOut(context, context.application.name, context.clock.now());
    context.tells?.('session');
    return {};
  },
});
