// Writes zip archives and spreadsheets as other programs do, so that the importer is tested on what it did not write itself.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A zip archive; `level` 0 stores without packing. */
export function zipOf(files: readonly ArchiveFile[], level = 6): Uint8Array {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const packed =
      level === 0
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        : deflateRawSync(bytes, { level });
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(level === 0 ? 0 : 8, 10);
    entry.writeUInt32LE(crc32(bytes), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    // The local header repeats the entry from its version on, up to the lengths of name and extra field.
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), entry.subarray(6, 32)]);
    list.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, directory, end]));
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function letters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}

/** A spreadsheet of one sheet. Texts are shared as Excel shares them; numbers are numbers; empty cells are absent. */
export function xlsxOf(rows: Iterable<readonly (string | number)[]>, sheetName = 'Sheet1'): Uint8Array {
  const shared = new Map<string, number>();
  const lines: string[] = [];
  let line = 0;
  for (const row of rows) {
    line++;
    const cells = row.map((value, index) => {
      const reference = `${letters(index)}${line}`;
      if (value === '') return '';
      if (typeof value === 'number') return `<c r="${reference}" s="1"><v>${value}</v></c>`;
      const place = shared.get(value) ?? shared.size;
      shared.set(value, place);
      return `<c r="${reference}" t="s"><v>${place}</v></c>`;
    });
    lines.push(`<row r="${line}" spans="1:${row.length}">${cells.join('')}</row>`);
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const text = (name: string, content: string): ArchiveFile => ({ name, bytes: Buffer.from(head + content) });
  return zipOf(
    [
      text(
        '[Content_Types].xml',
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
      ),
      text(
        'xl/workbook.xml',
        `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      text(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      text(
        'xl/worksheets/sheet1.xml',
        `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
      ),
      text(
        'xl/sharedStrings.xml',
        `<sst xmlns="${main}">${[...shared.keys()].map((value) => `<si><t xml:space="preserve">${escaped(value)}</t></si>`).join('')}</sst>`,
      ),
    ],
    1,
  );
}
