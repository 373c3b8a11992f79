/** The one function of jstat that sizing calls; the library ships no types. */
declare module "jstat" {
  interface NoncentralT {
    readonly cdf: (x: number, df: number, noncentrality: number) => number;
  }
  const library: { readonly jStat: { readonly noncentralt: NoncentralT } };
  export default library;
}
