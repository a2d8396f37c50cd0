import { describe, expect, it } from 'vitest';
import { kindsOf, notBelow } from '../../../src/directory/code-lists/hierarchy.js';
import { codeLists } from '../../../src/directory/code-lists/index.js';

const lists = codeLists();

describe('code lists', () => {
  it('hold every row of the files, each code once', () => {
    expect(lists.codes).toHaveLength(668);
    expect(lists.drugs).toHaveLength(237);
    const ctv3 = lists.codes.flatMap((listed) => listed.ctv3?.code ?? []);
    expect(new Set(ctv3).size).toBe(ctv3.length);
    expect(ctv3.every((code) => /^[0-9A-Za-z.]{5}$/u.test(code))).toBe(true);
  });

  it('make up one Multilex number for each product, digits only', () => {
    const numbers = lists.drugs.map((drug) => drug.multilex);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^[1-9][0-9]{6}$/u.test(number))).toBe(true);
  });

  it('B7.8: a code and a product are found in the other scheme, with its term, and back', () => {
    const snomed = lists.equivalent({ Scheme: 'CTV3', Code: 'H33..', Term: 'Asthma' }, 'Snomed');
    expect(snomed).toEqual({ Scheme: 'Snomed', Code: '195967001', Term: 'Asthma' });
    for (const drug of lists.drugs) {
      const multilex = { Scheme: 'Multilex', ProductID: drug.multilex, Name: drug.name } as const;
      const dmd = lists.equivalentDrug(multilex, 'Dmd');
      expect(dmd?.ProductID).toBe(drug.dmd);
      expect(dmd && lists.equivalentDrug(dmd, 'Multilex')).toEqual(multilex);
    }
  });

  it('B7.8: what has no code in the other scheme has no equivalent there', () => {
    expect(lists.equivalent({ Scheme: 'Snomed', Code: '49727002', Term: 'Cough' }, 'CTV3')).toBeUndefined();
    expect(lists.equivalent({ Scheme: 'CTV3', Code: 'zzzzz' }, 'Snomed')).toBeUndefined();
  });

  it('B7.7: descendants are found by kind and by the beginning of a code, in both schemes', () => {
    const diabetes = lists.descendants('CTV3', 'C10..');
    expect([...diabetes].sort()).toEqual(['C10..', 'L1808', 'X40J4', 'X40J5']);
    expect([...lists.descendants('Snomed', '73211009')].sort()).toEqual(['11687002', '44054006', '46635009', '73211009']);
    expect(lists.descendants('CTV3', 'F26..').has('F260.')).toBe(true);
    expect(lists.isWithin('CTV3', 'F262.', 'F26..')).toBe(true);
    expect(lists.isWithin('CTV3', 'F25..', 'F26..')).toBe(false);
    expect(lists.descendants('Snomed', '1')).toEqual(new Set(['1']));
  });

  it('do not take asthma for a kind of chronic obstructive lung disease, though its code begins so', () => {
    expect(lists.isWithin('CTV3', 'H33..', 'H3...')).toBe(false);
    expect(lists.isWithin('CTV3', 'H3120', 'H3...')).toBe(true);
  });

  it('name in the hierarchy only codes that are listed', () => {
    const named = [...Object.entries(kindsOf), ...Object.entries(notBelow)].flatMap(([code, below]) => [code, ...below]);
    const isListed = (code: string) => lists.findCode('CTV3', code) ?? lists.findCode('Snomed', code);
    expect(named.filter((code) => isListed(code) === undefined)).toEqual([]);
  });
});
