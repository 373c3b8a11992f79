/** Codes of money. Left out: metals, funds units and test codes, in which nobody sells. Source: ISO 4217, list one. */
const current = `
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY
  COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
  IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
  MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
  SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF
  YER ZAR ZMW ZWG`;

/** Withdrawn since 1999: old files hold them. Source: ISO 4217, list three. */
const withdrawn = `
  ANG ATS AZM BEF BGL BYR CSD CUC CYP DEM EEK ESP FIM FRF GHC GRD HRK IEP ITL LTL LUF LVL MRO MTL MZM NLG PTE ROL SDD SIT SKK SLL
  SRG STD TMM TRL VEB VEF ZMK ZWL`;

const codes: ReadonlySet<string> = new Set(`${current} ${withdrawn}`.trim().split(/\s+/u));

/** Whether three capital letters are the code of a currency, today's or one withdrawn since 1999. */
export function isCurrency(code: string): boolean {
  return codes.has(code);
}
