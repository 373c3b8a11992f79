/**
 * A prefix as it stands before a key: with a slash at its end, or empty.
 *
 * @throws RangeError for characters that stores or query engines read differently, and for a prefix whose objects engines would not see.
 */
export function checkedPrefix(prefix: string): string {
  if (prefix === "") return "";
  const sound = prefix.length <= 512 && prefix.split("/").every((part) => /^[A-Za-z0-9=-][A-Za-z0-9=._-]*$/.test(part));
  if (!sound) throw new RangeError("prefix: expected folders of A-Z, a-z, 0-9, =, -, _ and dots, none beginning with a dot or underscore, without slashes at the ends, got other text");
  return `${prefix}/`;
}
