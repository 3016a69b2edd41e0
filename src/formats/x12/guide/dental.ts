// How an 837D is built. Facts of 005010X224A2 and 004010X097A1; the notation is explained in professional.ts.

export const dentalGuide = `
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
      5|NM1*85 R1 03! 08=XX
      4|N2 S1
      N3 R1
      N4 R1 01! 02=@state 03~zip9
      5|REF*EI,SY R1 02!
      5|REF*0B,1G S2 02!
      4|REF S16 02!
      PER*IC S2 03!=@contact 04! 05=@contact 07=@contact
    2010AB S1 Pay-to address
      4|NM1*87 R1 08=24,34,XX
      5|NM1*87 R1 03- 04- 05- 07- 08- 09-
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
      SBR R1 01=@payer-order 02=18 09=@filing
      2010BA R1 Subscriber
        4|NM1*IL R1 03! 08=MI,ZZ
        5|NM1*IL R1 03! 08=II,MI
        4|N2 S1
        N3 S1
        N4 S1 01! 02=@state 03~zip
        DMG S1 01!=D8 02! 03!=F,M,U
        4|REF*1W,23,IG,SY,Y4 S5 02!
        5|REF*SY S1 02!
        5|REF*Y4 S1 02!
      2010BB R1 Payer
        NM1*PR R1 02=2 03! 04- 05- 07- 08!=PI,XV 09!
        4|N2 S1
        N3 S1
        N4 S1 01! 02=@state 03~zip
        4|REF S3 02!
        5|REF*2U,EI,FY,NF S3 02!
        5|REF*G2,LU S2 02!
      4|2010BC S1 Credit card holder
        NM1*AO R1 03!
        REF S2
      &2300
      2000C S* Patient level
        HL*23 R1 02! 04=0
        PAT R1 01!=@relationship
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
          4|CLM R1 02! 05! 05-3! 06!=N,Y 07=A,B,C,P 08!=N,Y 09!=A,I,M,N,O,Y 16? 19=PB
          5|CLM R1 02! 05! 05-2!=B 05-3! 06!=N,Y 07!=A,B,C 08!=N,W,Y 09!=I,Y 10- 11-1=AA,EM,OA 11-2=AA,EM,OA 11-3- 11-4=@state 12=01,02,03,05 19=PB 20=@delay
          4|DTP*439,452,472,435,096,446,454,050 S20 02=D8,RD8
          5|DTP*439 S1 02=D8
          5|DTP*452 S1 02=D8
          5|DTP*472 S1 02=D8,RD8
          5|DTP*050 S1 02=D8
          DN1 S1
          4|DN2 S35
          5|DN2 S35 02=E,M 06!=JP
          PWK S10 01=@attachment 02!=@transmission 05=AC
          CN1 S1 01=02,03,04,05,06,09
          5|AMT*F5 S1
          4|AMT S5
          4|REF S30 02!
          5|REF*G3 S1 02!
          5|REF*4N S1 02!
          5|REF*F8 S1 02!
          5|REF*9F S1 02!
          5|REF*G1 S1 02!
          5|REF*9A S1 02!
          5|REF*9C S1 02!
          5|REF*D9 S1 02!
          5|REF*EW S1 02!
          K3 S10
          NTE*ADD S20
          5|HI*ABK,BK,TQ S1 02..04-1=ABF,BF,TQ
          HCP S1 01!=@pricing 02!
          2310A S2 Referring provider
            NM1*DN,P3 R1 03! 08=24,34,XX
            PRV*RF S1 02!=PXC,ZZ 03!
            REF S5 01=0B,1G,G2,1A,1B,1C,1D,1E,1H,EI,SY,TJ,G5,LU,N5,X4,E7,5A 02!
          2310B S1 Rendering provider
            NM1*82 R1 03! 08=24,34,XX
            PRV*PE S1 02!=PXC,ZZ 03!
            REF S5 01=0B,1G,G2,LU,1A,1B,1C,1D,1E,1H,EI,SY,TJ,G5,N5,X4,E7,5A 02!
          2310C S1 Service facility
            NM1*77,FA R1 02=2 08=24,34,XX
            4|N3 S1
            4|N4 S1
            5|N3 R1
            5|N4 R1 01! 02=@state 03~zip9
            REF S5 02!
          2310D S1 Assistant surgeon
            NM1*DD R1 03! 08=24,34,XX
            PRV*AS S1 02!=PXC,ZZ 03!
            REF S4 02!
          5|2310E S1 Supervising provider
            NM1*DQ R1 02=1 03! 08=XX
            REF*0B,1G,G2,LU S4 02!
          2320 S10 Other insurance
            SBR R1 01=@payer-order 02!=@relationship 05=@insurance-type 09=@filing
            CAS S5 01=CO,CR,OA,PI,PR
            4|AMT S20
            5|AMT*D S1
            5|AMT*A8 S1
            5|AMT*EAF S1
            4|DMG S1
            4|OI R1 03!=N,Y 06!=A,I,M,N,O,Y
            5|OI R1 03!=N,W,Y 04- 06!=I,Y
            5|MOA S1
            2330A R1 Other subscriber
              NM1*IL R1 03! 08!=II,MI,ZZ 09!
              4|N2 S1
              N3 S1
              N4 S1 01! 02=@state 03~zip
              REF*SY,1W,23,IG S3 02!
            2330B R1 Other payer
              NM1*PR R1 02=2 03! 08!=PI,XV 09!
              4|N2 S1
              5|N3 S1
              5|N4 S1 01! 02=@state 03~zip
              4|PER*IC S2
              DTP*573 S1 02=D8
              REF*2U,EI,FY,NF,G1,9F,G3,T4,F8,D8,TJ S10 02!
            4|2330C S1 Other payer's patient
              NM1*QC R1
              REF S3 02!
            4|2330D S2 Other payer's referring provider
              NM1*DN,P3 R1
              REF S3 02!
            4|2330E S1 Other payer's rendering provider
              NM1*82 R1
              REF S3 02!
            5|2330C S2 Other payer's referring provider
              NM1*DN,P3 R1 02=1 03- 08- 09-
              REF*0B,1G,G2 R3 02!
            5|2330D S1 Other payer's rendering provider
              NM1*82 R1 03- 08- 09-
              REF*0B,1G,G2,LU R3 02!
            5|2330E S1 Other payer's supervising provider
              NM1*DQ R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R3 02!
            5|2330F S1 Other payer's billing provider
              NM1*85 R1 03- 08- 09-
              REF*G2,LU R2 02!
            5|2330G S1 Other payer's service facility
              NM1*77 R1 02=2 03- 08- 09-
              REF*0B,G2,LU R3 02!
            5|2330H S1 Other payer's assistant surgeon
              NM1*DD R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R3 02!
          2400 R50 Service line
            LX R1
            4|SV3 R1 01-1=AD 02! 05=I,R
            5|SV3 R1 01-1=AD 02! 05=I,R
            5|TOO S32 01!=JP 02!
            4|TOO S32
            4|DTP*472,452,446,439,441,196,198 S5 02=D8,RD8
            5|DTP*472 S1 02=D8,RD8
            5|DTP*441 S1 02=D8
            5|DTP*139,452 S1 02=D8
            5|DTP*446 S1 02=D8
            5|DTP*196 S1 02=D8
            5|DTP*198 S1 02=D8
            4|QTY S5
            CN1 S1 01=02,03,04,05,06,09
            4|REF S20 02!
            5|REF*G3 S1 02! 04?
            5|REF*G1 S5 02! 04?
            5|REF*9A S1 02!
            5|REF*9B S1 02!
            5|REF*9C S1 02!
            5|REF*9D S1 02!
            5|REF*6R S1 02!
            5|REF*9F S5 02! 04?
            5|AMT*T S1
            4|AMT S5
            K3 S10
            4|NTE S10
            HCP S1 01!=@pricing 02!
            2420A S1 Rendering provider of the line
              NM1*82 R1 03! 08=24,34,XX
              PRV*PE S1 02!=PXC,ZZ 03!
              REF S20 02! 04?
            4|2420B S1 Other payer's authorization
              NM1*PR R1
              REF R2
            4|2420C S1 Assistant surgeon of the line
              NM1*DD R1
              PRV*AS S1
              REF S5
            5|2420B S1 Assistant surgeon of the line
              NM1*DD R1 02=1 03! 08=XX
              PRV*AS S1 02!=PXC 03!
              REF*0B,1G,G2,LU S20 02! 04?
            5|2420C S1 Supervising provider of the line
              NM1*DQ R1 02=1 03! 08=XX
              REF*0B,1G,G2,LU S20 02! 04?
            5|2420D S1 Service facility of the line
              NM1*77 R1 02=2 03! 08=XX
              N3 R1
              N4 R1 01! 02=@state 03~zip9
              REF*0B,G2,LU S3 02! 04?
            2430 S25 Adjudication of the line by another payer
              4|SVD R1
              5|SVD R1 03! 03-1=AD 04- 05!
              CAS S99 01=CO,CR,OA,PI,PR
              DTP*573 R1 02=D8
              5|AMT*EAF S1
`;
