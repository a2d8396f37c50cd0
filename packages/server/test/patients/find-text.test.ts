import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../src/patients/find-text.js';

const today = '2026-03-02';

describe('the text of the search box', () => {
  it('is an NHS number, with spaces or without; one whose check digit does not fit is told', () => {
    for (const text of ['9990000018', '999 000 0018', ' 999-000-0018 ']) expect(parseSearch(text, today)).toEqual({ kind: 'nhsNumber', number: '9990000018' });
    expect(parseSearch('999 000 0019', today)).toMatchObject({ kind: 'hint', hint: expect.stringContaining('check digit') });
    expect(parseSearch('999 000', today)).toMatchObject({ kind: 'hint', hint: expect.stringContaining('ten digits') });
  });

  it('is a day of birth in the forms that people write', () => {
    const forms = [
      '02/03/1980',
      '2/3/1980',
      '2-3-1980',
      '2.3.1980',
      '2 3 1980',
      '1980-03-02',
      '02-Mar-1980',
      '2 March 1980',
      '2nd march 1980',
      '02mar1980',
      '02031980',
    ];
    for (const text of forms) expect([text, parseSearch(text, today)]).toEqual([text, { kind: 'person', births: ['1980-03-02'], name: { words: [] } }]);
  });

  it('means both centuries by a year without one, but nobody born after today', () => {
    expect(parseSearch('2/3/80', today)).toMatchObject({ births: ['1980-03-02'] });
    expect(parseSearch('2/3/20', today)).toMatchObject({ births: ['2020-03-02', '1920-03-02'] });
  });

  it('says that there is no such day', () => {
    for (const text of ['31/02/1980', '1980-13-01', '02/03/2980']) expect(parseSearch(text, today)).toMatchObject({ kind: 'hint' });
  });

  it('is a name, with a day of birth beside it or without; a comma says which is the surname; titles are left out', () => {
    expect(parseSearch('Jones 02-Mar-1980', today)).toEqual({ kind: 'person', births: ['1980-03-02'], name: { words: ['Jones'] } });
    expect(parseSearch('JONES, Margaret (Mrs)', today)).toEqual({
      kind: 'person',
      births: [],
      name: { words: ['JONES', 'Margaret'], surname: 'JONES', firstName: 'Margaret' },
    });
    expect(parseSearch('Mrs Jones', today)).toMatchObject({ name: { words: ['Jones'] } });
    expect(parseSearch('Mr', today)).toMatchObject({ name: { words: ['Mr'] } });
    expect(parseSearch(' - ,', today)).toMatchObject({ kind: 'hint' });
  });

  it('may be anything at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => ['nhsNumber', 'hint', 'person'].includes(parseSearch(text, today).kind)));
  });
});
