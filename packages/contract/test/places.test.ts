import { describe, expect, it } from 'vitest';
import { placeOfOffset, placesOf } from '../src/places.js';

describe('places in a document', () => {
  it('are found by the paths that refusals have, repeats by their number', () => {
    const placeOf = placesOf('\n <A>\n  <B/><C x="1"\n y="2"><B/>\r\n <B>t</B></C>\n</A>');
    expect(placeOf('/A')).toEqual({ line: 2, column: 2 });
    expect(placeOf('/A/B')).toEqual({ line: 3, column: 3 });
    expect(placeOf('/A/C')).toEqual({ line: 3, column: 7 });
    expect(placeOf('/A/C/B[2]')).toEqual({ line: 5, column: 2 });
    expect(placeOf('/A', 'C')).toEqual({ line: 3, column: 7 });
  });

  it('are those of the nearest element around what is not there, and of what could be read before a fault', () => {
    const placeOf = placesOf('<A>\n<B>\n<D></B>');
    expect(placeOf('/A/B/X/Y')).toEqual({ line: 2, column: 1 });
    expect(placeOf('/A/B/D')).toEqual({ line: 3, column: 1 });
    expect(placesOf('no document')('/A')).toEqual({ line: 1, column: 1 });
    expect(placesOf('')('/A')).toEqual({ line: 1, column: 1 });
  });

  it('tell elements apart whose names begin alike, comments and text that look like them', () => {
    const placeOf = placesOf('<A><!-- <B> --><BC/><![CDATA[<B>]]><B/></A>');
    expect(placeOf('/A/B')).toEqual({ line: 1, column: 36 });
    expect(placeOf('/A/BC')).toEqual({ line: 1, column: 16 });
  });

  it('count a line break of two characters once', () => {
    expect(placeOfOffset('a\r\nb\rc\nd', 7)).toEqual({ line: 4, column: 1 });
    expect(placeOfOffset('', -1)).toEqual({ line: 1, column: 1 });
  });
});
