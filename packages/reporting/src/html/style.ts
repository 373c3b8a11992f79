import type { Markup } from "./markup.ts";
import { html } from "./markup.ts";

/**
 * The look of the page: one column, system fonts, colors by role, light or dark as the reader's system is.
 *
 * Text on every background has a contrast of at least 4.5, marks of at least 3. Below 640 pixels tables
 * become lists; on paper the background goes and cards do not break.
 */
export const style: Markup = html`<style>
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1b2430;--soft:#566272;--line:#e0e4ea;--grid:#e9edf2;--track:#edf0f4;--accent:#2f5bd7;--good:#0f7a53;--good-back:#e2f4ec;--bad:#b3323f;--bad-back:#fbe8ea;--warn:#8f5a00;--warn-back:#fdf1da;--calm:#465a75;--calm-back:#e9eef5;--s0:#2f5bd7;--s1:#c2571a;--s2:#14836f;--s3:#8a4fc0;--s4:#a3731a;--s5:#66758a}
@media(prefers-color-scheme:dark){:root{--page:#10151c;--card:#18202a;--ink:#e7ecf3;--soft:#a0aec0;--line:#2b3644;--grid:#26303d;--track:#242e3a;--accent:#8fb0ff;--good:#5fd3a4;--good-back:#143329;--bad:#ff97a0;--bad-back:#3b1d22;--warn:#f0bd62;--warn-back:#372a12;--calm:#a9bdd8;--calm-back:#222d3b;--s0:#7ea2ff;--s1:#f0955c;--s2:#4fc4ac;--s3:#c197ee;--s4:#dcb457;--s5:#93a2b7}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main{max-width:860px;margin:0 auto;padding:40px 24px 64px}
h1,h3,p,a,dd,li,.badge{overflow-wrap:anywhere}h1{font-size:30px;line-height:1.2;letter-spacing:-.015em;margin:0 0 6px}
h2{font-size:21px;letter-spacing:-.01em;margin:48px 0 14px}
h3{font-size:18px;margin:0}
h4{font-size:14px;margin:0 0 6px;display:flex;gap:8px;align-items:center}
p{margin:8px 0}
a{color:var(--accent)}
.lead,.when,figcaption,caption,.fine,.question{color:var(--soft)}
.when{margin:0}
.lead{max-width:68ch}
.fine,figcaption,caption{font-size:13.5px}
.question{font-style:italic}
.card{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px;margin:16px 0}
.experiment>header{display:flex;gap:12px;align-items:center;flex-wrap:wrap;margin-bottom:4px}
.experiment>header h3{font-size:19px}
.badge,.mark{display:inline-block;white-space:nowrap;font-weight:600;border-radius:999px;background:var(--calm-back);color:var(--calm)}
.badge{font-size:13px;padding:3px 12px}
.mark{font-size:12.5px;padding:1px 9px}
p.mark{white-space:normal;border-radius:8px;padding:6px 12px}
.good>.badge,.good .verdict-head .badge,.good>header .badge,.mark.good{background:var(--good-back);color:var(--good)}
.bad .verdict-head .badge,.bad>header .badge,.mark.bad{background:var(--bad-back);color:var(--bad)}
.warn .verdict-head .badge,.warn>header .badge,.mark.warn{background:var(--warn-back);color:var(--warn)}
ul{padding:0;margin:0;list-style:none}
.verdicts{display:grid;gap:12px}
.verdicts li{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--calm);border-radius:12px;padding:14px 20px}
.verdicts li.good{border-left-color:var(--good)}.verdicts li.bad{border-left-color:var(--bad)}.verdicts li.warn{border-left-color:var(--warn)}
.verdict-head{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center}
.verdict-head a{font-weight:600;color:var(--ink);text-decoration-color:var(--line);text-underline-offset:3px}
.verdicts p{margin:6px 0 0}
.warnings{background:var(--warn-back);border-radius:12px;padding:14px 20px;display:grid;gap:8px}
.warnings li{padding-left:22px;position:relative}
.warnings li::before{content:"!";position:absolute;left:0;top:.22em;width:15px;height:15px;line-height:15px;font-size:11px;font-weight:700;text-align:center;border-radius:50%;background:var(--warn);color:var(--card)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:16px 0}
.tiles div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 18px;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.card .tiles div{background:none}
.tiles dt{color:var(--soft);font-size:13.5px;line-height:1.35}
.tiles dd{margin:0;font-size:23px;font-weight:650;letter-spacing:-.01em;line-height:1.3}
figure{margin:22px 0 0}
figcaption{margin-bottom:8px;max-width:68ch}
.unreadable svg{opacity:.6}.panels{display:grid;grid-template-columns:1fr;gap:8px}
.panel>figure{margin-top:10px}.panel>.chart+table{margin-top:16px}figure details,.panel details{margin-top:10px;border-top:0;padding-top:0}figure details summary,.panel details summary{font-weight:400;color:var(--soft);font-size:13.5px}.panel{border-top:1px solid var(--line);margin-top:18px;padding-top:16px}
.chart svg{display:block;width:100%;height:auto}
.chart svg.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0 14px;font-size:13.5px;color:var(--soft)}
.dot{display:inline-block;width:11px;height:11px;border-radius:3px;background:var(--s);margin-right:7px}
.s0{--s:var(--s0)}.s1{--s:var(--s1)}.s2{--s:var(--s2)}.s3{--s:var(--s3)}.s4{--s:var(--s4)}.s5{--s:var(--s5)}
svg text{font-family:inherit;fill:var(--ink)}
.tick{font-size:12px;fill:var(--soft)}.label,.value{font-size:13.5px;paint-order:stroke;stroke:var(--card);stroke-width:4px}.value{font-weight:650}
.grid{stroke:var(--grid)}.zero{stroke:var(--soft);stroke-dasharray:3 3}
.interval{stroke:var(--t);stroke-width:7;stroke-linecap:round;opacity:.38}.estimate{fill:var(--t);stroke:var(--card);stroke-width:2}.arrow{fill:none;stroke:var(--t);stroke-width:2}
.up{--t:var(--accent)}.down{--t:var(--accent)}.flat{--t:var(--s5)}
path.truth{fill:none;stroke:var(--ink);stroke-width:1.8}.truth-line{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:7 4}
.band{fill:var(--accent)}.outer{opacity:.14}.inner{opacity:.24}.curve{fill:none;stroke:var(--accent);stroke-width:2.2}
.density{fill:var(--s);fill-opacity:.22;stroke:var(--s);stroke-width:1.6}.mean{stroke:var(--s);stroke-dasharray:2 3}.swatch,.bar{fill:var(--s)}
.track{fill:var(--track)}.allowed{fill:var(--good-back)}.promise{stroke:var(--ink);stroke-width:2}
.part.good{fill:var(--good)}.part.calm{fill:var(--s5)}.part.bad{fill:var(--bad)}
table{width:100%;border-collapse:collapse;font-size:14px;margin:10px 0 4px}
caption{text-align:left;padding:6px 0}
th,td{text-align:left;vertical-align:top;padding:8px 10px 8px 0;border-top:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;font-size:12.5px;border-top:0}
tbody td{overflow-wrap:break-word}tbody td.number{white-space:nowrap}thead th{overflow-wrap:normal}tbody th{font-weight:600;overflow-wrap:break-word}tbody th.long{overflow-wrap:anywhere;min-width:10.5em}.beneath{display:block;color:var(--soft)}.card>table:first-child{margin-top:-6px}
th:last-child,td:last-child{padding-right:0}
details{margin-top:20px;border-top:1px solid var(--line);padding-top:14px}
summary{cursor:pointer;font-size:14px;font-weight:600}
.glossary{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:14px 28px;margin:0}
.glossary dt{font-weight:600;font-size:14px}.glossary dd{margin:2px 0 0;color:var(--soft);font-size:14px}
footer{margin-top:48px;color:var(--soft);font-size:13px}
@media(min-width:641px){#health .tiles{grid-template-columns:repeat(3,1fr)}}
@media(max-width:640px){main{padding:24px 14px 40px}h1{font-size:25px}h2{margin-top:36px}.card{padding:18px 16px}.chart svg.wide{display:none}.chart svg.narrow{display:block}.tiles dd{font-size:20px}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table,tbody,tr,th,td,caption{display:block}tr{border-top:1px solid var(--line);padding:8px 0}tbody th,tbody td{border:0;padding:2px 0;min-width:0}td{display:grid;overflow-wrap:anywhere;grid-template-columns:minmax(96px,36%) 1fr;gap:12px}td:empty{display:none}tbody td.number{white-space:normal}.beneath{display:inline}td::before{content:attr(data-label);color:var(--soft)}td .mark{justify-self:start}.tiles{grid-template-columns:1fr;gap:8px}.tiles div{flex-direction:row;justify-content:space-between;align-items:baseline;gap:16px;padding:10px 16px}.tiles dd{text-align:right;flex:none;max-width:62%}}
@media print{:root{--page:#fff;--card:#fff}body{font-size:12px}main{max-width:none;padding:0}.card,.verdicts li,.tiles div,figure,.panel,tr{break-inside:avoid}thead{display:table-header-group}.lead{break-after:avoid}#truth .card{padding:8px 12px}th,td{font-size:11px;padding:5px 8px 5px 0}p{orphans:3;widows:3}.lead{break-inside:avoid;max-width:none}figcaption{max-width:none}.fine,figcaption,caption,.question,summary,h4{font-size:11.5px}.tiles dd{font-size:18px}summary{list-style:none}.experiment{break-inside:auto}.card{overflow:visible}h2,h3,figcaption{break-after:avoid}a{color:inherit}.badge,.mark,.part,.bar,.track,.band,.density{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
</style>`;
