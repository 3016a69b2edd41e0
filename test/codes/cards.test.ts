import { describe, expect, it } from 'vitest';
import {
  allCards,
  allModifiers,
  cardFor,
  codeShape,
  isKnownModifier,
  modifierConflict,
  modifierInfo,
  pairFact,
  placeOfServiceInfo,
  sectionOf,
} from '../../src/codes';

describe('code cards', () => {
  it('cover about a hundred codes, each in words of its own with dated sources', () => {
    expect(allCards().length).toBeGreaterThan(95);
    for (const card of allCards()) {
      expect(codeShape(card.code), card.code).not.toBe('not-a-code');
      expect(card.title.length, card.code).toBeLessThanOrEqual(120);
      expect(card.short.length, card.code).toBeLessThanOrEqual(48);
      expect(card.explanation.length, card.code).toBeGreaterThan(20);
      expect(card.sources.length, card.code).toBeGreaterThan(0);
      for (const source of card.sources) expect(source.vintage, card.code).toBeDefined();
    }
  });

  it('form ladders without a gap or an overlap between their muscle intervals', () => {
    for (const card of allCards().filter(({ ladder }) => ladder !== undefined)) {
      const steps = (card.ladder ?? []).map((code) => cardFor(code)?.muscles);
      let next = 1;
      for (const step of steps) {
        expect(step?.atLeast, card.code).toBe(next);
        next = (step?.atMost ?? Number.POSITIVE_INFINITY) + 1;
      }
      expect(next, card.code).toBe(Number.POSITIVE_INFINITY);
      expect(card.ladder, card.code).toContain(card.code);
    }
  });

  it('name only modifiers and places of service that exist', () => {
    for (const card of allCards()) {
      const named = [
        ...card.modifiers.advice.flatMap(({ codes }) => codes),
        ...card.modifiers.wrong.flatMap(({ codes }) => codes),
      ];
      for (const code of named) expect(isKnownModifier(code), `${card.code} ${code}`).toBe(true);
      const places = card.placesOfService;
      for (const place of [
        ...(places?.usual ?? []),
        ...(places?.unlikely ?? []),
        ...(places?.impossible ?? []),
      ])
        expect(placeOfServiceInfo(place), `${card.code} ${place}`).toBeDefined();
      for (const base of card.addOnTo ?? []) expect(cardFor(base), `${card.code} ${base}`).toBeDefined();
    }
  });

  it('know the pairs of dry needling in the Medicare table of 2024 Q3', () => {
    expect(pairFact('20561', '97810')).toMatchObject({ indicator: 0, column1: '20561' });
    expect(pairFact('97814', '20560')).toMatchObject({ indicator: 0, column1: '20560' });
    expect(pairFact('20552', '20561')).toMatchObject({ indicator: 1, column1: '20552' });
    expect(pairFact('99213', '20561')).toMatchObject({ indicator: 1, column1: '99213' });
    expect(pairFact('99211', '20561')).toMatchObject({ indicator: 1, column1: '20561' });
    expect(pairFact('64450', '20561')).toMatchObject({ indicator: 0, column1: '20561' });
    expect(pairFact('64415', '20561')).toMatchObject({ indicator: 0, column1: '64415' });
    expect(pairFact('97140', '20561')).toMatchObject({ indicator: 'none' });
    expect(pairFact('20561', '12345')).toBeUndefined();
  });
});

describe('modifiers', () => {
  it('exclude each other both ways round', () => {
    expect(modifierConflict('52', '53')).toBeDefined();
    expect(modifierConflict('53', '52')).toBe(modifierConflict('52', '53'));
    expect(modifierConflict('59', 'XS')).toBeDefined();
    expect(modifierConflict('XE', 'XU')).toBeDefined();
    expect(modifierConflict('GP', 'KX')).toBeUndefined();
    expect(modifierConflict('GX', 'GY')).toBeUndefined();
  });

  it('exist when they are on the lists of 2024, as ambulance pairs, and not otherwise', () => {
    for (const code of ['GP', '59', 'U1', 'UD', 'RH', 'SN', '1P', 'XU'])
      expect(isKnownModifier(code), code).toBe(true);
    for (const code of ['5Q', '00', 'ZZ', '5', 'GPX', '']) expect(isKnownModifier(code), code).toBe(false);
  });

  it('open a pair only when they are associated with PTP edits', () => {
    for (const code of ['59', 'XS', 'LT', 'RT', '25', 'T5', 'F9', 'E1', '91', '79'])
      expect(modifierInfo(code)?.opensPtp, code).toBe(true);
    for (const code of ['50', '51', '52', '53', '76', '77', 'GP', 'KX', 'GA'])
      expect(modifierInfo(code)?.opensPtp, code).toBe(false);
    expect(new Set(allModifiers().map(({ code }) => code)).size).toBe(allModifiers().length);
  });
});

describe('sections', () => {
  it('are told by the number of any code', () => {
    expect(sectionOf('20561')).toBe('Surgery, musculoskeletal system');
    expect(sectionOf('97140')).toBe('Physical medicine and rehabilitation');
    expect(sectionOf('G0283')).toContain('temporary');
    expect(sectionOf('0232T')).toContain('Category III');
    expect(sectionOf('2056')).toBeUndefined();
    expect(codeShape('D0120')).toBe('cdt');
    expect(codeShape('20561.0')).toBe('not-a-code');
  });
});
