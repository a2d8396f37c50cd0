// GetXSDFiles: the schemas of every function, in the reply or as files in a folder of the workstation (B7.2).
import { getXsdFiles as declaration, functions, type OrganisationLists, schemaFiles, schemaVersion } from '@s1kit/contract';
import { behaviour } from '../context.js';

export const getXsdFiles = behaviour(declaration, {
  outside: async ({ WriteTo: folder }, { lists, desktop }) => {
    if (folder === undefined) return { value: undefined, undo: async () => {} };
    const files = filesFor(lists).map(({ name, content }) => ({ name, pieces: [Buffer.from(content)] }));
    const paths = await desktop.writeFiles(folder, files);
    const written = files.map(({ name }, index) => ({ Name: name, Path: paths[index] ?? '' }));
    return { value: written, undo: async () => desktop.removeFiles?.(paths) };
  },
  work: function* (_parameters, { lists }, written: readonly { readonly Name: string; readonly Path: string }[] | undefined) {
    return {
      Version: schemaVersion(lists),
      File: written ?? filesFor(lists).map(({ name, content }) => ({ Name: name, Content: content })),
    };
  },
});

function filesFor(lists: OrganisationLists): ReturnType<typeof schemaFiles> {
  return schemaFiles(
    functions.filter((declared) => declared.available),
    lists,
  );
}
