// HL7 v2 charges (DFT^P03, DFT^P11): messages → claims with ranges, what is wrong with them, and changes as smallest edits.
import type { Claim, ClaimDocument, OutlineItem } from '../../model/claim';
import type { ClaimFormat } from '../format';
import { checkMessages } from './check';
import { type Message, messagesOf } from './messages';
import { describeFieldAt } from './names';
import { messageItem } from './outline';
import { readMessage } from './read-message';
import { writeChange } from './write';

/** Charges by message type, or by their FT1 segments where there is no header that says so. */
export const hl7: ClaimFormat = {
  ids: ['hl7-dft'],
  detect: (text) =>
    looksLikeHl7(text) && messagesOf(text).messages.some(isChargeMessage) ? 'hl7-dft' : undefined,
  read: (text) => readFile(text),
  write: (text, claim, change) => writeChange(text, claim, change),
  describeAt: (text, offset) => describeFieldAt(text, offset),
};

/** The first segment of a file, a batch, a message or of a message that lost its header. */
export function looksLikeHl7(text: string): boolean {
  let start = 0;
  while (start < 200 && isFrameOrBlank(text.charCodeAt(start))) start += 1;
  return /^(?:(?:MSH|FHS|BHS)[^A-Za-z0-9\s]|(?:EVN|PID|FT1)\|)/.test(text.slice(start, start + 4));
}

/** White space, a byte order mark, or the frame of MLLP (VT, FS). */
function isFrameOrBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 28 || code === 0xfeff;
}

function isChargeMessage({ type, header, transactions }: Message): boolean {
  return type === 'DFT' || (transactions.length > 0 && (header === undefined || type === ''));
}

function readFile(text: string): ClaimDocument {
  const file = messagesOf(text);
  const claims: Claim[] = [];
  const outline: OutlineItem[] = [];
  const claimOf = new Map<Message, number>();
  for (const message of file.messages) {
    if (!isChargeMessage(message)) continue;
    const claim = readMessage(text, message, claims.length);
    claimOf.set(message, claim.index);
    claims.push(claim);
    outline.push(messageItem(message, claim));
  }
  return { format: 'hl7-dft', claims, problems: checkMessages(text, file, claimOf), outline };
}
