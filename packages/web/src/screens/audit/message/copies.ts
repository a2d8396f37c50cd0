// A message as what somebody would write to send it again. No key is in any of them.

/** What stands in a request where its key was: the server hides it. */
const hidden = '****************';
/** What whoever copies it puts their own key in place of. */
export const placeholder = 'YOUR-API-KEY';
/** What the environment takes for "the application that was chosen". */
const standIn = '0000000000000000';

/** The document with a place for a key. */
export function rawXml(request: string): string {
  return request.replaceAll(hidden, placeholder);
}

/** A command for a POSIX shell, with the document as it is: nothing in it is read by the shell. */
export function commandLine(request: string): string {
  const document = rawXml(request);
  let end = 'REQUEST';
  while (document.includes(end)) end = `${end}_`;
  return `npx s1kit send - <<'${end}'\n${document}\n${end}\n`;
}

/** The document for sending it once more: with a RequestUID of its own. */
export function sentAgain(request: string, requestUid: string): string {
  return request
    .replaceAll(hidden, standIn)
    .replace(/(<RequestUID(?:\s[^<>]*)?>)[^<]*(<\/RequestUID>)/, (_all, open: string, close: string) => `${open}${requestUid}${close}`);
}
