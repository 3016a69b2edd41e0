// The door for the editor and the command line.
export * from './check';
export {
  type Configuration,
  type ConfigurationProblem,
  defaultConfiguration,
  type IgnoreEntry,
  readConfiguration,
} from './configuration';
export { evidenceMark } from './evidence-mark';
export { commentCovers, type IgnoreComment, readIgnoreComments } from './ignores';
export { recheckClaim, type TextChange } from './recheck';
export { rulePage, rulesWithPages } from './rule-page';
