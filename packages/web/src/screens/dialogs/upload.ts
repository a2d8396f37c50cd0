// A file that was chosen in the browser, as it goes with an entry.

/** @throws {Error} where the browser cannot read it any more */
export async function uploadOf(file: File): Promise<{ readonly name: string; readonly content: string }> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(new Error('The file cannot be read. Choose it again.')));
    reader.readAsDataURL(file);
  });
  return { name: file.name, content: url.slice(url.indexOf(',') + 1) };
}
