// The completion script of PowerShell.
import type { CompletionNode } from './tree.js';

/** A script for `s1kit completion powershell | Out-String | Invoke-Expression`. */
export function powershellScript(nodes: readonly CompletionNode[]): string {
  return `# Completion of s1kit for PowerShell. Use it with: s1kit completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName s1kit -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @{
${nodes.map(({ path, words, options }) => `    ${quote(path)} = @(${[...words.map(({ word }) => word), ...options.map(({ flag }) => flag)].map(quote).join(', ')})`).join('\n')}
  }
  $values = @{
${nodes.flatMap(({ path, options }) => options.filter(({ values }) => values.length > 0).map(({ flag, values }) => `    ${quote(`${path} ${flag}`)} = @(${values.map(quote).join(', ')})`)).join('\n')}
  }
  $at = ''
  $previous = ''
  $elements = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  foreach ($element in $elements) {
    $next = ("$at $element").Trim()
    if ($words.ContainsKey($next)) { $at = $next }
    $previous = $element
  }
  $choices = if ($values.ContainsKey("$at $previous")) { $values["$at $previous"] } else { $words[$at] }
  $choices | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
