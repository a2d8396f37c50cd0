import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';

const narrowing = Type.Optional(Type.String({ maxLength: 200 }));

export const slotOperations = {
  'slots.free': operation({
    method: 'GET',
    path: '/slots',
    summary: 'Free future slots of some days, earliest first, page by page.',
    right: 'schedule.read',
    input: Type.Object({
      from: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'The first day, UK; today if left out' })),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 28, description: '7 if left out' })),
      userName: narrowing,
      siteName: narrowing,
      clinicType: narrowing,
      slotType: narrowing,
      skip: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '100 if left out' })),
    }),
    output: Type.Object({
      from: Type.String({ description: 'The first day, yyyy-MM-dd' }),
      slots: Type.Array(
        Type.Object({
          userName: Type.String(),
          siteName: Type.String(),
          clinicType: Type.String(),
          slotType: Type.String(),
          start: Type.String({ description: 'UK wall-clock time, yyyy-MM-ddTHH:mm:ss' }),
          duration: Type.Integer({ description: 'Minutes' }),
        }),
      ),
      total: Type.Integer(),
    }),
  }),
} as const;
