// Random numbers that a seed makes again, so that every finding of a long run can be repeated.

export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  readonly number: (below: number) => number;
  readonly chance: (share: number) => boolean;
  /** One of the list; undefined of an empty list. */
  readonly pick: <T>(list: readonly T[]) => T | undefined;
}

/** A small generator (mulberry32): 2³² steps without a repetition. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    chance: (share) => next() < share,
    pick: (list) => list[number(list.length)],
  };
}
