// Every rule of the bundled set, in the order in which a coder would look at a claim.

import { acupunctureDocumented } from './acupuncture';
import { addOn } from './add-on';
import { codeNotEffective, unknownCode } from './codes';
import { codesTogether } from './codes-together';
import { verify } from './coverage';
import { impossibleDate } from './dates';
import { diagnosisExcludes1, diagnosisFormat, diagnosisNotBillable } from './diagnoses';
import { diagnosisLaterality, diagnosisNotSupporting, diagnosisPointer } from './diagnosis-links';
import { distinctService, unneeded59 } from './distinct-service';
import { missingElement, noteMismatch } from './documentation';
import { duplicateLine } from './duplicates';
import { npi } from './identifiers';
import { injectionDocumented } from './injection';
import { conflict, unknownModifier } from './modifier-conflicts';
import { notForCode } from './modifier-fit';
import { muscleCount } from './muscle-count';
import { ptp } from './pairs';
import { placeInvalid, placeUnlikely } from './place-of-service';
import { reducedOrDiscontinued } from './reduced-services';
import type { Rule } from './rule';
import { sessions } from './sessions';
import { therapyDiscipline, timedUnits } from './therapy';
import { chargeTotal } from './totals';
import { medicallyUnlikely } from './units';

export const bundledRules: readonly Rule[] = [
  muscleCount,
  codesTogether,
  injectionDocumented,
  acupunctureDocumented,
  missingElement,
  noteMismatch,
  unknownCode,
  codeNotEffective,
  unknownModifier,
  conflict,
  notForCode,
  reducedOrDiscontinued,
  distinctService,
  unneeded59,
  therapyDiscipline,
  ptp,
  medicallyUnlikely,
  addOn,
  duplicateLine,
  timedUnits,
  diagnosisFormat,
  diagnosisNotBillable,
  diagnosisExcludes1,
  diagnosisPointer,
  diagnosisLaterality,
  diagnosisNotSupporting,
  placeInvalid,
  placeUnlikely,
  npi,
  impossibleDate,
  chargeTotal,
  verify,
  sessions,
];
