// ISA/IEA, GS/GE, ST/SE: headers and trailers that belong together, their control numbers and counts.
import { rangeOf } from '../../model/text';
import { checkElements } from './check-element';
import { kindNames } from './check-loops';
import { checkCount, checkRepeatedNumbers, checkSame, elementRange, titled } from './check-numbers';
import { isLetterOrDigit } from './delimiters';
import { afterSegment, type Group, type Interchange, type Transaction } from './envelope';
import { rulesOf, segmentDefinitions } from './guide/elements';
import { idRange, missingRange, type Report, report } from './report';
import { elementCount, elementText, type Segment, type SegmentList, segmentAt } from './segments';
import { reportVersion } from './version';

/** Allowed codes of the envelope segments, as HIPAA uses them. */
const envelopeCodes: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  ISA: {
    1: '00,03',
    3: '00,01',
    5: '01,14,20,27,28,29,30,33,ZZ',
    7: '01,14,20,27,28,29,30,33,ZZ',
    12: '00401,00402,00403,00404,00405,00406,00501,00502,00503,00504,00505,00506,00600,00601,00602,00700,00800,00801,00802',
    14: '0,1',
    15: 'P,T',
  },
  GS: { 7: 'X' },
  ST: {},
};

/** Reports what is wrong with the envelope of an interchange; what is in the transactions is not looked at. */
export function checkEnvelope(to: Report, interchange: Interchange): void {
  const { list, start } = interchange;
  if (start.header !== 'ISA') reportPiece(to, interchange);
  else if (!start.complete) reportBrokenHeader(to, interchange);
  else if (interchange.header >= 0) {
    const segment = segmentAt(list, interchange.header);
    checkEnvelopeSegment(to, list, segment, true);
    checkSeparators(to, interchange, segment);
  }
  for (const index of interchange.strays) {
    if (to.full) break;
    reportStray(to, list, index);
  }
  for (const group of interchange.groups) checkGroup(to, list, group, start.header === 'ST');
  checkRepeatedNumbers(
    to,
    list,
    interchange.groups.map(({ header }) => header),
    6,
    'GS06, group control number',
    'interchange',
    'warning',
  );
  if (start.header === 'ISA') checkInterchangeTrailer(to, interchange);
  checkEnd(to, interchange);
}

function checkGroup(to: Report, list: SegmentList, group: Group, isPiece: boolean): void {
  if (to.full) return;
  const header = group.header < 0 ? undefined : segmentAt(list, group.header);
  const trailer = group.trailer < 0 ? undefined : segmentAt(list, group.trailer);
  const holdsClaims = group.transactions.some(({ set }) => set === '837');
  if (header) {
    checkEnvelopeSegment(to, list, header, false);
    if (holdsClaims) checkClaimGroup(to, list, header, group);
  } else if (!isPiece)
    missing(
      to,
      list,
      group.transactions[0]?.header ?? group.trailer,
      'GS',
      'the group header before this is missing.',
    );
  for (const transaction of group.transactions) checkTransaction(to, list, transaction);
  checkRepeatedNumbers(
    to,
    list,
    group.transactions.map(({ header: each }) => each),
    2,
    'ST02, transaction control number',
    'group',
    'error',
  );
  if (trailer) {
    checkEnvelopeSegment(to, list, trailer, false);
    checkCount(to, list, trailer, group.transactions.length, 'GE01, number of transactions', 'transaction');
    if (header)
      checkSame(
        to,
        list,
        trailer,
        2,
        'GE02, group control number',
        elementText(list, header, 6).trim(),
        'GS06',
      );
  } else if (header)
    missing(
      to,
      list,
      group.header,
      'GE',
      'the group that begins here has no trailer; the file breaks off or the segment was lost.',
    );
}

