// An 837 of one producer with the separators and line breaks of another.
import { readInterchanges } from '../../src/formats/x12';

/** The same file with other separators and line breaks. Undefined when a value contains one of the new signs. */
export function rewritten(
  text: string,
  element: string,
  component: string,
  segment: string,
  repetition: string,
  lineBreak: string,
): string | undefined {
  const { interchanges } = readInterchanges(text);
  if (interchanges.some(({ header }) => header < 0)) return undefined;
  let result = '';
  for (const { start, list } of interchanges) {
    const old = start.delimiters;
    const signs = new Map([
      [old.component, component],
      [old.element, element],
    ]);
    if (new Set([old.element, old.component, old.segment]).size < 3) return undefined;
    for (let index = 0; index < list.count; index++) {
      const written = text.slice(list.starts[index], list.ends[index]);
      const taken = [element, component, segment, repetition].filter(
        (sign) => !signs.has(sign) && sign !== old.repetition && sign !== old.segment,
      );
      if (taken.some((sign) => written.includes(sign))) return undefined;
      const parts = written.split(old.element);
      if (index === 0 && old.repetition !== undefined && old.repetition !== old.component)
        parts[11] = repetition;
      const inner = (part: string) => part.split(old.component).join(component);
      const segmentText = parts.map(inner).join(element);
      result += segmentText + (index === list.count - 1 && !list.terminated ? '' : segment + lineBreak);
    }
  }
  return result;
}
