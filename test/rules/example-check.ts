// Checks a claim text and a note text as a user would have them, side by side in one folder.
import {
  type CheckedDocument,
  type CheckOptions,
  checkDocuments,
  defaultConfiguration,
} from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';

export const today = '2026-11-23';

export function checkExample(
  claim: string,
  note: string | undefined,
  options: Partial<CheckOptions> = {},
): CheckedDocument {
  const documents = [
    { path: 'visit.claim', text: claim },
    ...(note === undefined ? [] : [{ path: 'visit.note', text: note }]),
  ];
  const { documents: checked, failures } = checkDocuments(documents, {
    configuration: defaultConfiguration,
    tables: noTables,
    today,
    ...options,
  });
  if (failures.length > 0) throw new Error(`rules failed: ${JSON.stringify(failures)}`);
  const [first] = checked;
  if (first === undefined) throw new Error('nothing was checked');
  return first;
}
