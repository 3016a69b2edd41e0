// The door for other programs: `import { check } from 'claimlint'`. Pure: texts in, plain data out; no files, no network.

export type { Claim, FormatId, ServiceLine } from '../model/claim';
export type { Finding, Severity } from '../model/finding';
export type { Note } from '../model/note';
export type { Position, TextEdit, TextRange } from '../model/text';
export { check } from './check';
export { describeCode } from './codes';
export { applyEdits, positionsIn } from './positions';
export { readClaims } from './read';
export { readNote } from './read-note';
export { listRules } from './rules';
export type {
  CheckedFile,
  CheckOptions,
  CheckResult,
  InputFile,
  ReadClaims,
  RuleInfo,
} from './types';
