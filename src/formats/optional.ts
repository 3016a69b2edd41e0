// Building readonly objects whose optional fields are absent, never undefined.

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Sets a field that has a value; a field without one stays absent. */
export function set<T, K extends keyof T>(target: T, name: K, value: T[K] | undefined): void {
  if (value !== undefined) target[name] = value;
}

/** The object, or undefined when none of its fields is set. */
export function unlessEmpty<T extends object>(target: T): T | undefined {
  return Object.keys(target).length === 0 ? undefined : target;
}
