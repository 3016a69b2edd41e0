// The fixes of a file are written one after the other, from the same text, some by way of changed texts.

/**
 * `read`, made so that the text that is asked for again and again, and the last other one, are read once. Holds on to no more
 * than two texts.
 */
export function readOnce<T>(read: (text: string) => T): (text: string) => T {
  let again: { readonly text: string; readonly value: T } | undefined;
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (again?.text === text) return again.value;
    if (last?.text === text) {
      again = last;
      return last.value;
    }
    last = { text, value: read(text) };
    return last.value;
  };
}
