// Code lists of the guides that stand in more than one place, by the names that the guide tables call them.

const delayReasons = '1,2,3,4,5,6,7,8,9,10,11,15';
const states =
  'AL,AK,AZ,AR,CA,CO,CT,DE,DC,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,NV,NH,NJ,NM,NY,NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY,' +
  'AS,FM,GU,MH,MP,PR,PW,VI,UM,AA,AE,AP,CZ,' +
  'AB,BC,MB,NB,NL,NF,NT,NS,NU,ON,PE,QC,PQ,SK,YT';
const attachments =
  '03,04,05,06,07,08,09,10,11,13,15,21,48,55,59,77,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DM,DS,EB,HC,HR,I5,IR,LA,M1,MT,NM,NN,OB,OC,OD,OE,OX,OZ,P4,P5,P6,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP';

interface CodeList {
  /** Values in 004010, where they differ. */
  readonly era4?: string;
  readonly era5: string;
}

export const codeLists: Readonly<Record<string, CodeList>> = {
  contact: { era5: 'ED,EM,EX,FX,TE' },
  'payer-order': { era4: 'P,S,T', era5: 'A,B,C,D,E,F,G,H,P,S,T,U' },
  'insurance-type': {
    era4: '12,13,14,15,16,41,42,43,47,AP,C1,CP,GP,HM,IP,LD,LT,MB,MC,MI,MP,OT,PP,SP',
    era5: '12,13,14,15,16,41,42,43,47',
  },
  filing: {
    era4: '09,10,11,12,13,14,15,16,AM,BL,CH,CI,DS,HM,LI,LM,MA,MB,MC,MH,OF,SA,TV,VA,WC,ZZ',
    era5: '11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ',
  },
  relationship: {
    era4: '01,03,04,05,07,10,15,17,18,19,20,21,22,23,24,29,32,33,36,39,40,41,43,53,76,G8',
    era5: '01,18,19,20,21,39,40,53,G8',
  },
  delay: { era5: delayReasons },
  state: { era5: states },
  attachment: { era5: attachments },
  transmission: { era5: 'AA,BM,EL,EM,FT,FX' },
  'transmission-of-line': { era5: 'AA,AB,AD,AF,AG,BM,EL,EM,FT,FX,NS' },
  'transmission-type': {
    era5: ['X096', 'X097', 'X098']
      .map((guide) => `004010${guide},004010${guide}D,004010${guide}A1,004010${guide}DA1`)
      .join(','),
  },
  pricing: { era5: '00,01,02,03,04,05,06,07,08,09,10,11,12,13,14' },
  'procedure-4010': { era5: 'AD,ER,HC,HP,ID,IV,N1,N2,N3,N4,ZZ' },
};
