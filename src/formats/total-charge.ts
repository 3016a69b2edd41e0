// The total of a claim when one of its lines goes: a total that was the sum of the lines is their sum again.
import type { Cents, Claim } from '../model/claim';

const amount = /^(\$ ?)?(\d+)(\.\d{1,2})?$/;

/**
 * How the total is to be written once line `number` is gone, in the manner of `written`; undefined when it stays as it is:
 * it is not the sum of the lines now, nothing is taken off it, or it is written in a way of its own.
 */
export function totalWithout(claim: Claim, number: number, written: string): string | undefined {
  const charges = claim.serviceLines.map((line): Cents => line.charge?.value ?? 0);
  const sum = charges.reduce((all, charge) => all + charge, 0);
  const removed = claim.serviceLines.find((line) => line.number === number)?.charge?.value ?? 0;
  const match = amount.exec(written);
  if (match === null || removed <= 0 || claim.totalCharge?.value !== sum) return undefined;
  const [, sign = '', , decimals] = match;
  const left = sum - removed;
  return `${sign}${decimals === undefined && left % 100 === 0 ? String(left / 100) : (left / 100).toFixed(2)}`;
}
