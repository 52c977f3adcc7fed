/** How a page looks: on a phone and on a desk, by day and by night, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ground: #f5f5f7; --ink: #1d1f24; --quiet: #5a5f6b; --line: #d9dbe1; --accent: #4650b4; --tint: #eceefb;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1f2127; --ground: #16171b; --ink: #eceef3; --quiet: #a9afbb; --line: #3a3d46; --accent: #aab2ff; --tint: #2b2f4a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 32px 24px 48px; }
header { margin-bottom: 24px; }
.over { margin: 0 0 4px; color: var(--quiet); font-size: 14px; }
h1 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin: 0; font-size: 30px; line-height: 1.25; }
.state { padding: 2px 12px; border: 1px solid var(--accent); border-radius: 999px; background: var(--tint); color: var(--accent); font-size: 15px; font-weight: 600; }
.title { margin: 8px 0 0; font-size: 19px; font-weight: 600; overflow-wrap: anywhere; }
header .quiet { margin: 2px 0 0; }
.quiet { color: var(--quiet); font-size: 14px; overflow-wrap: anywhere; }
section { margin: 0 0 16px; padding: 16px 24px 20px; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); }
.facts { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin-bottom: 16px; }
.facts section { margin: 0; }
h2 { margin: 0 0 8px; font-size: 19px; }
h3 { margin: 0 0 2px; font-size: 15px; }
.texts { columns: 31rem 2; column-gap: 40px; margin-bottom: -16px; }
.texts div { padding-bottom: 16px; break-inside: avoid; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 11em 1fr; gap: 0 16px; padding: 6px 0; border-top: 1px solid var(--line); }
dl div:first-child { border-top: 0; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
dd .quiet, td .quiet { display: block; }
.text { margin: 0; max-width: 76ch; white-space: pre-wrap; overflow-wrap: anywhere; }
.evidence { margin: 0; padding-left: 22px; }
.evidence code { display: block; }
a { color: var(--accent); overflow-wrap: anywhere; }
code { color: var(--quiet); font: 13px/1.4 ui-monospace, "Cascadia Mono", Consolas, monospace; overflow-wrap: anywhere; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th { padding: 4px 16px 8px 0; border-bottom: 2px solid var(--line); color: var(--quiet); font-size: 14px; font-weight: 600; text-align: left; }
td { padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:last-child td { border-bottom: 0; }
th:nth-child(1) { width: 5%; }
th:nth-child(2) { width: 15%; }
th:nth-child(3) { width: 14%; }
th:nth-child(4) { width: 17%; }
th:nth-child(6) { width: 16%; }
.line { font-variant-numeric: tabular-nums; }
.what p { margin: 4px 0 0; }
.what .event { margin: 0; font-weight: 600; }
td.hash { padding-right: 0; }
footer { color: var(--quiet); font-size: 14px; }
footer p { margin: 8px 0 0; max-width: 100ch; }
.sentence { max-width: 640px; padding-top: 20vh; font-size: 19px; }
@media screen and (max-width: 900px) {
  main { padding: 20px 12px 32px; }
  h1 { font-size: 25px; }
  section { padding: 14px 16px 16px; }
  .facts { grid-template-columns: minmax(0, 1fr); }
  dl div { grid-template-columns: minmax(0, 1fr); }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { padding: 12px 0; border-bottom: 1px solid var(--line); }
  tr:first-child { padding-top: 0; }
  tr:last-child { padding-bottom: 0; border-bottom: 0; }
  td { padding: 0; border: 0; }
  .line, .when { display: inline; color: var(--quiet); font-size: 14px; }
  .line { margin-right: 8px; }
  .who { font-weight: 600; }
  .what { margin: 4px 0; }
  td.hash::before { content: "Hash of the line "; color: var(--quiet); font-size: 14px; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --quiet: #444; --line: #bbb; --accent: #000; --tint: #fff; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  section { padding: 0; border: 0; }
  tr, dl div { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  code, .quiet, th { font-size: 7.5pt; }
  td { padding: 4pt 8pt 4pt 0; }
}
`;
