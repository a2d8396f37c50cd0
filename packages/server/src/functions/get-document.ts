// GetDocument: a document's file, or a file for each of its pages, written to a folder of the workstation (B7.17).
import { getDocument as declaration, Refusal } from '@s1kit/contract';
import { behaviour } from '../context.js';
import { filesOf, findDocument } from '../documents/index.js';
import { findPatient } from '../patients/patient.js';

const path = '/ClientIntegrationRequest/FunctionParameters';

export const getDocument = behaviour(declaration, {
  outside: async ({ Identity: identity, DocumentUID: documentUid, WriteTo: folder }, { concerns, desktop, organisationId, store }) => {
    const document = await store.read(function* () {
      const patient = yield* findPatient(organisationId, identity);
      concerns(patient);
      return yield* findDocument(organisationId, patient.patientId, documentUid);
    });
    if (document === undefined) {
      throw new Refusal(
        'ValueUnknown',
        "The patient's record has no document of that DocumentUID. GetPatientRecord gives those that it has.",
        `${path}/DocumentUID`,
      );
    }
    const written = await desktop.writeFiles(folder, filesOf(document, organisationId, store)).catch((failure: unknown) => {
      throw failure instanceof Refusal ? new Refusal(failure.code, failure.message, `${path}/WriteTo`) : failure;
    });
    return { value: written, undo: async () => desktop.removeFiles?.(written) };
  },
  work: function* (_parameters, _context, written: readonly string[]) {
    return { Document: written.map((each) => ({ Path: each })) };
  },
});
