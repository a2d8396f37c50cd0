// GetXSDFiles: the schemas of every function, in the reply or as files in a folder of the workstation (B7.2).
import { getXsdFiles as declaration, type FunctionDeclaration, functions, type OrganisationLists, schemaFiles, schemaVersion } from '@s1kit/contract';
import { behaviour } from '../context.js';

export const getXsdFiles = behaviour(declaration, {
  outside: async ({ WriteTo: folder }, { lists, desktop, offered }) => {
    if (folder === undefined) return { value: undefined, undo: async () => {} };
    const files = filesFor(lists, offered).map(({ name, content }) => ({ name, pieces: [Buffer.from(content)] }));
    const paths = await desktop.writeFiles(folder, files);
    const written = files.map(({ name }, index) => ({ Name: name, Path: paths[index] ?? '' }));
    return { value: written, undo: async () => desktop.removeFiles?.(paths) };
  },
  work: function* (_parameters, { lists, offered }, written: readonly { readonly Name: string; readonly Path: string }[] | undefined) {
    return {
      Version: schemaVersion(lists, available(offered)),
      File: written ?? filesFor(lists, offered).map(({ name, content }) => ({ Name: name, Content: content })),
    };
  },
});

function filesFor(lists: OrganisationLists, offered?: readonly FunctionDeclaration[]): ReturnType<typeof schemaFiles> {
  return schemaFiles(available(offered), lists);
}

function available(offered: readonly FunctionDeclaration[] = functions): readonly FunctionDeclaration[] {
  return offered.filter((declared) => declared.available);
}
