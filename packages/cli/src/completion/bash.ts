// The completion script of bash.
import type { CompletionNode } from './tree.js';

/** A script for `source <(s1kit completion bash)`. */
export function bashScript(nodes: readonly CompletionNode[]): string {
  const paths = nodes.filter(({ path }) => path !== '').map(({ path }) => `"${path}"`);
  return `# Completion of s1kit for bash. Use it with: source <(s1kit completion bash)
_s1kit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" at="" next i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${at:+$at }\${COMP_WORDS[i]}"
    case "$next" in
      ${paths.join('|')}) at="$next" ;;
    esac
  done
  COMPREPLY=()
  case "$at $previous" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${nodes.map(wordCase).join('\n')}
  esac
}
complete -F _s1kit s1kit
`;
}

function valueCases({ path, options }: CompletionNode): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flag, values, completes }) => {
      const reply =
        completes === 'folder'
          ? 'COMPREPLY=($(compgen -d -- "$current"))'
          : completes === 'file'
            ? 'COMPREPLY=($(compgen -f -- "$current"))'
            : values.length > 0
              ? `COMPREPLY=($(compgen -W "${values.join(' ')}" -- "$current"))`
              : ':';
      return `    "${path} ${flag}") ${reply}; return ;;`;
    });
}

function wordCase({ path, words, options, takesFile }: CompletionNode): string {
  const all = [...words.map(({ word }) => word), ...options.map(({ flag }) => flag)].join(' ');
  const files = takesFile ? ' $(compgen -f -- "$current")' : '';
  return `    "${path}") COMPREPLY=($(compgen -W "${all}" -- "$current")${files}) ;;`;
}
