export type { ArrivingAttributes } from './arriving.js';
export type { Deviation } from './decode.js';
export * from './element.js';
export * from './encoded-xml.js';
export * from './infer.js';
export * from './later-xml.js';
export * from './simple.js';
