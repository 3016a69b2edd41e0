// Place of service codes of CMS.
import type { Source } from '../model/finding';
import table from './places-of-service.yaml';

export interface PlaceOfService {
  readonly code: string;
  readonly name: string;
  /** Paid at the facility rate. */
  readonly facility: boolean;
  readonly note?: string;
}

const { places, source } = table as { readonly places: readonly PlaceOfService[]; readonly source: Source };
const byCode: ReadonlyMap<string, PlaceOfService> = new Map(places.map((place) => [place.code, place]));

export const placeOfServiceSource: Source = source;

/** The place of a two-digit code, or undefined when CMS has none. */
export function placeOfServiceInfo(code: string): PlaceOfService | undefined {
  return byCode.get(code);
}

export function allPlacesOfService(): readonly PlaceOfService[] {
  return places;
}
