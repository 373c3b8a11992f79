/** The matrix for people: a table for the terminal, a page for the docs. */

/** Rows of `[cell, ...what each engine said]` under a row of names. */
function rowsOf(engines) {
  const [[, { said }]] = engines;
  return [["cell", ...engines.map(([name]) => name)], ...Object.keys(said).map((title) => [title, ...engines.map(([, each]) => each.said[title])])];
}

export function versionText(engines) {
  return engines.map(([name, { version }]) => `${name} ${version}`).join(", ");
}

export function matrixTable(engines) {
  const rows = rowsOf(engines);
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows.map((row) => row.map((text, at) => text.padEnd(widths[at])).join("  ").trimEnd()).join("\n");
}

export function matrixPage(engines) {
  const [head, ...rows] = rowsOf(engines);
  const line = (row) => `| ${row.join(" | ")} |`;
  return `# The browser bundle in real browsers

Written by \`npm run test:browser\` when all three engines ran; every cell is a test that can fail.

Engines: ${versionText(engines)}, from Debian's packages. The published script runs in pages of an HTTPS server and sends to the real collector
(\`@liftproof/adapters/http\`) through a TLS proxy that holds every byte for ${engines[0][1].delayMs} ms in each direction. Each try has an origin and a collector port
that no other try has, and the collector closes every connection after its answer, so that what a page sends at its end first has to connect: plain
loopback hides that loss. The control cell sends with plain \`fetch\` in the same place and must lose.

${line(head)}
${line(head.map(() => "---"))}
${rows.map(line).join("\n")}

[1] On a busy machine Firefox now and then loses what the last tab of a site does at its very end, bare requests too. Measured in Firefox 153.7.0
with three busy loops on two cores, tabs closed within a second of their landing: this script lost 8 of 340 events tracked in \`pagehide\`, of which
3 lay in the journal for the next page of the site; a bare \`fetch\` with keepalive lost 3 of 120. With another tab of the site open 0 of 160 were
lost: we take it that the process of the site ends with its last tab before everything has left it, which nothing in a page can wait for. The
cell therefore asks Firefox for 16 of 20, and the next one asks for all. Events tracked any earlier, as in "close", all arrive.

WebKitGTK is not Safari: what Safari does to storage and cookies by policy is not in this table. "Not in this engine" is what the engine itself says.
`;
}
