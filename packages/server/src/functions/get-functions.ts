// GetFunctions: the functions and versions that the calling application may use (B7.1).
import { getFunctions as declaration, functions } from '@s1kit/contract';
import { behaviour } from '../context.js';

export const getFunctions = behaviour(declaration, {
  work: function* (_parameters, { application, offered: declared = functions }) {
    const offered = declared.filter(({ name, available }) => available && (application.functions === null || application.functions.includes(name)));
    return { Function: offered.map(({ name, version }) => ({ Name: name, Version: version })) };
  },
});
