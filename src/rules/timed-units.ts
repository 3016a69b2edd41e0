// From minutes to units of timed codes.

export interface TimedService {
  readonly code: string;
  readonly minutes: number;
}

/**
 * Units by Medicare's pooled rule (Pub 100-04 ch. 5 §20.2): minutes of all timed codes of the day give the total,
 * floor((minutes + 7) / 15); each code gets its whole quarters; what is left goes to the largest remainders.
 * `tied`: codes among which the last units could also have gone.
 */
export function pooledUnits(services: readonly TimedService[]): {
  readonly units: ReadonlyMap<string, number>;
  readonly total: number;
  readonly tied: readonly string[];
} {
  const minutes = services.reduce((sum, service) => sum + service.minutes, 0);
  const total = Math.floor((minutes + 7) / 15);
  const units = new Map(services.map(({ code, minutes: own }) => [code, Math.floor(own / 15)]));
  const byRemainder = [...services].sort((a, b) => (b.minutes % 15) - (a.minutes % 15));
  let left = total - [...units.values()].reduce((sum, value) => sum + value, 0);
  let last: TimedService | undefined;
  for (const service of byRemainder) {
    if (left <= 0) break;
    units.set(service.code, (units.get(service.code) ?? 0) + 1);
    last = service;
    left--;
  }
  const edge = last === undefined ? undefined : last.minutes % 15;
  const atEdge = edge === undefined ? [] : services.filter((service) => service.minutes % 15 === edge);
  const given = atEdge.filter((service) => (units.get(service.code) ?? 0) > Math.floor(service.minutes / 15));
  return { units, total, tied: given.length < atEdge.length ? atEdge.map(({ code }) => code) : [] };
}

/** Units of one code by the midpoint rule (AMA): a unit is earned when more than half of its minutes are passed. */
export function midpointUnits(minutes: number): number {
  return Math.floor((minutes + 7) / 15);
}
