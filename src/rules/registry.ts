// Every rule of the bundled set, in the order in which a coder would look at a claim.

import { chargeTotal, duplicateLine, impossibleDate, npi } from './claim-sanity';
import { codeNotEffective, unknownCode } from './codes';
import { verify } from './coverage';
import {
  diagnosisExcludes1,
  diagnosisFormat,
  diagnosisLaterality,
  diagnosisNotBillable,
  diagnosisNotSupporting,
  diagnosisPointer,
} from './diagnoses';
import { missingElement, noteMismatch } from './documentation';
import { conflict, notForCode, reducedOrDiscontinued, unknownModifier } from './modifiers';
import { acupunctureDocumented, codesTogether, injectionDocumented, muscleCount } from './needling';
import { addOn, distinctService, ptp, unneeded59 } from './pairs';
import { placeInvalid, placeUnlikely } from './place-of-service';
import type { Rule } from './rule';
import { sessions } from './sessions';
import { therapyDiscipline, timedUnits } from './therapy';
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