function checkClaimGroup(to: Report, list: SegmentList, header: Segment, group: Group): void {
  const kind = elementText(list, header, 1).trim();
  if (kind !== '' && kind !== 'HC')
    report(to, {
      severity: 'error',
      message: 'Group header, GS01, kind of group: a group with 837 claims is HC.',
      range: elementRange(header, 1),
      fix: { title: 'Write HC', edits: [{ range: elementRange(header, 1), newText: 'HC' }] },
    });
  const version = elementText(list, header, 8).trim();
  for (const transaction of group.transactions) {
    if (transaction.header < 0 || transaction.set !== '837') continue;
    const st = segmentAt(list, transaction.header);
    const guide = elementText(list, st, 3).trim();
    const range = guide === '' ? missingRange(list, st, 3) : elementRange(st, 3);
    if (guide === '' && version.startsWith('005'))
      report(to, {
        severity: 'error',
        message: 'Transaction header, ST03, guide: it is required since 5010 and missing; it repeats GS08.',
        range,
      });
    else if (guide !== '' && version !== '' && guide !== version)
      report(to, {
        severity: 'error',
        message: 'Transaction header, ST03, guide: it must say the same as GS08.',
        range,
      });
  }
  const mislabelled = group.transactions.find(({ declaredKind }) => declaredKind !== undefined);
  if (mislabelled?.declaredKind) {
    const message = `Group header, GS08, version and guide: it says ${kindNames[mislabelled.declaredKind]}, but the service lines are those of ${kindNames[mislabelled.kind]}. They are read as such.`;
    report(to, { severity: 'error', message, range: elementRange(header, 8) });
  }
  reportVersion(to, version, elementRange(header, 8));
}

function checkTransaction(to: Report, list: SegmentList, transaction: Transaction): void {
  if (to.full) return;
  const { header, trailer, first, last } = transaction;
  if (header >= 0) checkEnvelopeSegment(to, list, segmentAt(list, header), false);
  else missing(to, list, first, 'ST', 'the transaction header before this is missing.');
  if (trailer < 0) {
    missing(
      to,
      list,
      header >= 0 ? header : first,
      'SE',
      'the transaction that begins here has no trailer; the file breaks off or the segment was lost.',
    );
    return;
  }
  const segment = segmentAt(list, trailer);
  checkEnvelopeSegment(to, list, segment, false);
  if (header < 0) return;
  checkCount(to, list, segment, last - first + 3, 'SE01, number of segments', 'segment');
  checkSame(
    to,
    list,
    segment,
    2,
    'SE02, transaction control number',
    elementText(list, segmentAt(list, header), 2).trim(),
    'ST02',
  );
}

function checkInterchangeTrailer(to: Report, { list, header, trailer, groups }: Interchange): void {
  if (header < 0) return;
  if (trailer < 0) {
    missing(
      to,
      list,
      header,
      'IEA',
      'the interchange that begins here has no trailer; the file breaks off or the segment was lost.',
    );
    return;
  }
  const segment = segmentAt(list, trailer);
  checkEnvelopeSegment(to, list, segment, false);
  checkCount(to, list, segment, groups.length, 'IEA01, number of groups', 'group');
  checkSame(
    to,
    list,
    segment,
    2,
    'IEA02, interchange control number',
    elementText(list, segmentAt(list, header), 13).trim(),
    'ISA13',
  );
}

function checkEnvelopeSegment(to: Report, list: SegmentList, segment: Segment, padded: boolean): void {
  const definition = segmentDefinitions.get(segment.id);
  if (!definition) return;
  const codes = envelopeCodes[segment.id] ?? {};
  const elements = definition.elements.map((spec, index) => {
    const allowed = codes[index + 1];
    return allowed === undefined ? spec : { ...spec, codes: new Set(allowed.split(',')) };
  });
  checkElements(to, { list, segment, place: titled(definition.name), era: 5, padded }, rulesOf(elements));
}

