// The extension's front door: makes the rooms of editor/ and wires them to each other; no logic of its own.
import * as vscode from 'vscode';
import { registerAliases } from './editor/aliases';
import { registerCheckWorkspace } from './editor/check-workspace';
import { createChecker } from './editor/checker';
import { registerChooseNote } from './editor/choose-note';
import { ChosenNotes } from './editor/chosen-notes';
import { registerClaimsView } from './editor/claims-view';
import { Results } from './editor/claims-view/results';
import { registerCodeActions } from './editor/code-actions';
import { registerCodeLens } from './editor/code-lens';
import { registerCompletion } from './editor/completion';
import { Configurations } from './editor/configuration';
import { registerDiagnostics } from './editor/diagnostics';
import { Documents } from './editor/documents';
import { registerDrafts } from './editor/drafts';
import { registerElementHelp } from './editor/element-help';
import { registerEvidence } from './editor/evidence';
import { Files } from './editor/files';
import { registerFindCode } from './editor/find-code';
import { registerFollowLine } from './editor/follow-line';
import { registerHover } from './editor/hover';
import { registerIgnore } from './editor/ignore';
import { registerImportTables } from './editor/import-tables';
import { registerInlayHints } from './editor/inlay-hints';
import { registerLanguageModelTools } from './editor/language-model-tools';
import { Links } from './editor/links';
import { createLog } from './editor/log';
import { registerMaskIdentifiers } from './editor/mask-identifiers';
import { registerNavigation } from './editor/navigation';
import { registerOpenConfiguration } from './editor/open-configuration';
import { registerOutline } from './editor/outline';
import { registerPages } from './editor/pages';
import { registerPlaces } from './editor/places';
import { registerRulePages } from './editor/rule-pages';
import { registerSample } from './editor/sample';
import { registerSaveReport } from './editor/save-report';
import { registerSegmentView } from './editor/segment-view';
import { registerStatusBar } from './editor/status-bar';
import { registerTableList } from './editor/table-list';
import { Tables } from './editor/tables';
import { registerTasks } from './editor/tasks';
import { registerVerdicts } from './editor/verdicts';

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const files = new Files();
  const configurations = new Configurations();
  const chosenNotes = new ChosenNotes(context.workspaceState);
  const tables = new Tables(context.globalStorageUri, log);
  const currentTables = () => tables.current;
  const links = new Links(files, configurations);
  const checker = createChecker({ configurations, chosenNotes, tables: currentTables, log });
  const documents = new Documents({ files, configurations, links, chosenNotes, checker, log });
  const results = new Results(documents, files);

  context.subscriptions.push(
    ...[log, files, configurations, chosenNotes, tables, documents, results],
    registerDiagnostics(documents),
    registerHover(documents, configurations, currentTables),
    registerCodeActions(documents),
    registerDrafts(documents),
    registerIgnore(documents, configurations),
    registerAliases(documents, configurations),
    registerOpenConfiguration(),
    registerNavigation(documents),
    registerCodeLens(documents),
    registerInlayHints(documents),
    registerEvidence(documents),
    registerFollowLine(documents),
    registerOutline(documents),
    registerCompletion(documents, currentTables),
    registerElementHelp(documents),
    registerSegmentView(documents),
    registerStatusBar(documents, currentTables),
    registerPages(configurations, currentTables),
    registerRulePages(configurations),
    registerPlaces(),
    registerVerdicts(documents),
    registerChooseNote(documents, files, chosenNotes),
    registerFindCode(currentTables),
    registerTableList(documents, currentTables),
    registerImportTables(tables, log),
    registerClaimsView(results, documents),
    registerCheckWorkspace({ documents, results, files, links, chosenNotes, checker, log }),
    registerTasks({ files, links, chosenNotes, checker }),
    registerSaveReport({ files, links, chosenNotes, checker }),
    registerMaskIdentifiers(documents),
    registerSample(context),
    registerLanguageModelTools(documents, currentTables),
    tables.onDidChange(() => documents.refresh()),
    vscode.commands.registerCommand('claimlint.showLog', () => log.show()),
  );

  // Not awaited: activation is done when the features are registered, and documents are taken up when all is read.
  void configurations.load().then(() => documents.refresh());
}
