const value = /^[\w.~-]+$/;

/**
 * The value of a cookie of ours, or undefined when there is none that could be: letters, digits and
 * `_ . ~ -`, at most 128 or as many as `longest` says.
 *
 * A neighboring host can add a second cookie of the same name, and the order in which a browser
 * sends the two tells nobody which is ours. Two different values are therefore none.
 */
export function cookieValue(request: Request, name: string, longest = 128): string | undefined {
  const found = (request.headers.get("cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [first] = found;
  return first !== undefined && first.length <= longest && value.test(first) && found.every((other) => other === first) ? first : undefined;
}
