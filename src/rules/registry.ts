// Every rule of the bundled set, in the order in which a coder would look at a claim.
import { acupunctureDocumented, codesTogether, injectionDocumented, muscleCount } from './needling';
import { missingElement } from './documentation';
import { codeNotEffective, unknownCode } from './codes';
import { conflict, notForCode, reducedOrDiscontinued, unknownModifier } from './modifiers';
import { addOn, distinctService, ptp, unneeded59 } from './pairs';
import { medicallyUnlikely } from './units';
import { chargeTotal, duplicateLine, impossibleDate, npi } from './claim-sanity';
import { diagnosisExcludes1, diagnosisFormat, diagnosisLaterality, diagnosisNotBillable, diagnosisNotSupporting, diagnosisPointer } from './diagnoses';
import { placeInvalid, placeUnlikely } from './place-of-service';
import { therapyDiscipline, timedUnits } from './therapy';
import { verify } from './coverage';
import type { Rule } from './rule';

export const bundledRules: readonly Rule[] = [
  muscleCount,
  codesTogether,
  injectionDocumented,
  acupunctureDocumented,
  missingElement,
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
];
