// What modifiers mean, which exist, and which exclude each other.
import type { Source } from '../model/finding';
import table from './modifiers.yaml';

export interface ModifierInfo {
  readonly code: string;
  readonly title: string;
  readonly meaning: string;
  readonly kind: string;
  /** Associated with NCCI PTP edits: may open a pair with indicator 1. */
  readonly opensPtp: boolean;
  /** The only services that it belongs to. */
  readonly onlyWith?: 'visit' | 'laboratory' | 'chiropractic';
  /** Services that it does not belong to. */
  readonly notWith?: 'visit';
  /** Who may report it; both when absent. */
  readonly setting?: 'facility' | 'professional';
  /** Modifiers of which one must stand beside it. */
  readonly requires: readonly string[];
  /** 1 changes payment, 2 therapy discipline, 3 coverage and liability, 4 information. */
  readonly order: number;
}

interface ModifierTable {
  readonly source: Source;
  readonly modifiers: readonly (Omit<ModifierInfo, 'opensPtp' | 'requires'> & Partial<ModifierInfo>)[];
  readonly anatomical: readonly string[];
  readonly groups: readonly { readonly codes: readonly string[]; readonly because: string }[];
  /** Codes with blanks between them. */
  readonly known: string;
}

const { source, modifiers, anatomical, groups, known } = table as ModifierTable;

export const modifierSource: Source = source;

const described: ReadonlyMap<string, ModifierInfo> = new Map<string, ModifierInfo>([
  ...anatomical.map(
    (code) =>
      [
        code,
        {
          code,
          title: 'Eyelid, finger, toe or coronary vessel',
          meaning: 'Names the place of the procedure exactly.',
          kind: 'anatomical',
          opensPtp: true,
          requires: [],
          order: 4,
        },
      ] as const,
  ),
  ...modifiers.map(
    (entry) =>
      [entry.code, { ...entry, opensPtp: entry.opensPtp ?? false, requires: entry.requires ?? [] }] as const,
  ),
]);
const existing = new Set(known.split(' '));

/** What Claimlint knows of a modifier in its own words; undefined for those that it only knows to exist, or not at all. */
export function modifierInfo(code: string): ModifierInfo | undefined {
  return described.get(code);
}

/** All modifiers with words of their own. */
export function allModifiers(): readonly ModifierInfo[] {
  return [...described.values()];
}

/**
 * Whether a modifier exists: on the CPT or HCPCS list of 2024, or an ambulance origin and destination
 * (two letters of D E G H I J N P R S X, Pub 100-04 ch. 15).
 */
export function isKnownModifier(code: string): boolean {
  return existing.has(code) || described.has(code) || /^[DEGHIJNPRS][DEGHIJNPRSX]$/.test(code);
}

/** Why two modifiers do not stand on one line, or undefined when they may. */
export function modifierConflict(a: string, b: string): string | undefined {
  return groups.find(({ codes }) => a !== b && codes.includes(a) && codes.includes(b))?.because;
}
