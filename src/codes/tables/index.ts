// The door to the code tables that the coder imports.
export type { GivenFile } from './import/content';
export { type ImportedTable, type ImportOptions, type ImportResult, importTables } from './import/import';
export type { ColumnMapping } from './import/own-lists';
export { type ImportProblem, placeInWords } from './import/problem';
export type { Progress } from './import/work';
export { type CodeTables, type FoundCode, type LoadedTable, noTables, type Setting } from './lookup';
export { type OpenedTables, openTables, type TableProblem } from './open';
export { rowsInWords, type TableStatus, type TablesStatus, tableName, tableStatus } from './status';
export {
  loadTables,
  type NamedTable,
  removeTables,
  type StoredTable,
  saveTables,
  type TableStorage,
} from './storage';
