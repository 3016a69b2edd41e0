// Code tables that the coder imports.
import * as vscode from 'vscode';
import { findingOf, hoverAt, open, rangeOfWord } from './open';
import { holds, inWorkspace, test, until } from './story';

/** In the layout of the quarterly file; four codes and their limits. */
const units = [
  '"HCPCS/',
  'CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '20560,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction',
  '20561,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction',
  '97110,6,3 Date of Service Edit: Clinical,Clinical: Data',
  '97140,6,3 Date of Service Edit: Clinical,Clinical: Data',
  '',
].join('\r\n');

test('an imported table of unit limits goes before the bundled card, and the finding names its quarter', async () => {
  const file = inWorkspace('MCR_MUE_PractitionerServices_Eff_01-01-2026.csv');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(units));
  await vscode.commands.executeCommand('claimlint.importTables', [file]);
  const claim = await open('visit.claim');
  await findingOf(claim, 'edit/mue');
  const message = await until(async () => {
    const finding = await findingOf(claim, 'edit/mue');
    return finding.message.includes('2026 Q1') && finding.message;
  }, 'the quarter in the message');
  holds(message.includes('20561'), message);
  await vscode.workspace.fs.delete(file);
});

test('a file that is no code table is refused with the reason, and nothing changes', async () => {
  await vscode.commands.executeCommand('claimlint.importTables', [inWorkspace('reminders.txt')]);
  const claim = await open('visit.claim');
  await findingOf(claim, 'edit/mue');
  holds(
    (await hoverAt(claim, rangeOfWord(claim, 'code: 20561').end)).includes('20561'),
    'the card is still there',
  );
});