function checkSeparators(
  to: Report,
  { list, start, declaredComponent }: Interchange,
  segment: Segment,
): void {
  const { element, component, segment: terminator, repetition } = start.delimiters;
  if (declaredComponent !== undefined) {
    const range = elementRange(segment, 16);
    const message =
      'Interchange header, ISA16, component separator: the claims below are written with another sign. They are read with that one, but a payer goes by ISA16.';
    const fix = {
      title: 'Write the sign that is used',
      edits: [{ range, newText: list.delimiters.component }],
      lossless: false,
    };
    report(to, { severity: 'error', message, range, fix });
  }
  const signs = [element, component, terminator, ...(repetition === undefined ? [] : [repetition])];
  if (new Set(signs).size < signs.length)
    report(to, {
      severity: 'error',
      message:
        'Interchange header: two of the separators (elements, components, repetitions, segments) are the same sign, so that values cannot be told apart.',
      range: elementRange(segment, 16),
    });
  const version = elementText(list, segment, 12);
  const sign = elementText(list, segment, 11);
  if (version.startsWith('005') && sign.length === 1 && isLetterOrDigit(sign.charCodeAt(0)))
    report(to, {
      severity: 'error',
      message:
        'Interchange header, ISA11, repetition separator: since 5010 a sign stands here that occurs nowhere else, usually ^; a letter is the old 4010 form.',
      range: elementRange(segment, 11),
    });
}

function reportPiece(to: Report, { list, start }: Interchange): void {
  const missingPart =
    start.header === 'GS' ? 'the interchange header ISA is missing' : 'the headers ISA and GS are missing';
  report(to, {
    severity: 'error',
    message: `Envelope: ${missingPart}. What stands here is a piece of an 837, read with the separators that it seems to use; a payer takes it only inside of ISA … IEA.`,
    range: rangeOf(start.at, Math.min(start.at + 2, list.text.length)),
  });
}

function reportBrokenHeader(to: Report, { list, start }: Interchange): void {
  const end = list.ends[0] ?? Math.min(start.at + 3, list.text.length);
  const count = list.count > 0 ? elementCount(segmentAt(list, 0)) : 0;
  const found =
    count < 16
      ? `only ${count} of its 16 elements are there`
      : 'its last element (the component separator) or its terminator is not usable';
  report(to, {
    severity: 'error',
    message: `Interchange header (ISA): the segment is broken, ${found}. It must be 106 characters long and tells how the whole file is written; take it from the original file.`,
    range: rangeOf(start.at, Math.max(end, start.at + 3)),
  });
}

function reportStray(to: Report, list: SegmentList, index: number): void {
  const segment = segmentAt(list, index);
  const isTrailer = segment.id === 'SE' || segment.id === 'GE';
  const name = /^[A-Z][A-Z0-9]{1,2}$/.test(segment.id) ? segment.id : 'a segment';
  const header = segment.id === 'SE' ? 'ST' : 'GS';
  const message = isTrailer
    ? `Interchange: ${name} stands here without a header; the ${header} that it belongs to is missing.`
    : `Interchange: ${name} stands outside of any group; a group (GS) has to begin before it.`;
  report(to, { severity: 'error', message, range: idRange(segment) });
}

function checkEnd(to: Report, { list }: Interchange): void {
  for (const at of list.empty.slice(0, 3))
    report(to, {
      severity: 'warning',
      message: 'A segment terminator stands here with no segment before it.',
      range: rangeOf(at, at + 1),
      fix: { title: 'Remove the empty segment', edits: [{ range: rangeOf(at, at + 1), newText: '' }] },
    });
  if (list.terminated || list.count === 0) return;
  const segment = segmentAt(list, list.count - 1);
  const isWhole = segment.id === 'IEA' && elementCount(segment) === 2;
  const range = rangeOf(Math.max(segment.start, segment.end - 1), segment.end);
  report(to, {
    severity: 'error',
    message: `${titled(segmentDefinitions.get(segment.id)?.name ?? 'last segment')}: the segment has no terminator at its end${isWhole ? '' : '; the file breaks off here'}.`,
    range,
    ...(isWhole
      ? {
          fix: {
            title: 'Add the segment terminator',
            edits: [{ range: rangeOf(segment.end, segment.end), newText: list.delimiters.segment }],
          },
        }
      : {}),
  });
}

function missing(to: Report, list: SegmentList, index: number, id: string, what: string): void {
  const range =
    index >= 0 && index < list.count
      ? idRange(segmentAt(list, index))
      : rangeOf(list.starts[0] ?? 0, afterSegment(list, 0));
  report(to, {
    severity: 'error',
    message: `${titled(segmentDefinitions.get(id)?.name ?? id)} (${id}): ${what}`,
    range,
  });
}
