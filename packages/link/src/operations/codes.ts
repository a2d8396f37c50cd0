import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const nullable = Type.Union([Type.Null(), Type.String()]);

export const codeOperations = {
  'codes.search': operation({
    method: 'GET',
    path: '/codes',
    summary: 'Searches a list of clinical codes or of products, by the words of the term and by the code; the best first.',
    right: 'environment.use',
    input: Type.Object({
      scheme: Type.Union((['CTV3', 'Snomed', 'Multilex', 'Dmd'] as const).map((scheme) => Type.Literal(scheme))),
      text: Type.String({ minLength: 1, maxLength: 100, description: 'The beginnings of words, in any order, or of the code' }),
      kind: Type.Optional(Type.String({ maxLength: 40, description: 'Codes of this kind alone: problem, numeric, ethnicity, language …' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 if left out' })),
    }),
    output: Type.Object({
      found: Type.Array(
        Type.Object({
          code: Type.String({ description: 'The code, or the number of the product' }),
          term: Type.String(),
          kind: Type.String({ description: 'Of a code: problem, numeric …; of a product: repeat or acute' }),
          units: nullable,
          dose: nullable,
          quantity: nullable,
        }),
      ),
      more: Type.Boolean({ description: 'Whether there are others, which more letters would find' }),
    }),
  }),
} as const;
