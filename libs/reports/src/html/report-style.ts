import { readableOnDark } from '../templates/contrast.ts';
import { DARK, LIGHT, PALETTE_NAMES, type Palette } from '@convoscope/charts';

const propertiesOf = (palette: Palette): string =>
  PALETTE_NAMES.map((name) => `--${name}:${palette[name]}`).join(';');

/** The colour of a brand in place of the product's: on dark ground with so much white that it can be read. */
export const brandStyle = (colour: string | undefined): string =>
  colour === undefined
    ? ''
    : `:root{--accent:${colour}}@media (prefers-color-scheme:dark){:root{--accent:${readableOnDark(colour)}}}@media print{:root{--accent:${colour}}}`;

/** The page's only style sheet: light and dark by the reader's preference, and a print version. Contrast of text is at least 4.5:1 in both. */
export const reportStyle = `
:root{color-scheme:light dark;${propertiesOf(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${propertiesOf(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased}
main{max-width:1060px;margin:0 auto;padding:44px 28px 64px}
header{margin-bottom:26px}
.brand{display:flex;align-items:center;gap:8px;font-size:13px;font-weight:600;letter-spacing:.02em;color:var(--text-soft)}
.brand i{width:10px;height:10px;border-radius:50%;background:var(--accent)}
h1{font-size:36px;line-height:1.15;letter-spacing:-.022em;margin:12px 0 4px;font-weight:680}
.sub{color:var(--text-soft);margin:0}
h2{font-size:17px;letter-spacing:-.008em;margin:0 0 2px;font-weight:650}
h3{font-size:15px;margin:0;font-weight:600;line-height:1.4}
section{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:22px 24px;margin:16px 0;}
.hint{color:var(--text-soft);font-size:13px;margin:0 0 14px}
.summary ul{list-style:none;margin:0;padding:0}
.summary li{padding:7px 0 7px 22px;position:relative;font-size:16px;line-height:1.5}
.summary li:first-child{font-size:20px;line-height:1.4;letter-spacing:-.01em;font-weight:560;padding-top:0}
.summary li::before{content:"";position:absolute;left:2px;top:1.02em;width:8px;height:8px;border-radius:50%;background:var(--text-soft)}
.summary li:first-child::before{top:.62em;background:var(--accent)}
.summary li.good::before{background:var(--good)}.summary li.bad::before{background:var(--bad)}
.tiles{display:grid;grid-template-columns:repeat(6,1fr);gap:12px;margin:16px 0}
.tile{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:14px 16px 12px;min-width:0;break-inside:avoid}
.tile dt{font-size:13px;color:var(--text-soft)}.tile dd{margin:0}
.tile .delta{display:block;min-height:1.5em}.tile b{font-size:25px;font-weight:660;letter-spacing:-.02em;line-height:1.3}
.tile .detail{font-size:12px;color:var(--text-soft);padding-top:6px}
.spark{height:28px;margin-top:4px;overflow:hidden}.spark svg{width:140px;height:28px}
.delta{font-size:12.5px;white-space:nowrap;color:var(--text-soft)}.delta.good{color:var(--good);font-weight:600}.delta.bad{color:var(--bad);font-weight:600}.delta.strong{color:var(--text);font-weight:650}
.two{display:grid;grid-template-columns:1fr 1fr;gap:16px}.two section{margin:0}
svg{width:100%;height:auto;display:block;overflow:visible}
.figure,figure{margin:0}.chart svg{width:100%;height:auto}
.data{margin-top:10px;font-size:13px}.data summary{cursor:pointer;color:var(--text-soft)}.data table{margin-top:8px}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px}a:hover{text-decoration-color:currentColor}
.bars{list-style:none;margin:0;padding:0}
.bars li{display:grid;grid-template-columns:minmax(122px,1.2fr) 1.5fr 36px 38px 66px;gap:9px;align-items:center;padding:5px 0;font-size:14px}
.bars.with-mood li{grid-template-columns:minmax(120px,1.2fr) 3fr 48px 44px 70px 54px}
.name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.track{position:relative;height:12px;background:var(--accent-soft);border-radius:4px;background:color-mix(in srgb,var(--line) 55%,transparent)}
.fill{position:absolute;inset:0 auto 0 0;background:var(--accent);border-radius:4px;opacity:.88}
.tick{position:absolute;top:-3px;bottom:-3px;width:2px;margin-left:-1px;background:var(--text);opacity:.75;border-radius:1px}
.number,.share,.right{text-align:right}.share{color:var(--text-soft)}.bars .delta{text-align:right}
.mood{font-size:12.5px;text-align:center;border-radius:6px;padding:1px 0;color:var(--text-soft)}.mood.good{color:var(--good);background:var(--good-soft)}.mood.bad{color:var(--bad);background:var(--bad-soft)}
.more,.nothing{color:var(--text-soft);font-size:13px;margin:10px 0 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}
th{text-align:left;font-weight:500}thead th{font-size:12.5px;color:var(--text-soft);padding:0 12px 7px 0;border-bottom:1px solid var(--line);white-space:nowrap}
tbody th,td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:middle}tbody tr:last-child>*{border-bottom:0}
thead th.right,td.right{text-align:right}tr>:last-child{padding-right:0}
tbody th{overflow-wrap:anywhere}.few{color:var(--text-soft)}small{font-size:12.5px;color:var(--text-soft)}
.estimate{display:flex;align-items:center;gap:10px;white-space:nowrap}.estimate span{min-width:46px;text-align:right}.interval{position:relative;width:130px;height:18px;flex:none}.interval i{position:absolute}.interval .zero{top:1px;bottom:1px;border-left:1px dashed var(--text-soft)}.interval .whisker{top:8px;height:2px;border-radius:1px;background:var(--accent);opacity:.5}.interval .dot{top:5.5px;width:7px;height:7px;margin-left:-3.5px;border-radius:50%;background:var(--accent)}
.findings,.unusual{list-style:none;margin:0;padding:0}
.findings li{display:grid;grid-template-columns:60px 1fr auto;gap:14px;padding:9px 0;border-bottom:1px solid var(--line);align-items:baseline}.findings li:last-child,.unusual li:last-child{border-bottom:0;padding-bottom:0}
.findings p{margin:0}.findings time{color:var(--text-soft);font-size:13px}
.badge{font-size:12px;border-radius:99px;padding:1px 9px;background:color-mix(in srgb,var(--line) 60%,transparent);color:var(--text-soft)}.badge.warning{background:var(--busy-soft);color:var(--busy)}.badge.critical{background:var(--bad-soft);color:var(--bad)}
.unusual li{display:grid;grid-template-columns:46px 1fr;gap:16px;padding:12px 0;border-bottom:1px solid var(--line);break-inside:avoid}
.unusual p{margin:1px 0 3px}.score{position:relative;height:46px;border-radius:9px;background:color-mix(in srgb,var(--line) 55%,transparent);overflow:hidden;display:grid;place-items:center}
.score i{position:absolute;inset:auto 0 0 0;background:var(--busy);opacity:.26}.score b{position:relative;font-size:13px;font-weight:620}
code{font:12px ui-monospace,SFMono-Regular,Menlo,monospace;color:var(--text-soft);overflow-wrap:anywhere}
.ledger{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:10px;list-style:none;margin:12px 0 0;padding:0}
.ledger li{border:1px solid var(--line);border-radius:10px;padding:9px 12px;display:grid}.ledger b{font-size:18px}.ledger small{text-transform:none}.ledger span{font-size:12.5px}.ledger .good span{color:var(--good)}.ledger .bad span{color:var(--bad)}
.notes{margin:0;padding:0 0 0 18px}.notes li{padding:3px 0}
footer p{margin:6px 0 0}footer{color:var(--text-soft);font-size:12.5px;margin-top:22px}
@media (max-width:820px){main{padding:26px 16px 40px}h1{font-size:28px}.tiles{grid-template-columns:repeat(2,1fr)}.two{grid-template-columns:1fr}.bars li,.bars.with-mood li{grid-template-columns:1fr 48px 44px}.bars .track{grid-column:1/-1;grid-row:2}.bars .delta,.mood{display:none}section{padding:18px 16px}.findings li{grid-template-columns:1fr auto}.findings p{grid-column:1/-1;grid-row:2}}
@media print{:root{color-scheme:light;${propertiesOf(LIGHT)};--ground:#fff}h2,.hint,thead{break-after:avoid}li,tr,figure,.summary,.ledger{break-inside:avoid}.data{display:none}.two{display:block}.two section{margin:16px 0}a{text-decoration:none}body{font-size:12px}main{max-width:none;padding:0}section,.tile{border-radius:8px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:14mm}}
`.replaceAll('\n', '');
