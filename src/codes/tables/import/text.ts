// Bytes of a text file to text. CMS writes Latin-1, spreadsheets write UTF-8 or UTF-16.
import { ImportError } from './problem';

type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Whether the beginning of a file is UTF-16, by its mark or by the zeros beside its letters. */
export function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let [even, odd] = [0, 0];
  const length = Math.min(head.length & ~1, 512);
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  if (length > 0 && odd > length * 0.4 && even === 0) return 'utf-16le';
  return length > 0 && even > length * 0.4 && odd === 0 ? 'utf-16be' : undefined;
}

/** The text of a whole file, its byte order mark left out. Throws an ImportError when it is no text. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  return new TextDecoder(encoding).decode(bytes);
}

function encodingOf(bytes: Uint8Array): Encoding {
  const wide = utf16Of(bytes);
  if (wide !== undefined) return wide;
  if (bytes.subarray(0, 4096).includes(0))
    throw new ImportError(
      'This is not a text file. Import the file as you downloaded it: zip, xlsx, txt, csv or xml.',
    );
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The text of the first bytes of a file, which may end inside of a character. */
export function decodeHead(head: Uint8Array): string {
  const wide = utf16Of(head);
  if (wide !== undefined) return new TextDecoder(wide).decode(head);
  const text = new TextDecoder('utf-8').decode(head, { stream: true });
  return text.includes('�') ? new TextDecoder('windows-1252').decode(head) : text;
}
