// Dates, money and numbers of FHIR as the claim model has them.
import type { Cents, DateText } from '../../model/claim';
import { type Field, rangeOf } from '../../model/text';
import { at, fieldOf } from './access';
import type { JsonNode } from './json/tree';

/** The day of a date or dateTime, at its ten characters; a text that is no date as it is written. */
export function dateOf(text: string, node: JsonNode | undefined): Field<DateText> | undefined {
  const field = fieldOf(text, node);
  if (field === undefined) return undefined;
  const { value, range } = field;
  return /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? { value: value.slice(0, 10), range: rangeOf(range.start, range.start + 10) }
    : field;
}

/** A Money's value in cents; a value that is no number is none. */
export function moneyOf(text: string, money: JsonNode | undefined): Field<Cents> | undefined {
  const number = numberOf(text, at(money, 'value'));
  if (number === undefined) return undefined;
  // Through the digits: 129.15 times 100 is no whole number in binary.
  return { value: Math.round(Number(`${number.value}e2`)), range: number.range };
}

/** A number, also one that was put into quotes. */
export function numberOf(text: string, node: JsonNode | undefined): Field<number> | undefined {
  const field = fieldOf(text, node);
  if (field === undefined) return undefined;
  const value = Number(field.value);
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? { value, range: field.range } : undefined;
}
