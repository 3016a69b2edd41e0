// The segments of an 837 and its envelope: what each element is called (own words), its type and its length.
// Types and lengths follow the 005010 data element dictionary; where 004010 allowed less, the wider limit stands.
//
//   SV1 professional service [P0304]     id, name, and X12's relations between elements: P both or none,
//                                        R at least one, C if the first then the rest, E not both, L if the first then one more
//   line charge R 1-18                   name, type, length; ! every use must have it; - no 5010 guide uses it; *4 four times
//   procedure! { @procedure }            a composite: its components, parted by +, or one of the lists below

/** Components that several composites share. */
export const sharedComponents: Readonly<Record<string, string>> = {
  procedure:
    'code system of the procedure ID 2! + procedure code AN 1-48! + first modifier AN 2 + second modifier AN 2 + ' +
    'third modifier AN 2 + fourth modifier AN 2 + description AN 1-80 + end of the code range AN 1-48-',
  pointers:
    'first diagnosis pointer N0 1-2! + second diagnosis pointer N0 1-2 + third diagnosis pointer N0 1-2 + fourth diagnosis pointer N0 1-2',
  code:
    'kind of code ID 1-3! + code AN 1-30! + kind of date ID 2-3 + date AN 1-35 + amount R 1-18 + quantity R 1-15 + ' +
    'version AN 1-30 + end of the code range AN 1-30 + present on admission ID 1',
};

