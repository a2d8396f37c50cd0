import { describe, expectTypeOf, it } from 'vitest';
import {
  attribute,
  content,
  date,
  type Encodable,
  type EncodedXml,
  element,
  type FunctionMap,
  flag,
  integer,
  many,
  one,
  oneOf,
  optional,
  type ReplyOf,
  type RequestOf,
  some,
  type TypeOf,
  text,
} from '../../src/index.js';

describe('TypeOf', () => {
  it('is what a shape declares', () => {
    const inner = element('Inner', '', { Word: content(text, ''), Number: attribute(integer, '') });
    const outer = element('Outer', '', {
      One: one(oneOf('Kind', '', ['a', 'b']), ''),
      Maybe: optional(date, ''),
      Many: many(inner, ''),
      Some: some(text, ''),
      Flag: optional(flag, ''),
      Later: one(text, '', { only: 'reply' }),
      Required: optional(text, '', { inReply: 'one' }),
    });
    expectTypeOf<TypeOf<typeof outer>>().branded.toEqualTypeOf<{
      readonly One: 'a' | 'b';
      readonly Maybe?: string;
      readonly Many?: readonly { readonly Word: string; readonly Number: number }[];
      readonly Some: readonly string[];
      readonly Flag?: true;
      readonly Later?: string;
      readonly Required?: string;
    }>();
  });

  it('is known of every function', () => {
    expectTypeOf<RequestOf<FunctionMap['GetDiary']>>().toEqualTypeOf<{
      readonly MinDateTime?: string;
      readonly MaxDateTime?: string;
      readonly SiteName?: string;
      readonly UserName?: string;
      readonly Appointments?: true;
      readonly Visits?: true;
    }>();
    expectTypeOf<ReplyOf<FunctionMap['IsPatientRetrieved']>>().toEqualTypeOf<{ readonly Retrieved: boolean }>();
    expectTypeOf<NonNullable<RequestOf<FunctionMap['PatientSearch']>['Gender']>>().toEqualTypeOf<'M' | 'F' | 'U' | 'I'>();
  });
});

describe('Encodable', () => {
  it('lets encoded XML stand for elements, and for all of a kind', () => {
    type Reply = Exclude<Encodable<FunctionMap['GetPatientRecord']['reply']>, EncodedXml>;
    expectTypeOf<EncodedXml>().toExtend<NonNullable<Reply['Clinical']>>();
    expectTypeOf<{ Event: Iterable<EncodedXml> }>().toExtend<NonNullable<Reply['Clinical']>>();
    expectTypeOf<{ Event: EncodedXml }>().toExtend<NonNullable<Reply['Clinical']>>();
    expectTypeOf<{ Event: number }>().not.toExtend<NonNullable<Reply['Clinical']>>();
  });
});
