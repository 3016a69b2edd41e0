// Dates as tables hold them: numbers such as 20240701, which compare as the dates do. 0 stands for "none".

/** A date without an end compares above every date. */
export const noEnd = 99_991_231;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Year, month and day as one number; undefined when there is no such day. */
export function dateNumber(year: number, month: number, day: number): number | undefined {
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  return year * 10_000 + month * 100 + day;
}

/** `20240701`, `2024-07-01`, `7/1/2024` or an Excel day number; undefined for anything else. */
export function readDate(text: string): number | undefined {
  const trimmed = text.trim();
  const plain = /^(\d{4})-?(\d\d)-?(\d\d)(?:[ T].*)?$/.exec(trimmed);
  if (plain !== null) return dateNumber(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  const written = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (written !== null) return dateNumber(Number(written[3]), Number(written[1]), Number(written[2]));
  // Spreadsheets count days from 30 December 1899; the bounds are 1982 and 2064.
  const serial = /^\d{5}(?:\.0+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return serial >= 30_000 && serial < 60_000 ? afterDays(18_991_230, serial) : undefined;
}

/** `2024183`: the year and the day of the year, as the add-on file writes dates. */
export function readDayOfYear(text: string): number | undefined {
  const match = /^(\d{4})(\d{3})$/.exec(text.trim());
  if (match === null) return undefined;
  const year = Number(match[1]);
  const day = Number(match[2]);
  if (day < 1 || day > (isLeap(year) ? 366 : 365) || year < 1900) return undefined;
  return afterDays(year * 10_000 + 101, day - 1);
}

/** The date so many days later; days may be negative. */
export function afterDays(date: number, days: number): number {
  const moved = new Date(
    Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, (date % 100) + days),
  );
  return moved.getUTCFullYear() * 10_000 + (moved.getUTCMonth() + 1) * 100 + moved.getUTCDate();
}

/** 20240701 → `2024-07-01`. */
export function isoDate(date: number): string {
  const digits = String(date).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** `2024-07-01` → 20240701; 0 when it is not an ISO date, which no period covers. */
export function fromIso(date: string): number {
  if (date.length < 10 || date.charCodeAt(4) !== 45 || date.charCodeAt(7) !== 45) return 0;
  let value = 0;
  for (let index = 0; index < 10; index++) {
    if (index === 4 || index === 7) continue;
    const digit = date.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return value;
}
