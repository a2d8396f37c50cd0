// The completion script of zsh.
import type { CompletionNode } from './tree.js';

/** A script for a folder of `fpath`, or for `source <(s1kit completion zsh)`. */
export function zshScript(nodes: readonly CompletionNode[]): string {
  const paths = nodes.filter(({ path }) => path !== '').map(({ path }) => quote(path));
  return `#compdef s1kit
# Completion of s1kit for zsh. Use it with: source <(s1kit completion zsh)
_s1kit() {
  local at="" next previous="\${words[CURRENT-1]}" i
  local -a choices
  for ((i = 2; i < CURRENT; i++)); do
    next="\${at:+$at }\${words[i]}"
    case "$next" in
      ${paths.join('|')}) at="$next" ;;
    esac
  done
  case "$at $previous" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${nodes.map(wordCase).join('\n')}
  esac
}
if [ "\${funcstack[1]}" = "_s1kit" ]; then
  _s1kit "$@"
else
  compdef _s1kit s1kit
fi
`;
}

function valueCases({ path, options }: CompletionNode): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flag, values, completes }) => {
      const reply =
        completes === 'folder' ? '_files -/' : completes === 'file' ? '_files' : values.length > 0 ? `compadd -- ${values.map(quote).join(' ')}` : ':';
      return `    ${quote(`${path} ${flag}`)}) ${reply}; return ;;`;
    });
}

function wordCase({ path, words, options, takesFile }: CompletionNode): string {
  const all = [...words.map(({ word, description }) => described(word, description)), ...options.map(({ flag, description }) => described(flag, description))];
  const files = takesFile ? '; _files' : '';
  return `    ${quote(path)}) choices=(${all.map(quote).join(' ')}); _describe s1kit choices${files} ;;`;
}

function described(word: string, description: string): string {
  return `${word.replaceAll(':', '\\:')}:${description}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
