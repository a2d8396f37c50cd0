import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { byToken } from '../../src/http/access.js';

const showing = (authorization?: string): IncomingMessage => {
  const request = new IncomingMessage(new Socket());
  if (authorization !== undefined) request.headers.authorization = authorization;
  return request;
};

it('an environment without a token lets nobody in', () => {
  for (const authorization of [undefined, '', 'Bearer ', 'Bearer']) expect(byToken('')(showing(authorization))).toBeUndefined();
});

it('knows the token as it is, whatever the case of the scheme', () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER ']) expect(byToken('aB1')(showing(`${scheme} aB1`))).toEqual({ kind: 'operator' });
  expect(byToken('aB1')(showing('Bearer ab1'))).toBeUndefined();
});
