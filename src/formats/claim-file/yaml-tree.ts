// What a YAML text is read into: a tree that keeps every place. Values stay as they are written (20561, 02, 1e3 and no
// are text), so nothing is lost on the way.
import type { TextRange } from '../../model/text';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** Quotes and block indicator included. */
  readonly range: TextRange;
  /** Within the quotes. */
  readonly inner: TextRange;
  /** The text at `inner` is the value, character for character. */
  readonly exact: boolean;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: YamlNode;
  readonly range: TextRange;
}

export interface MapNode {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly range: TextRange;
  readonly entries: readonly MapEntry[];
}

export interface ListItem {
  readonly value: YamlNode;
  /** From the dash, or the value in a list in brackets. */
  readonly range: TextRange;
}

export interface ListNode {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly range: TextRange;
  readonly items: readonly ListItem[];
}

/** Nothing after a colon or a dash; `range` is the empty place right behind it. */
export interface EmptyNode {
  readonly kind: 'empty';
  readonly range: TextRange;
}

/** `*name`: the value of another place. */
export interface AliasNode {
  readonly kind: 'alias';
  readonly range: TextRange;
  readonly target: Exclude<YamlNode, AliasNode>;
}

export type YamlNode = ScalarNode | MapNode | ListNode | EmptyNode | AliasNode;

export interface YamlProblem {
  readonly message: string;
  readonly range: TextRange;
  /** Replaces the text at `range`, when that is all there is to do. */
  readonly newText?: string;
}

export interface YamlDocument {
  /** Undefined for a document without content. */
  readonly root: YamlNode | undefined;
  readonly range: TextRange;
}

export interface YamlTree {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
  /** Values that other places repeat by an alias: changing them would change those too. */
  readonly repeated: readonly TextRange[];
}
