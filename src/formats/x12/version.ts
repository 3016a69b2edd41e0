// Which guide a file says that it follows (GS08), and what a transaction set number means.
import type { TextRange } from '../../model/text';
import { type Report, report } from './report';

/** The versions that payers take, and the ones that came before them. */
const current = new Set([
  '005010X222A1',
  '005010X223A2',
  '005010X224A2',
  '005010X298',
  '005010X299',
  '005010X300',
]);
const newest: Readonly<Record<string, string>> = {
  X222: '005010X222A1',
  X223: '005010X223A2',
  X224: '005010X224A2',
};

/** Reports a version that payers no longer or do not yet take. */
export function reportVersion(to: Report, version: string, range: TextRange): void {
  if (version === '' || current.has(version)) return;
  const say = (severity: 'error' | 'warning' | 'information', message: string) =>
    report(to, { severity, message: `Group header, GS08, version and guide: ${message}`, range });
  const wanted = newest[/^005010(X22[234])/.exec(version)?.[1] ?? ''];
  if (wanted !== undefined)
    say('warning', `payers expect ${wanted}; this edition of the guide is read and checked like it.`);
  else if (version.startsWith('004'))
    say(
      'information',
      'this is 4010, which 5010 replaced on 1 January 2012. It is read, and checked with more tolerance.',
    );
  else if (/^00[68]0\d\dX\d{3}/.test(version))
    say('information', 'this version is newer than 5010 and is checked like 5010.');
  else say('error', 'this is no version of an 837 guide (005010X222A1, 005010X223A2 or 005010X224A2).');
}

/** What the transaction sets of health care are, in our own words. */
export const transactionSets: Readonly<Record<string, string>> = {
  '837': 'health care claim',
  '835': 'payment and remittance advice',
  '834': 'enrolment of members',
  '820': 'premium payment',
  '270': 'eligibility question',
  '271': 'eligibility answer',
  '276': 'claim status question',
  '277': 'claim status answer or claim acknowledgment',
  '278': 'authorization request or answer',
  '275': 'attachment to a claim',
  '999': 'acknowledgment of a received file',
  '997': 'acknowledgment of a received file',
  '824': 'application advice',
  '841': 'specification',
};
