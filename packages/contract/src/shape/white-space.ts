// White space as XML has it: space, tab, carriage return, line feed. JavaScript's own trimming knows more.

/** Whether a text is empty or white space only. */
export function isBlank(value: string): boolean {
  return value === '' || !/[^ \t\r\n]/u.test(value);
}

/** Leading and trailing white space removed, each run inside made one space. */
export function collapse(value: string): string {
  if (!/[ \t\r\n]/u.test(value)) return value;
  return value.replace(/[ \t\r\n]+/gu, ' ').replace(/^ | $/gu, '');
}
