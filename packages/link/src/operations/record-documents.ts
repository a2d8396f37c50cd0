import { Type } from '@sinclair/typebox';
import { fileOperation, operation } from './declare.js';
import { journalPage, ofPatient, paging } from './record-parts.js';

export const documentOperations = {
  'record.documents': operation({
    method: 'GET',
    path: '/record/documents',
    summary: 'The attachments and letters of the open record, newest first, page by page; without clinical reading their names alone.',
    right: 'documents.names',
    input: Type.Object({ ...ofPatient, ...paging }),
    output: journalPage,
  }),
  'record.document': operation({
    method: 'GET',
    path: '/record/documents/:documentUid',
    summary: 'What is kept of one document: its name, its kind, its pages.',
    right: 'clinical.read',
    input: Type.Object({ documentUid: Type.String({ maxLength: 32 }), ...ofPatient }),
    output: Type.Object({ fileName: Type.String(), mediaType: Type.String(), pages: Type.Integer() }),
  }),
  'record.page': fileOperation({
    method: 'GET',
    path: '/record/documents/:documentUid/content',
    summary: 'The content of one page of a document. What a browser could run comes as a download.',
    right: 'clinical.read',
    input: Type.Object({
      documentUid: Type.String({ maxLength: 32 }),
      page: Type.Optional(Type.Integer({ minimum: 1, description: 'From 1, the first if left out' })),
      ...ofPatient,
    }),
  }),
} as const;
