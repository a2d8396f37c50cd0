import { describe, expect, it } from 'vitest';
import { boolean, checkDigit, date, dateTime, decimal, integer, isNhsNumber, oneOf, textLike } from '../../src/index.js';

describe('simple types', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (value) => expect(date.parse(value)).toBe(value));
  it.each(['2023-02-29', '1900-02-29', '2024-04-31', '0000-01-01', '2024-00-10', '2024-13-01', '2024-01-00', '2024-1-1', '2024-01-01Z', '10000-01-01', ''])(
    '%j is not a day',
    (value) => expect(date.parse(value)).toBeUndefined(),
  );
  it.each(['2024-01-01T00:00:00', '2024-01-01T23:59:59.1234567', '2024-06-30T10:00:00+01:00', '2024-01-01T10:00:00Z'])('%s is a date and time', (value) =>
    expect(dateTime.parse(value)).toBe(value),
  );
  it.each(['2024-01-01T24:00:00', '2024-01-01T10:00', '2024-02-30T10:00:00', '2024-01-01T10:00:00+14:01', '2024-01-01'])('%s is not a date and time', (value) =>
    expect(dateTime.parse(value)).toBeUndefined(),
  );
  it('keeps every digit of a decimal', () => expect(decimal.parse('123456789012345.12345678')).toBe('123456789012345.12345678'));
  it.each(['', '.', '1e3', '1,5', '5.', '1234567890123456'])('%j is not a decimal', (value) => expect(decimal.parse(value)).toBeUndefined());
  it('reads whole numbers up to nine digits', () => {
    expect(integer.parse('007')).toBe(7);
    expect(['-1', '1.0', '1234567890', ''].map(integer.parse)).toEqual([undefined, undefined, undefined, undefined]);
  });
  it('reads true and false only', () => expect(['true', 'false', '1', 'True'].map(boolean.parse)).toEqual([true, false, undefined, undefined]));
  it('WIRE-FORMAT 5.8.1: never trims or folds a value of a list', () => {
    const type = oneOf('Kind', '', [' Led  by nurse', '']);
    expect([' Led  by nurse', 'Led by nurse', '', ' led  by nurse'].map(type.parse)).toEqual([' Led  by nurse', undefined, '', undefined]);
  });
  it('matches a pattern as a whole', () =>
    expect(['ab', 'abc', 'xab', 'ab\n'].map(textLike('T', '', 'ab|cd').parse)).toEqual(['ab', undefined, undefined, undefined]));
});

describe('NHS numbers', () => {
  it('B6.1: end in their check digit by modulus 11', () => {
    expect(checkDigit('999000001')).toBe(8);
    expect(['9990000018', '9990000019', '999000001', '99900000180', '999000001８'].map(isNhsNumber)).toEqual([true, false, false, false, false]);
  });

  it('B6.1: no number begins with nine digits whose check digit would be 10', () => {
    const without = Array.from({ length: 1_000 }, (_, index) => String(999_000_000 + index)).filter((nine) => checkDigit(nine) === undefined);
    expect(without.length).toBeGreaterThan(50);
    expect(without.flatMap((nine) => [...'0123456789'].map((digit) => isNhsNumber(nine + digit)))).not.toContain(true);
  });
});