export const segmentTable = `
ISA interchange header
  authorization qualifier ID 2! | authorization AN 10! | security qualifier ID 2! | security AN 10! | sender id qualifier ID 2! | sender id AN 15! |
  receiver id qualifier ID 2! | receiver id AN 15! | date (YYMMDD) DT 6! | time (HHMM) TM 4! | repetition separator AN 1! |
  interchange version ID 5! | interchange control number N0 9! | acknowledgment wanted ID 1! | test or production ID 1! | component separator AN 1!
TA1 interchange acknowledgment
  interchange control number N0 9! | date DT 6! | time TM 4! | acknowledgment ID 1! | note ID 3!
GS group header
  kind of group ID 2! | sender code AN 2-15! | receiver code AN 2-15! | date DT 8! | time TM 4-8! | group control number N0 1-9! |
  responsible agency ID 1-2! | version and guide AN 1-12!
ST transaction header
  kind of transaction ID 3! | transaction control number AN 4-9! | guide AN 1-35
SE transaction trailer
  number of segments N0 1-10! | transaction control number AN 4-9!
GE group trailer
  number of transactions N0 1-6! | group control number N0 1-9!
IEA interchange trailer
  number of groups N0 1-5! | interchange control number N0 9!
BHT beginning of the transaction
  structure ID 4! | purpose ID 2! | batch number AN 1-50 | date DT 8 | time TM 4-8 | claims or encounters ID 2
NM1 name [P0809 C1110]
  role ID 2-3! | person or organization ID 1! | last name or organization AN 1-60 | first name AN 1-35 | middle name AN 1-25 | name prefix AN 1-10- |
  name suffix AN 1-10 | kind of identifier ID 1-2 | identifier AN 2-80 | relationship ID 2- | role of the related entity ID 2-3- |
  further name AN 1-60-
N2 further name
  further name AN 1-60! | further name AN 1-60
N3 street address
  address line 1 AN 1-55! | address line 2 AN 1-55
N4 city, state and ZIP code [E0207 C0605 C0704]
  city AN 2-30 | state or province ID 2 | ZIP or postal code ID 3-15 | country ID 2-3 | kind of location ID 1-2 | location AN 1-30 |
  country subdivision ID 1-3
PER contact [P0304 P0506 P0708]
  contact function ID 2! | contact name AN 1-60 | kind of first number ID 2 | first number AN 1-256 | kind of second number ID 2 |
  second number AN 1-256 | kind of third number ID 2 | third number AN 1-256 | inquiry reference AN 1-20-
REF reference number [R0203]
  kind of reference ID 2-3! | reference number AN 1-50 | description AN 1-80- |
  further reference- { kind ID 2-3! + number AN 1-50! + kind ID 2-3 + number AN 1-50 + kind ID 2-3 + number AN 1-50 }
HL hierarchical level
  level number AN 1-12! | number of the parent level AN 1-12 | kind of level ID 1-2! | has lower levels ID 1
PRV provider specialty [P0203]
  role ID 1-3! | kind of code ID 2-3 | taxonomy code AN 1-50 | state ID 2- | specialty- { code AN 1-3 } | organization ID 3-
CUR currency
  role ID 2-3! | currency ID 3! | exchange rate R 4-10- | second role ID 2-3- | second currency ID 3- | market ID 3- | date or time AN 1-8- *15
SBR insured and payer order
  payer responsibility (primary, secondary, …) ID 1! | relationship to the insured ID 2 | group or policy number AN 1-50 |
  group or plan name AN 1-60 | kind of insurance ID 1-3 | coordination of benefits ID 1- | yes or no ID 1- | employment status ID 2- |
  claim filing indicator (kind of payer) ID 1-2
PAT patient [P0506 P0708]
  relationship to the insured ID 2 | patient location ID 1- | employment status ID 2- | student status ID 1- | kind of date ID 2-3 |
  date of death AN 1-35 | unit of weight ID 2 | weight R 1-10 | pregnant ID 1
DMG birth date and sex [P0102 P1011]
  kind of date ID 2-3 | date of birth AN 1-35 | sex ID 1 | marital status ID 1- |
  race or ethnicity- { code ID 1 + code list ID 1-3 + code AN 1-30 } | citizenship ID 1-2- | country ID 2-3- | verification ID 1-2- |
  quantity R 1-15- | code list ID 1-3- | code AN 1-30-
CLM claim
  patient control number AN 1-38! | total charge R 1-18 | claim filing indicator ID 1-2- | claim type ID 1-2- |
  place of service { place of service AN 1-2! + kind of place code ID 1-2 + claim frequency (1 original, 7 replacement, 8 void) ID 1 } |
  provider signature on file ID 1 | accept assignment ID 1 | assignment of benefits ID 1 | release of information ID 1 |
  patient signature source ID 1 |
  related causes { first cause (auto, work, other accident) ID 2-3! + second cause ID 2-3 + third cause ID 2-3 + state of the accident ID 2 + country of the accident ID 2-3 } |
  special program ID 2-3 | yes or no ID 1- | level of service ID 1-3- | yes or no ID 1- | provider agreement ID 1- | claim status ID 1-2- |
  explanation of benefits wanted ID 1- | predetermination ID 2 | reason for the delay ID 1-2
DTP date
  kind of date ID 3! | format of the date ID 2-3! | date AN 1-35!
CL1 admission
  type of admission ID 1 | source of admission ID 1 | patient status (discharge) ID 1-2 | nursing home status ID 1-
DN1 orthodontic treatment
  months of treatment R 1-15 | months remaining R 1-15 | yes or no ID 1 | treatment indicator AN 1-80
DN2 tooth status
  tooth number AN 1-50! | tooth status ID 1-2! | quantity R 1-15- | kind of date ID 2-3- | date AN 1-35- | tooth numbering system ID 1-3
PWK attachment [P0506]
  kind of report ID 2! | how it is sent ID 1-2 | copies N0 1-2- | entity ID 2-3- | kind of identifier ID 1-2 | attachment control number AN 2-80 |
  description AN 1-80- | actions- { action ID 1-2 } | request category ID 1-2-
CN1 contract
  kind of contract ID 2! | contract amount R 1-18 | contract percentage R 1-6 | contract code AN 1-50 | terms discount R 1-6 |
  contract version AN 1-30
AMT amount
  kind of amount ID 1-3! | amount R 1-18! | credit or debit ID 1-
K3 file information
  fixed-format information AN 1-80! | record format ID 1-2- | unit- { unit ID 2 }
NTE note
  kind of note ID 3 | note text AN 1-80!
CR1 ambulance transport [P0102 P0506]
  unit of weight ID 2 | patient weight R 1-10 | kind of transport ID 1 | reason for the transport ID 1 | unit of distance ID 2 | distance R 1-15 |
  address AN 1-55- *2 | purpose of a round trip AN 1-80 | purpose of a stretcher AN 1-80
CR2 spinal manipulation
  treatment number N0 1-9 | number of treatments R 1-15 | subluxation level ID 2-3 *2 | unit ID 2 | period R 1-15 | monthly treatments R 1-15 |
  patient condition ID 1 | complication ID 1 | patient condition AN 1-80 *2 | X-rays available ID 1
CR3 medical equipment certification [P0203]
  kind of certification ID 1 | unit ID 2 | length of need R 1-15 | insulin dependent ID 1 | description AN 1-80
CR5 home oxygen
  kind of certification ID 1 | treatment period R 1-15 | equipment ID 1 *2 | equipment reason AN 1-80 | flow rate R 1-15 | daily use R 1-15 |
  hours of use R 1-15 | order AN 1-80 | blood gas R 1-15 | saturation R 1-15 | test condition ID 1 | findings ID 1 *3 | portable flow rate R 1-15 |
  delivery system ID 1 | equipment ID 1
CR6 home health
  prognosis ID 1 | start of care DT 8 | kind of date ID 2-3 | certification period AN 1-35 | diagnosis date DT 8 | skilled nursing ID 1 |
  Medicare covered ID 1 | kind of certification ID 1 | surgery date DT 8 | kind of code ID 2 | surgical procedure AN 1-15 | order date DT 8 |
  last visit DT 8 | physician contact DT 8 | kind of date ID 2-3 | admission period AN 1-35 | patient location ID 1 | date DT 8 *4
CR7 home health plan
  discipline ID 2! | visits rendered N0 1-9! | visits projected N0 1-9!
CRC condition
  kind of condition ID 2! | applies ID 1! | first condition ID 2-3! | second condition ID 2-3 | third condition ID 2-3 | fourth condition ID 2-3 |
  fifth condition ID 2-3
HI diagnoses and other codes
  first code! { @code } | second code { @code } | third code { @code } | fourth code { @code } | fifth code { @code } | sixth code { @code } |
  seventh code { @code } | eighth code { @code } | ninth code { @code } | tenth code { @code } | eleventh code { @code } | twelfth code { @code }
QTY quantity [R0204 E0204]
  kind of quantity ID 2! | quantity R 1-15 | unit { unit ID 2! } | free text AN 1-30-
HCP pricing or repricing [R0113 P0910 P1112]
  pricing method ID 2 | allowed amount R 1-18 | savings R 1-18 | repricing organization AN 1-50 | per diem rate R 1-9 | approved group code AN 1-50 |
  approved group amount R 1-18 | approved revenue code AN 1-48 | code system ID 2 | approved procedure AN 1-48 | unit ID 2 | approved units R 1-15 |
  reject reason ID 2 | policy compliance ID 1-2 | exception ID 1-2
CAS adjustment by another payer [L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 C1817 C1917]
  adjustment group ID 1-2! | adjustment reason ID 1-5! | adjustment amount R 1-18! | adjustment quantity R 1-15 | adjustment reason ID 1-5 |
  adjustment amount R 1-18 | adjustment quantity R 1-15 | adjustment reason ID 1-5 | adjustment amount R 1-18 | adjustment quantity R 1-15 |
  adjustment reason ID 1-5 | adjustment amount R 1-18 | adjustment quantity R 1-15 | adjustment reason ID 1-5 | adjustment amount R 1-18 |
  adjustment quantity R 1-15 | adjustment reason ID 1-5 | adjustment amount R 1-18 | adjustment quantity R 1-15
OI other insurance
  claim filing ID 1-2- | submission reason ID 2- | assignment of benefits ID 1 | patient signature source ID 1 | provider agreement ID 1- |
  release of information ID 1
MIA inpatient adjudication
  covered days or visits R 1-15! | amount R 1-18 | days R 1-15 | amount R 1-18 | remark code AN 1-50 | amount R 1-18 *9 | days R 1-15 |
  amount R 1-18 *4 | remark code AN 1-50 *4 | amount R 1-18
MOA outpatient adjudication
  reimbursement rate R 1-10 | payable amount R 1-18 | remark code AN 1-50 *5 | amount R 1-18 *2
LX line number
  line number N0 1-6!
SV1 professional service [P0304]
  procedure! { @procedure } | line charge R 1-18 | units or minutes ID 2 | units: how many units or minutes were done R 1-15 |
  place of service of the line AN 1-2 | service type ID 1-2- | diagnosis pointers { @pointers } | amount R 1-18- | emergency ID 1 |
  multiple procedures ID 1-2- | EPSDT ID 1 | family planning ID 1 | review ID 1-2- | review value AN 1-2- | copay exempt ID 1 | shortage area ID 1- |
  reference AN 1-50- | postal code ID 3-15- | amount R 1-18- | level of care ID 1- | provider agreement ID 1-
SV2 institutional service [R0102 P0405]
  revenue code AN 1-48 | procedure { @procedure } | line charge R 1-18 | units or days ID 2 | units: how many units or days R 1-15 |
  unit rate R 1-10 | non-covered charge R 1-18 | yes or no ID 1- | nursing home status ID 1- | level of care ID 1-
SV3 dental service
  procedure! { @procedure } | line charge R 1-18 | place of service of the line AN 1-2 |
  oral cavity { first area of the mouth ID 1-3! + second area of the mouth ID 1-3 + third area of the mouth ID 1-3 + fourth area of the mouth ID 1-3 + fifth area of the mouth ID 1-3 } |
  prosthesis, crown or inlay ID 1 | units: how many R 1-15 | description AN 1-80- | copay ID 1- | provider agreement ID 1- | yes or no ID 1- |
  diagnosis pointers { @pointers }
SV4 drug service
  prescription number AN 1-50! | detail AN 1-48 *17
SV5 durable medical equipment [R0405 C0604]
  procedure! { @procedure } | unit ID 2! | length of need R 1-15! | rental price R 1-18 | purchase price R 1-18 | rental period ID 1 | prognosis ID 1-
TOO tooth [P0102]
  tooth numbering system ID 1-3 | tooth number AN 1-30 |
  tooth surfaces { first tooth surface ID 1-2! + second tooth surface ID 1-2 + third tooth surface ID 1-2 + fourth tooth surface ID 1-2 + fifth tooth surface ID 1-2 }
PS1 purchased service
  provider of the purchased service AN 1-50! | purchase price R 1-18! | state ID 2-
HSD delivery of services [P0102 C0605]
  kind of quantity ID 2 | quantity R 1-15 | unit ID 2 | sample R 1-6 | period ID 1-2 | number of periods N0 1-3 | pattern ID 1-2 | time of day ID 1
MEA measurement
  what was measured ID 2 | kind of measurement ID 1-3 | test result R 1-20 | unit { unit ID 2 } | range minimum R 1-20- | range maximum R 1-20- |
  significance ID 2- | attribute ID 2- | layer ID 2- | method ID 2-4- | code list ID 1-3- | code AN 1-30-
LIN drug
  line AN 1-20- | kind of code ID 2! | national drug code AN 1-48! | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- |
  kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- |
  kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- |
  kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48- | kind of code ID 2- | code AN 1-48-
CTP drug quantity [P0405]
  class of trade ID 2- | price kind ID 3 | unit price R 1-17 | drug quantity R 1-15 | unit { unit of the drug ID 2! } | multiplier kind ID 3- |
  multiplier R 1-10- | amount R 1-18- | price basis ID 2- | condition AN 1-10- | quantity N0 1-2-
SVD adjudication by another payer
  other payer AN 2-80! | amount paid R 1-18! | procedure { @procedure } | revenue code AN 1-48 | paid units R 1-15 | bundled line N0 1-6
LQ form [C0102]
  kind of form ID 1-3 | form AN 1-30
FRM form answer [R02030405]
  question AN 1-20! | answer yes or no ID 1 | answer AN 1-50 | answer date DT 8 | answer percent R 1-6
`;
