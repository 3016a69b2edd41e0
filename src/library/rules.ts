// Every rule that a check runs.
import { bundledRules } from '../rules/registry';
import { structureRules } from '../rules/structure';
import type { RuleInfo } from './types';

/** The rules that Claimlint brings, in the order in which they are listed. */
export function listRules(): readonly RuleInfo[] {
  return [...structureRules, ...bundledRules].map(({ id, title, severity, explanation }) => ({
    id,
    title,
    severity,
    explanation,
  }));
}
