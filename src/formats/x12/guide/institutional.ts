// How an 837I is built. Facts of 005010X223A2 and 004010X096A1; the notation is explained in professional.ts.

export const institutionalGuide = `
header R1 Transaction header
  BHT R1 01=0019 02=00,18 03! 04! 05! 06!=31,CH,RP
  4|REF*87 R1 02!=@transmission-type
  1000A R1 Submitter
    NM1*41 R1 03! 08!=46 09!
    4|N2 S1
    PER*IC R2 03!=@contact 04! 05=@contact 07=@contact
  1000B R1 Receiver
    NM1*40 R1 02=2 03! 04- 05- 07- 08!=46 09!
    4|N2 S1
  2000A R* Billing provider level
    HL*20 R1 02- 04!=1
    4|PRV*BI,PT S1 02!=ZZ 03!
    5|PRV*BI S1 02!=PXC 03!
    CUR*85 S1
    2010AA R1 Billing provider
      4|NM1*85 R1 03! 08!=24,34,XX 09!
      5|NM1*85 R1 02=2 03! 04- 05- 07- 08=XX
      N3 R1
      N4 R1 01! 02=@state 03~zip9
      5|REF*EI R1 02!
      4|REF S16 02!
      PER*IC S2 03!=@contact 04! 05=@contact 07=@contact
    2010AB S1 Pay-to address
      4|NM1*87 R1 08=24,34,XX
      5|NM1*87 R1 02=2 03- 04- 05- 07- 08- 09-
      N3 R1
      N4 R1 01! 02=@state 03~zip
      4|REF S5 02!
    5|2010AC S1 Pay-to plan
      NM1*PE R1 02=2 03! 04- 05- 07- 08!=PI,XV 09!
      N3 R1
      N4 R1 01! 02=@state 03~zip
      REF*2U,FY,NF S1 02!
      REF*EI R1 02!
    2000B R* Subscriber level one-of 2300,2000C
      HL*22 R1 02! 04!=0,1
      4|SBR R1 01=@payer-order 02=18 05=@insurance-type 09=@filing
      5|SBR R1 01=@payer-order 02=18 05- 09=@filing
      4|PAT S1
      2010BA R1 Subscriber
        4|NM1*IL R1 03! 08=MI,ZZ
        5|NM1*IL R1 03! 08=II,MI
        4|N2 S1
        N3 S1
        N4 S1 01! 02=@state 03~zip
        DMG S1 01!=D8 02! 03!=F,M,U
        4|REF*1W,23,IG,SY,Y4 S6 02!
        5|REF*SY S1 02!
        5|REF*Y4 S1 02!
      4|2010BB S1 Credit card holder
        NM1*AO R1 03!
        REF S2
      4|2010BC R1 Payer
        NM1*PR R1 02=2 03! 08!=PI,XV 09!
        N2 S1
        N3 S1
        N4 S1 01! 02=@state 03~zip
        REF S3 02!
      4|2010BD S1 Responsible party
        NM1*QD R1 03!
        N3 R1
        N4 R1
      5|2010BB R1 Payer
        NM1*PR R1 02=2 03! 04- 05- 07- 08!=PI,XV 09!
        N3 S1
        N4 S1 01! 02=@state 03~zip
        REF*2U,EI,FY,NF S3 02!
        REF*G2,LU S2 02!
      &2300
      2000C S* Patient level
        HL*23 R1 02! 04=0
        4|PAT R1 01!=@relationship
        5|PAT R1 01!=@relationship 05- 06- 07- 08- 09-
        2010CA R1 Patient
          4|NM1*QC R1 02=1 03! 08=MI,ZZ
          5|NM1*QC R1 02=1 03! 08- 09-
          4|N2 S1
          N3 R1
          N4 R1 01! 02=@state 03~zip
          DMG R1 01!=D8 02! 03!=F,M,U
          4|REF*1W,23,IG,SY,Y4 S6 02!
          5|REF*Y4 S1 02!
          5|REF*1W,SY S1 02!
        2300 R100 Claim
          4|CLM R1 02! 05! 05-2!=A 05-3! 06=N,Y 07=A,C 08!=N,Y 09!=A,I,M,N,O,Y 18!=N,Y
          5|CLM R1 02! 05! 05-2!=A 05-3! 06- 07!=A,B,C 08!=N,W,Y 09!=I,Y 10- 11- 12- 19- 20=@delay
          DTP*096 S1 02=TM
          4|DTP*434 S1 02=D8,RD8
          5|DTP*434 R1 02=RD8
          4|DTP*435 S1 02=DT,D8
          5|DTP*435 S1 02=DT,D8
          5|DTP*050 S1 02=D8
          4|CL1 S1
          5|CL1 R1 01! 03! 04-
          PWK S10 01=@attachment 02!=@transmission 05=AC
          CN1 S1 01=01,02,03,04,05,06,09
          5|AMT*F3 S1
          4|AMT*F3,F5,C5,MA S5
          4|REF*4N,F5,EW,9F,G1,F8,X4,9A,9C,LX,D9,1S,EA,P4,DD,G4,G2,LU,1G,0B S30 02!
          5|REF*4N S1 02!
          5|REF*9F S1 02!
          5|REF*G1 S1 02!
          5|REF*F8 S1 02!
          5|REF*9A S1 02!
          5|REF*9C S1 02!
          5|REF*LX S5 02!
          5|REF*D9 S1 02!
          5|REF*LU S1 02!
          5|REF*EA S1 02!
          5|REF*P4 S1 02!
          5|REF*G4 S1 02!
          K3 S10
          NTE S11 01!=ADD,ALG,DCP,DGN,DME,MED,NTR,ODT,RHB,RLH,RNH,SET,SFM,SPT,UPI
          4|CR6 S1
          4|CRC*75,76,77,ZZ S9
          5|CRC*ZZ S1 02=N,Y
          4|HI S60
          5|HI*ABK,BK R1
          5|HI*ABJ,BJ S1
          5|HI*APR,PR S1 02..03-1=APR,PR
          5|HI*ABN,BN S1 02..12-1=ABN,BN
          5|HI*DR S1
          5|HI*ABF,BF S2 02..12-1=ABF,BF
          5|HI*BBR,BR,CAH S1
          5|HI*BBQ,BQ S2 02..12-1=BBQ,BQ
          5|HI*BI S2 02..12-1=BI
          5|HI*BH S2 02..12-1=BH
          5|HI*BE S2 02..12-1=BE
          5|HI*BG S2 02..12-1=BG
          5|HI*TC S2 02..12-1=TC
          4|QTY S4
          HCP S1 01!=@pricing 02!
          4|2305 S6 Home health plan
            CR7 R1 01=AI,MS,OT,PT,SN,ST
            HSD S12
          4|2310A S1 Attending provider
            NM1*71 R1 03! 08!=24,34,XX 09!
            PRV*AT,SU S1 02!=ZZ 03!
            REF S5 02!
          4|2310B S1 Operating physician
            NM1*72 R1 03! 08!=24,34,XX 09!
            PRV*OP S1
            REF S5 02!
          4|2310C S1 Other provider
            NM1*73 R1 03! 08!=24,34,XX 09!
            PRV*OT,PE S1
            REF S5 02!
          4|2310E S1 Service facility
            NM1*77,FA,LI,TL R1 08=24,34,XX
            PRV S1
            N3 R1
            N4 R1 01! 02=@state 03~zip
            REF S5 02!
          5|2310A S1 Attending provider
            NM1*71 R1 02=1 03! 08=XX
            PRV*AT S1 02!=PXC 03!
            REF*0B,1G,G2,LU S4 02!
          5|2310B S1 Operating physician
            NM1*72 R1 02=1 03! 08=XX
            REF*0B,1G,G2,LU S4 02!
          5|2310C S1 Other operating physician
            NM1*ZZ R1 02=1 03! 08=XX
            REF*0B,1G,G2,LU S4 02!
          5|2310D S1 Rendering provider
            NM1*82 R1 02=1 03! 08=XX
            REF*0B,1G,G2,LU S4 02!
          5|2310E S1 Service facility
            NM1*77 R1 02=2 03! 04- 05- 07- 08=XX
            N3 R1
            N4 R1 01! 02=@state 03~zip9
            REF*0B,G2,LU S3 02!
          5|2310F S1 Referring provider
            NM1*DN R1 02=1 03! 08=XX
            REF*0B,1G,G2 S3 02!
          2320 S10 Other insurance
            4|SBR R1 01=@payer-order 02!=@relationship 05=@insurance-type 09=@filing
            5|SBR R1 01=@payer-order 02!=@relationship 05- 09=@filing
            CAS S5 01=CO,CR,OA,PI,PR
            4|AMT S20
            5|AMT*D S1
            5|AMT*EAF S1
            5|AMT*A8 S1
            4|DMG S1
            4|OI R1 03!=N,Y 06!=A,I,M,N,O,Y
            5|OI R1 03!=N,W,Y 04- 06!=I,Y
            MIA S1
            MOA S1
            2330A R1 Other subscriber
              NM1*IL R1 03! 08!=II,MI,ZZ 09!
              4|N2 S1
              N3 S1
              N4 S1 01! 02=@state 03~zip
              4|REF*1W,23,IG,SY S3 02!
              5|REF*SY S2 02!
            2330B R1 Other payer
              NM1*PR R1 02=2 03! 08!=PI,XV 09!
              4|N2 S1
              N3 S1
              N4 S1 01! 02=@state 03~zip
              DTP*573 S1 02=D8
              4|REF S10 02!
              5|REF*2U,EI,FY,NF S3 02!
              5|REF*G1 S1 02!
              5|REF*9F S1 02!
              5|REF*T4 S1 02!=Y
              5|REF*F8 S1 02!
            4|2330C S1 Other payer's patient
              NM1*QC R1
              REF S3 02!
            4|2330D S1 Other payer's attending provider
              NM1*71 R1
              REF S3 02!
            4|2330E S1 Other payer's operating physician
              NM1*72 R1
              REF S3 02!
            4|2330F S1 Other payer's other provider
              NM1*73 R1
              REF S3 02!
            4|2330H S1 Other payer's service facility
              NM1*77,FA,LI,TL R1
              REF S3 02!
            5|2330C S1 Other payer's attending provider
              NM1*71 R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R4 02!
            5|2330D S1 Other payer's operating physician
              NM1*72 R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R4 02!
            5|2330E S1 Other payer's other operating physician
              NM1*ZZ R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R4 02!
            5|2330F S1 Other payer's service facility
              NM1*77 R1 02=2 03- 08- 09-
              REF*0B,G2,LU R3 02!
            5|2330G S1 Other payer's rendering provider
              NM1*82 R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R4 02!
            5|2330H S1 Other payer's referring provider
              NM1*DN R1 02=1 03- 08- 09-
              REF*0B,1G,G2 R3 02!
            5|2330I S1 Other payer's billing provider
              NM1*85 R1 02=2 03- 08- 09-
              REF*G2,LU R2 02!
          2400 R999 Service line
            LX R1
            4|SV2 R1 01! 02-1=@procedure-4010 03! 04!=DA,F2,UN 05!
            5|SV2 R1 01! 02-1=ER,HC,HP,IV,WK 03! 04!=DA,UN 05! 06-
            4|SV4 S1
            4|PWK S1
            5|PWK S10 01=@attachment 02!=@transmission 05=AC
            4|DTP*472,866 S2 02=D8,RD8
            5|DTP*472 S1 02=D8,RD8
            5|REF*6R S1 02!
            5|REF*9B S1 02!
            5|REF*9D S1 02!
            4|REF S5 02!
            5|AMT*GT S1
            5|AMT*N8 S1
            4|AMT S5
            5|NTE*TPO S1
            HCP S1 01!=@pricing 02!
            2410 S* Drug
              LIN R1 02=N4
              4|CTP S1
              5|CTP R1 03- 04! 05! 05-1=F2,GR,ME,ML,UN
              REF*XZ,VY S1 02!
            4|2420A S1 Attending provider of the line
              NM1*71 R1 08=24,34,XX
              PRV S1
              REF S5 02!
            4|2420B S1 Operating physician of the line
              NM1*72 R1 08=24,34,XX
              PRV S1
              REF S5 02!
            4|2420C S1 Other provider of the line
              NM1*73 R1 08=24,34,XX
              PRV S1
              REF S5 02!
            5|2420A S1 Operating physician of the line
              NM1*72 R1 02=1 03! 08=XX
              REF*0B,1G,G2,LU S20 02! 04?
            5|2420B S1 Other operating physician of the line
              NM1*ZZ R1 02=1 03! 08=XX
              REF*0B,1G,G2,LU S20 02! 04?
            5|2420C S1 Rendering provider of the line
              NM1*82 R1 02=1 03! 08=XX
              REF*0B,1G,G2,LU S20 02! 04?
            5|2420D S1 Referring provider of the line
              NM1*DN R1 02=1 03! 08=XX
              REF*0B,1G,G2 S20 02! 04?
            2430 S25 Adjudication of the line by another payer
              4|SVD R1
              5|SVD R1 03-1=ER,HC,HP,IV,WK 04! 05!
              CAS S99 01=CO,CR,OA,PI,PR
              DTP*573 R1 02=D8
              5|AMT*EAF S1
`;
