// The door for the editor and the command line.
export * from './check';
export { defaultConfiguration, readConfiguration, type Configuration, type ConfigurationProblem, type IgnoreEntry } from './configuration';
export { rulePage, rulesWithPages, sourceInWords } from './rule-page';
