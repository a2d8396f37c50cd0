import { describe, expect, it } from 'vitest';
import { attribute, element, one, optional, optionalAttribute, type Shape, text } from '../../src/index.js';
import { complexName, complexTypeDeclaration, flagTypeDeclaration, simpleTypeDeclaration } from '../../src/shape/xsd.js';
import { lists } from '../support/organisation.js';
import { colour, inner, line, nothing, parcel, plain, short } from '../support/parcel.js';

/** Without its documentation, which stands in the lines between. */
const bare = (declaration: string): string => declaration.replace(/ *<xs:annotation>\n.*\n *<\/xs:annotation>\n/gu, '');

/** For any type of values: it is their texts that a schema is about. */
const declared = (type: Extract<Shape, { kind: 'simple' }>, of = lists): string => simpleTypeDeclaration(type, of);

describe('complex types', () => {
  it('B7.2: have the elements of a request in their order, then the attributes, each with how often it stands', () => {
    expect(bare(complexTypeDeclaration(parcel, 'request'))).toBe(`  <xs:complexType name="ParcelInRequest">
    <xs:sequence>
      <xs:element name="To" type="Place">
      </xs:element>
      <xs:element name="Note" type="Short" minOccurs="0">
      </xs:element>
      <xs:element name="Weight" type="Decimal" maxOccurs="unbounded">
      </xs:element>
      <xs:element name="Size" type="BakersDozen" minOccurs="0">
      </xs:element>
      <xs:element name="Inner" type="Inner">
      </xs:element>
      <xs:element name="Sealed" type="Flag" minOccurs="0">
      </xs:element>
      <xs:element name="Plain" type="PlainReplyInRequest" minOccurs="0">
      </xs:element>
    </xs:sequence>
    <xs:attribute name="Number" type="xs:string" use="required">
    </xs:attribute>
    <xs:attribute name="Kind" type="Dozen">
    </xs:attribute>
  </xs:complexType>
`);
  });

  it('B7.2: have in replies what stands there, in the order of replies, with plain text for lists', () => {
    expect(bare(complexTypeDeclaration(parcel, 'reply'))).toBe(`  <xs:complexType name="ParcelInReply">
    <xs:sequence>
      <xs:element name="Sent" type="xs:string">
      </xs:element>
      <xs:element name="To" type="xs:string">
      </xs:element>
      <xs:element name="Note" type="Short" minOccurs="0">
      </xs:element>
      <xs:element name="Weight" type="Decimal" minOccurs="0" maxOccurs="unbounded">
      </xs:element>
      <xs:element name="Size" type="BakersDozen" minOccurs="0">
      </xs:element>
      <xs:element name="Inner" type="Inner">
      </xs:element>
      <xs:element name="Sealed" type="Flag" minOccurs="0">
      </xs:element>
      <xs:element name="Plain" type="PlainReply" minOccurs="0">
      </xs:element>
    </xs:sequence>
    <xs:attribute name="Number" type="xs:string" use="required">
    </xs:attribute>
  </xs:complexType>
`);
  });

  it('have their documentation, and that of each part, first', () => {
    expect(complexTypeDeclaration(plain, 'reply')).toBe(`  <xs:complexType name="PlainReply">
    <xs:annotation>
      <xs:documentation>Two values.</xs:documentation>
    </xs:annotation>
    <xs:sequence>
      <xs:element name="A" type="xs:string">
        <xs:annotation>
          <xs:documentation>First.</xs:documentation>
        </xs:annotation>
      </xs:element>
      <xs:element name="B" type="xs:string">
        <xs:annotation>
          <xs:documentation>Second.</xs:documentation>
        </xs:annotation>
      </xs:element>
    </xs:sequence>
  </xs:complexType>
`);
    expect(complexTypeDeclaration(parcel, 'request')).toContain('<xs:documentation>A parcel &amp; what is in it.</xs:documentation>');
    expect(complexTypeDeclaration(parcel, 'request')).toContain(`    <xs:attribute name="Number" type="xs:string" use="required">
      <xs:annotation>
        <xs:documentation>Its number.</xs:documentation>
      </xs:annotation>
    </xs:attribute>
`);
  });

  it('extend a simple type where they have text', () => {
    expect(complexTypeDeclaration(line, 'request')).toBe(`  <xs:complexType name="Line">
    <xs:annotation>
      <xs:documentation>A line.</xs:documentation>
    </xs:annotation>
    <xs:simpleContent>
      <xs:extension base="xs:string">
          <xs:attribute name="Width" type="Colour">
            <xs:annotation>
              <xs:documentation>How wide.</xs:documentation>
            </xs:annotation>
          </xs:attribute>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>
`);
  });

  it('have no sequence where they have attributes alone', () => {
    const marks = element('Marks', 'Marks.', { One: attribute(text, '1.'), Two: optionalAttribute(text, '2.') });
    expect(bare(complexTypeDeclaration(marks, 'request'))).toBe(`  <xs:complexType name="Marks">
    <xs:attribute name="One" type="xs:string" use="required">
    </xs:attribute>
    <xs:attribute name="Two" type="xs:string">
    </xs:attribute>
  </xs:complexType>
`);
  });

  it('have one name where both directions are alike, else one for each, and that of flags where they hold nothing', () => {
    const asked = element('AskedRequest', 'Asked.', { A: one(text, 'a'), B: optional(text, 'b', { only: 'request' }) });
    const names = [parcel, inner, line, plain, nothing, asked].map((type) => [complexName(type, 'request'), complexName(type, 'reply')]);
    expect(names).toEqual([
      ['ParcelInRequest', 'ParcelInReply'],
      ['Inner', 'Inner'],
      ['Line', 'Line'],
      ['PlainReplyInRequest', 'PlainReply'],
      ['Flag', 'Flag'],
      ['AskedRequest', 'AskedRequestInReply'],
    ]);
  });
});

describe('simple types', () => {
  it('B7.2: have their pattern, length and values; those of a list have its values, each once, or any text', () => {
    expect(declared(short)).toBe(`  <xs:simpleType name="Short">
    <xs:annotation>
      <xs:documentation>At most three letters.</xs:documentation>
    </xs:annotation>
    <xs:restriction base="xs:token">
      <xs:pattern value="[a-z]*"/>
      <xs:maxLength value="3"/>
    </xs:restriction>
  </xs:simpleType>
`);
    expect(bare(declared(colour))).toBe(`  <xs:simpleType name="Colour">
    <xs:restriction base="xs:string">
      <xs:enumeration value="red"/>
      <xs:enumeration value=""/>
      <xs:enumeration value="blue"/>
    </xs:restriction>
  </xs:simpleType>
`);
    const list = { ...colour, list: 'clinicTypes' } as const;
    expect(bare(declared(list, { ...lists, clinicTypes: ['a & b', 'c', 'c'] }))).toBe(`  <xs:simpleType name="Colour">
    <xs:restriction base="xs:string">
      <xs:enumeration value="a &amp; b"/>
      <xs:enumeration value="c"/>
    </xs:restriction>
  </xs:simpleType>
`);
    expect(bare(declared(list, { ...lists, clinicTypes: [] }))).toBe(`  <xs:simpleType name="Colour">
    <xs:restriction base="xs:string"/>
  </xs:simpleType>
`);
    expect(bare(flagTypeDeclaration)).toBe(`  <xs:simpleType name="Flag">
    <xs:restriction base="xs:token">
      <xs:length value="0"/>
    </xs:restriction>
  </xs:simpleType>
`);
  });
});
