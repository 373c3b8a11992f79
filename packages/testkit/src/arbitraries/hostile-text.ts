import fc from "fast-check";

/** Text that breaks programs which trust it: ill-formed, empty, huge, or written in somebody else's language. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "__proto__",
    "constructor",
    "'; DROP TABLE lake.events; --",
    '"><script>alert(1)</script>',
    "${7*7}{{7*7}}",
    "../../etc/passwd",
    "=HYPERLINK(\"x\")",
    "\u202eevil\u202c",
    "NaN",
    "1e400",
    "-0",
    "[[[[[[[[[[[[[[[[",
    '{"event_name":',
    "\ufeff{}",
    "a".repeat(70_000),
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
  fc.json(),
);
