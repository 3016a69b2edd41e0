// How an 837P is built: loops, the segments in each, and what the guide asks of their elements.
// Facts of 005010X222A1 and 004010X098A1 in a notation of our own (see compile.ts):
//   4| / 5|            only in that version
//   2010AA R1 Name     a loop: R required or S situational, how often at most (* any number), its name
//   NM1*85 R1 …        a segment, the qualifiers that it may have, R or S, how often at most
//   02!  02?  02-      element required / may be used although the segment's definition says unused / not used
//   02=A,B  02!=@name  allowed values (and required); 05-1 is a component; 02..12-1 a span; 03~zip9 a pattern
//   &2300              the loop 2300 of this table again, under another parent

export const professionalGuide = `
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
      4|N2 S1
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
      SBR R1 01=@payer-order 02=18 05=@insurance-type 09=@filing
      PAT S1 01- 05=D8 06 07=01 09=Y
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
        5|PER*IC S1 03!=TE 04! 05=EX
      2010BB R1 Payer
        NM1*PR R1 02=2 03! 04- 05- 07- 08!=PI,XV 09!
        4|N2 S1
        N3 S1
        N4 S1 01! 02=@state 03~zip
        4|REF*2U,FY,NF,TJ S3 02!
        5|REF*2U,EI,FY,NF S3 02!
        5|REF*G2,LU S2 02!
      4|2010BC S1 Responsible party
        NM1*QD R1 03!
        N2 S1
        N3 R1
        N4 R1
      4|2010BD S1 Credit card holder
        NM1*AO R1 03!
        N2 S1
        REF S2
      &2300
      2000C S* Patient level
        HL*23 R1 02! 04=0
        PAT R1 01!=@relationship 05=D8 06 07=01 09=Y
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
          5|PER*IC S1 03!=TE 04! 05=EX
        2300 R100 Claim
          4|CLM R1 02! 05! 05-2- 05-3! 06!=N,Y 07!=A,B,C,P 08!=N,Y 09!=A,I,M,N,O,Y 10=B,C,M,P,S 11-1=AA,AB,AP,EM,OA 11-2=AA,AB,AP,EM,OA 11-3=AA,AB,AP,EM,OA 16=P
          5|CLM R1 02! 05! 05-2!=B 05-3! 06!=N,Y 07!=A,B,C 08!=N,W,Y 09!=I,Y 10=P 11-1=AA,EM,OA 11-2=AA,EM,OA 11-3- 11-4=@state 12=02,03,05,09 19- 20=@delay
          5|DTP*431 S1 02=D8
          5|DTP*454 S1 02=D8
          5|DTP*304 S1 02=D8
          5|DTP*453 S1 02=D8
          5|DTP*439 S1 02=D8
          5|DTP*484 S1 02=D8
          5|DTP*455 S1 02=D8
          5|DTP*471 S1 02=D8
          5|DTP*314,360,361 S1 02=D8,RD8
          5|DTP*297 S1 02=D8
          5|DTP*296 S1 02=D8
          5|DTP*435 S1 02=D8
          5|DTP*096 S1 02=D8
          5|DTP*090,091 S2 02=D8
          5|DTP*444 S1 02=D8
          5|DTP*050 S1 02=D8
          4|DTP*431,454,304,453,438,439,484,455,471,360,361,297,296,435,096,090,091,938,050 S60 02=D8,DT,RD8
          PWK S10 01=@attachment 02!=@transmission 05=AC
          CN1 S1 01=02,03,04,05,06,09
          5|AMT*F5 S1
          4|AMT*F5,MA,NE S3
          4|REF*4N,F5,EW,9F,G1,F8,X4,9A,9C,LX,D9,1S,EA,P4 S20 02!
          5|REF*4N S1 02!
          5|REF*F5 S1 02!=N,Y
          5|REF*EW S1 02!
          5|REF*9F S1 02!
          5|REF*G1 S1 02!
          5|REF*F8 S1 02!
          5|REF*X4 S1 02!
          5|REF*9A S1 02!
          5|REF*9C S1 02!
          5|REF*LX S1 02!
          5|REF*D9 S1 02!
          5|REF*EA S1 02!
          5|REF*P4 S1 02!
          5|REF*1J S1 02!
          K3 S10
          NTE S1 01!=ADD,CER,DCP,DGN,PMT,TPO
          CR1 S1 01=LB 04!=A,B,C,D,E 05!=DH 06!
          CR2 S1 08!
          CRC*07 S3 02=N,Y
          CRC*E1,E2,E3 S3 02=N,Y
          CRC*75 S1 02=Y
          CRC*ZZ S1 02=N,Y
          4|HI S1 01-1=BK 02..08-1=BF
          5|HI*ABK,BK R1 02..12-1=ABF,BF
          5|HI*BP S1 02-1=BO
          5|HI*BG S2 02..12-1=BG
          HCP S1 01!=@pricing 02!
          4|2305 S6 Home health plan
            CR7 R1 01=AI,MS,OT,PT,SN,ST
            HSD S3
          2310A S2 Referring provider
            NM1*DN,P3 R1 03! 08=24,34,XX
            4|PRV*RF S1 02!=ZZ 03!
            4|N2 S1
            4|REF S5 02!
            5|REF*0B,1G,G2 S3 02!
          2310B S1 Rendering provider
            4|NM1*82 R1 03! 08!=24,34,XX 09!
            5|NM1*82 R1 03! 08=XX
            4|PRV*PE S1 02!=ZZ 03!
            5|PRV*PE S1 02!=PXC 03!
            4|N2 S1
            4|REF S5 02!
            5|REF*0B,1G,G2,LU S4 02!
          4|2310C S1 Purchased service provider
            NM1*QB R1
            REF S5 02!
          4|2310D S1 Service facility
            NM1*77,FA,LI,TL R1 08=24,34,XX
            N2 S1
            N3 R1
            N4 R1 01! 02=@state 03~zip
            REF S5 02!
          4|2310E S1 Supervising provider
            NM1*DQ R1 03! 08=24,34,XX
            N2 S1
            REF S5 02!
          5|2310C S1 Service facility
            NM1*77 R1 02=2 03! 04- 05- 07- 08=XX
            N3 R1
            N4 R1 01! 02=@state 03~zip9
            REF*0B,G2,LU S3 02!
            PER*IC S1 03!=TE 04! 05=EX
          5|2310D S1 Supervising provider
            NM1*DQ R1 02=1 03! 08=XX
            REF*0B,1G,G2,LU S4 02!
          5|2310E S1 Ambulance pick-up
            NM1*PW R1 02=2 03- 08- 09-
            N3 R1
            N4 R1 01! 02=@state 03~zip
          5|2310F S1 Ambulance drop-off
            NM1*45 R1 02=2 08- 09-
            N3 R1
            N4 R1 01! 02=@state 03~zip
          2320 S10 Other insurance
            4|SBR R1 01=@payer-order 02!=@relationship 05!=@insurance-type 09=@filing
            5|SBR R1 01=@payer-order 02!=@relationship 05=@insurance-type 09=@filing
            CAS S5 01=CO,CR,OA,PI,PR
            4|AMT*D,AAE,B6,F2,AU,D8,DY,F5,T,T2 S15
            5|AMT*D S1
            5|AMT*A8 S1
            5|AMT*EAF S1
            4|DMG S1
            4|OI R1 03!=N,Y 04=B,C,M,P,S 06!=A,I,M,N,O,Y
            5|OI R1 03!=N,W,Y 04=P 06!=I,Y
            MOA S1
            2330A R1 Other subscriber
              NM1*IL R1 03! 08!=II,MI,ZZ 09!
              4|N2 S1
              N3 S1
              N4 S1 01! 02=@state 03~zip
              4|REF*1W,23,IG,SY S3 02!
              5|REF*SY S1 02!
            2330B R1 Other payer
              NM1*PR R1 02=2 03! 08!=PI,XV 09!
              4|N2 S1
              5|N3 S1
              5|N4 S1 01! 02=@state 03~zip
              4|PER*IC S2
              DTP*573 S1 02=D8
              4|REF*2U,F8,FY,NF,TJ,9F,G1,T4 S10 02!
              5|REF*2U,EI,FY,NF S3 02!
              5|REF*G1 S1 02!
              5|REF*9F S1 02!
              5|REF*T4 S1 02!=Y
              5|REF*F8 S1 02!
            4|2330C S1 Other payer's patient
              NM1*QC R1
              REF S3 02!
            4|2330D S2 Other payer's referring provider
              NM1*DN,P3 R1
              REF S3 02!
            4|2330E S1 Other payer's rendering provider
              NM1*82 R1
              REF S3 02!
            4|2330F S1 Other payer's purchased service provider
              NM1*QB R1
              REF S3 02!
            4|2330G S1 Other payer's service facility
              NM1*77,FA,LI,TL R1
              REF S3 02!
            4|2330H S1 Other payer's supervising provider
              NM1*DQ R1
              REF S3 02!
            5|2330C S2 Other payer's referring provider
              NM1*DN,P3 R1 03- 08- 09-
              REF*0B,1G,G2 R3 02!
            5|2330D S1 Other payer's rendering provider
              NM1*82 R1 03- 08- 09-
              REF*0B,1G,G2,LU R3 02!
            5|2330E S1 Other payer's service facility
              NM1*77 R1 02=2 03- 08- 09-
              REF*0B,G2,LU R3 02!
            5|2330F S1 Other payer's supervising provider
              NM1*DQ R1 02=1 03- 08- 09-
              REF*0B,1G,G2,LU R3 02!
            5|2330G S1 Other payer's billing provider
              NM1*85 R1 03- 08- 09-
              REF*G2,LU R2 02!
          2400 R50 Service line
            LX R1
            4|SV1 R1 01-1=@procedure-4010 02! 03!=F2,MJ,UN 04! 09=N,Y 11=N,Y 12=N,Y 15=0
            5|SV1 R1 01-1=ER,HC,IV,WK 02! 03!=MJ,UN 04! 07! 09=Y 11=Y 12=Y 15=0
            4|SV4 S1
            SV5 S1 01-1=HC 02=DA 03! 04! 05! 06!=1,4,6
            5|PWK S11 01=@attachment 02!=@transmission-of-line 05=AC
            4|PWK S1
            CR1 S1 01=LB 04!=A,B,C,D,E 05!=DH 06!
            4|CR2 S5
            CR3 S1 01!=I,R,S 02!=MO 03!
            4|CR5 S1
            CRC*07 S3 02=N,Y
            CRC*70 S1 02=N,Y 03=65
            CRC*09 S1 02=N,Y
            4|CRC*11,ZZ S3
            DTP*472 R1 02=D8,RD8
            5|DTP*471 S1 02=D8
            5|DTP*607 S1 02=D8
            5|DTP*463 S1 02=D8
            5|DTP*461 S1 02=D8
            5|DTP*304 S1 02=D8
            5|DTP*738,739 S2 02=D8
            5|DTP*011 S1 02=D8
            5|DTP*455 S1 02=D8
            5|DTP*454 S1 02=D8
            4|DTP*866,607,463,461,938,304,738,739,119,480,481,011,431,453,438,439,455,454,446 S30 02=D8,DT,RD8
            QTY*PT S1 02!
            QTY*FL S1 02!
            4|QTY S5
            MEA S5 01!=OG,TR 02! 03!
            CN1 S1 01=01,02,03,04,05,06,09
            4|REF S30 02!
            5|REF*9B S1 02!
            5|REF*9D S1 02!
            5|REF*G1 S5 02! 04?
            5|REF*6R S1 02!
            5|REF*EW S1 02!
            5|REF*X4 S1 02!
            5|REF*F4 S1 02!
            5|REF*BT S1 02!
            5|REF*9F S5 02! 04?
            5|AMT*T S1
            5|AMT*F4 S1
            4|AMT S15
            K3 S10
            NTE*ADD,DCP S1
            NTE*TPO S1
            4|NTE*CER,PMT S1
            PS1 S1
            4|HSD S1
            HCP S1 01!=@pricing 02!
            2410 S* Drug
              LIN R1 02=N4,EN,EO,HI,ON,UK,UP
              4|CTP S1
              5|CTP R1 03- 04! 05! 05-1=F2,GR,ME,ML,UN
              REF*XZ,VY S1 02!
            2420A S1 Rendering provider of the line
              NM1*82 R1 03! 08=24,34,XX
              PRV*PE S1 02!=PXC,ZZ 03!
              4|N2 S1
              REF S20 01=0B,1B,1C,1D,1G,1H,EI,G2,LU,N5,SY,X5,1A,B3,FH,G5,U3 02! 04?
            2420B S1 Purchased service provider of the line
              NM1*QB R1 08=24,34,XX
              REF S20 02! 04?
            2420C S1 Service facility of the line
              NM1*77,FA,LI,TL R1 08=24,34,XX
              4|N2 S1
              N3 R1
              N4 R1 01! 02=@state 03~zip9
              REF S5 02! 04?
            2420D S1 Supervising provider of the line
              NM1*DQ R1 03! 08=24,34,XX
              4|N2 S1
              REF S20 02! 04?
            2420E S1 Ordering provider of the line
              NM1*DK R1 02=1 03! 08=24,34,XX
              4|N2 S1
              N3 S1
              N4 S1 01! 02=@state 03~zip
              REF S20 02! 04?
              PER*IC S1 03!=@contact 04! 05=@contact 07=@contact
            2420F S2 Referring provider of the line
              NM1*DN,P3 R1 03! 08=24,34,XX
              4|PRV*RF S1
              4|N2 S1
              REF S20 02! 04?
            4|2420G S4 Other payer's authorization
              NM1*PR R1
              REF R2
            5|2420G S1 Ambulance pick-up of the line
              NM1*PW R1 02=2 03- 08- 09-
              N3 R1
              N4 R1 01! 02=@state 03~zip
            5|2420H S1 Ambulance drop-off of the line
              NM1*45 R1 02=2 08- 09-
              N3 R1
              N4 R1 01! 02=@state 03~zip
            2430 S25 Adjudication of the line by another payer
              4|SVD R1
              5|SVD R1 03! 03-1=ER,HC,HP,IV,WK 04- 05!
              CAS S99 01=CO,CR,OA,PI,PR
              DTP*573 R1 02=D8
              5|AMT*EAF S1
            2440 S* Form of the line
              LQ R1 01!=AS,UT 02!
              FRM R99
`;
