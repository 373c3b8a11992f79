/** A whole number with commas between thousands and a true minus sign, the same in every locale. */
export function grouped(value: number): string {
  const digits = Math.abs(Math.round(value)).toFixed(0);
  return (value <= -0.5 ? "\u2212" : "") + digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
