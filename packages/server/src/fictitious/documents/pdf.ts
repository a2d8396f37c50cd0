// A PDF of one page of plain text, by PDF 1.4: objects, a table of where they stand, a trailer.

/**
 * Makes a PDF that any reader opens.
 * @param lines plain ASCII, the first one is the heading
 */
export function textPdf(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line, index) => `${index === 0 ? '/F1 16 Tf' : index === 1 ? '/F1 10 Tf' : ''} (${escapeText(line)}) Tj T*`);
  const content = `BT 56 780 Td 16 TL\n${shown.join('\n')}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function escapeText(line: string): string {
  return line.replace(/[\\()]/gu, (character) => `\\${character}`);
}
