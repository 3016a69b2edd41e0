// Words of a claim within the words of a finding. Messages are shown, kept in reports and passed on; where columns have
// slipped, a name or a birth date stands in the place of a code, so only what looks like a slipped code is repeated.

/** Short, and without a run of letters that could be part of a name. */
export function isQuotable(value: string): boolean {
  return value.length <= 12 && !/\p{L}{4}|\p{L}{3}.*\d|\d.*\p{L}{3}|\s\S*\p{L}{2}/u.test(value);
}

/** The value in quotation marks at the beginning of a sentence; a name for it where it is not to be repeated. */
export function quoted(value: string): string {
  return isQuotable(value) ? `"${value}"` : 'What is written here';
}
