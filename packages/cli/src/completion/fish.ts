// The completion script of fish.
import type { CompletionNode } from './tree.js';

/** A script for `s1kit completion fish | source`. */
export function fishScript(nodes: readonly CompletionNode[]): string {
  const paths = nodes.filter(({ path }) => path !== '').map(({ path }) => quote(path));
  return `# Completion of s1kit for fish. Use it with: s1kit completion fish | source
function __s1kit_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim -- "$at $word")
    if contains -- "$next" ${paths.join(' ')}
      set at "$next"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c s1kit -f
${nodes.flatMap(lines).join('\n')}
`;
}

function lines({ path, words, options, takesFile }: CompletionNode): readonly string[] {
  const at = `complete -c s1kit -n ${quote(`__s1kit_at ${quote(path)}`)}`;
  return [
    ...words.map(({ word, description }) => `${at} -a ${quote(word)} -d ${quote(description)}`),
    ...options.map(({ flag, description, takesValue, values, completes }) => {
      const value = !takesValue
        ? ''
        : completes === 'folder'
          ? " -x -a '(__fish_complete_directories)'"
          : completes === 'file'
            ? ' -r -F'
            : ` -x${values.length > 0 ? ` -a ${quote(values.join(' '))}` : ''}`;
      return `${at} -l ${flag.slice(2)} -d ${quote(description)}${value}`;
    }),
    ...(takesFile ? [`${at} -F`] : []),
  ];
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
