import { describe, expect, it, vi } from 'vitest';
import { agrees, explanations, isOurs } from '../../src/xml-conformance/explained.js';
import { readSuite } from '../../src/xml-conformance/suite.js';
import { withoutDeclaration } from '../../src/xml-conformance/without-declaration.js';
import { xmlConformance } from '../../src/xml-conformance/xml-conformance.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

describe('xml-conformance', () => {
  it("B2.9: requests are read as the W3C's suite has it, but for what is explained", async () => {
    const { agreed, explained, withoutDeclaration } = await briefly(xmlConformance, 3_000);
    expect(agreed).toBeGreaterThan(60);
    expect(explained).toBeGreaterThan(5);
    expect(withoutDeclaration).toBeGreaterThan(5);
  });

  it('a document that is taken though it is not well-formed is explained only by what stands between documents, and by its encoding', () => {
    const suite = readSuite().filter(isOurs);
    expect(suite.length).toBeGreaterThan(1_900);
    const notWellFormed = suite.filter(({ recommendation, type }) => type === 'not-wf' && !recommendation.startsWith('NS'));
    expect(notWellFormed.length).toBeGreaterThan(900);
    expect(notWellFormed.filter((one) => agrees(one, 'wellFormed'))).toEqual([]);
    expect(notWellFormed.filter((one) => explanations.some(({ holds }) => holds(one, 'wellFormed')))).toHaveLength(12);
  });

  it.each([
    ['<!DOCTYPE a><a/>', '<a/>'],
    [
      '<?xml version="1.0"?><!-- <!DOCTYPE b> --><!DOCTYPE a [<!-- ]> --><!ENTITY b "]>"><?p ]>?>]><a>&lt;</a>',
      '<?xml version="1.0"?><!-- <!DOCTYPE b> --><a>&lt;</a>',
    ],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', undefined],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a><![CDATA[&b;]]></a>', '<a><![CDATA[&b;]]></a>'],
    ['<a/>', undefined],
  ])('%s without its declaration', (document, bare) => {
    expect(withoutDeclaration(Buffer.from(document))?.toString()).toBe(bare);
  });
});
