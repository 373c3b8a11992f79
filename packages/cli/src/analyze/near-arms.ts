/** What is said of each two arms whose names look alike, for a split between them is most likely an accident of the export. */
export function nearArms(arms: readonly { readonly arm: string }[]): readonly string[] {
  const first = new Map<string, string>();
  return arms.flatMap(({ arm }) => {
    const plain = arm.normalize("NFC").trim().toLowerCase();
    const other = first.get(plain);
    if (other === undefined) first.set(plain, arm);
    return other === undefined ? [] : [`arms ${JSON.stringify(other)} and ${JSON.stringify(arm)} differ in spaces or case only and are two arms here; write them alike if they are one`];
  });
}
