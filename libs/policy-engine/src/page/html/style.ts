/** The page's style sheet: one column that reads at 390 px, contents beside the text from 1100 px on, plain black on white on A4. */
export const STYLE = `
:root{--ink:#1a1c1f;--soft:#50565e;--line:#cfd4da;--tint:#f4f6f8;--link:#0b4f8a;--accent:#0b4f8a}
*{box-sizing:border-box}
html{font-size:16px;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;color:var(--ink);background:#fff;line-height:1.75;font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",SimHei,system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.2em}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid #b35900;outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:1}
.page{max-width:84rem;margin:0 auto;padding:0 1rem 4rem}
header{padding:2rem 0 1rem;border-bottom:3px solid var(--accent)}
h1{font-size:1.75rem;line-height:1.35;margin:0 0 .5rem}
h2{font-size:1.4rem;line-height:1.4;margin:3rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid var(--accent)}
h3{font-size:1.15rem;line-height:1.5;margin:2.25rem 0 .5rem}
h4{font-size:1rem;line-height:1.6;margin:0 0 .25rem}
p{margin:.35rem 0}
.en{display:block;font-size:.8125rem;line-height:1.5;color:var(--soft);font-weight:400;font-family:system-ui,"Helvetica Neue",Arial,sans-serif}
h1 .en{font-size:1rem}
h2 .en,h3 .en{font-size:.875rem}
section>.entry>h3{font-size:1rem;margin:0 0 .25rem}
.note{color:var(--soft)}
.source{font-size:.875rem;color:var(--soft);margin-top:.5rem}
.entry{border-left:3px solid var(--line);padding:.35rem 0 .35rem 1rem;margin:1.25rem 0}
.entry:target,tr:target>*,.contested:target{background:#fff6d6}
.mark{display:inline-block;font-size:.78rem;line-height:1.5;font-weight:600;border:1px solid;border-radius:.2rem;padding:0 .4rem;margin-left:.25rem;vertical-align:.1em;background:#fff;white-space:nowrap}
.mark.mandatory{color:#8a1f11;border-width:2px}
.mark.in-principle{color:#6b4700;border-style:dashed;border-width:2px}
.mark.reference{color:#0b4f8a;border-style:dotted;border-width:2px}
.mark.kind{color:var(--soft);font-weight:400}
.mark.contested{color:#5b2a86;margin-left:0}
div.contested{border:1px solid #b9a3cf;background:#faf7fd;border-radius:.25rem;padding:.5rem .75rem;margin:.6rem 0;font-size:.9375rem}
ul{margin:.35rem 0;padding-left:1.4rem}
li{margin:.2rem 0}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:1rem 0;font-size:.9375rem;line-height:1.6}
caption{text-align:left;font-weight:600;padding:.35rem 0}
caption .en{display:inline;margin-left:.6em}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
thead th{background:var(--tint);font-weight:600}
tbody th{font-weight:500}
td>div+div,th>div+div{margin-top:.3rem}
figure{margin:1rem 0}
figcaption{color:var(--soft);font-size:.875rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.25rem}
.flow{display:block;width:100%;min-width:44rem;height:auto;font-size:15px;font-family:inherit}
.flow a{text-decoration:none}
.flow text{fill:var(--ink)}
.flow rect{fill:#fff;stroke:#8b95a1;stroke-width:1}
.flow rect.start{fill:var(--accent);stroke:var(--accent)}.flow text.start{fill:#fff;font-weight:600}
.flow rect.step{fill:#e8eef5;stroke:#e8eef5}.flow text.step{font-weight:600}
.flow text.premise,.flow text.detail{fill:var(--soft)}
.flow rect.outcome{fill:#eef6ee;stroke:#3c7a44;stroke-width:1.5}.flow text.headline{font-weight:600}
.flow text.exception{fill:#8a1f11;font-weight:600}
.flow .arrow{fill:none;stroke:#5d6875;stroke-width:1.5}.flow marker path{fill:#5d6875}
.flow a:hover rect,.flow a:focus rect{stroke:var(--link);stroke-width:2}
nav ol{margin:.25rem 0;padding-left:0;list-style:none}
nav li{margin:.1rem 0}
nav ol ol{padding-left:1rem;font-size:.875rem}
nav summary{cursor:pointer}
nav h2{margin:1.5rem 0 .5rem;font-size:1.1rem;border:0;padding:0}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);font-size:.875rem}
@media (min-width:1100px){
.columns{display:grid;grid-template-columns:16rem minmax(0,1fr);gap:2.5rem}
nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;padding-bottom:2rem;font-size:.9375rem}
main{max-width:62rem}
}
@media (max-width:640px){
h1{font-size:1.4rem}h2{font-size:1.2rem}
table,tbody,tr,th,td{display:block;width:auto}
colgroup{display:none}
thead{position:absolute;left:-999rem}
caption{display:block}
tr{border:1px solid var(--line);margin:0 0 .6rem;border-radius:.25rem}
th,td{border:0;padding:.3rem .6rem}
tbody th{background:var(--tint)}
td[data-column]::before{content:attr(data-column) "：";font-weight:600;color:var(--soft)}
td:empty{display:none}
}
@media print{
@page{size:A4;margin:16mm 14mm}
html{font-size:10.5pt}
body{line-height:1.55}
.page{padding:0;max-width:none}
.skip{display:none}
a{color:inherit;text-decoration:none}
h2{break-before:auto;break-after:avoid}h3,h4,caption{break-after:avoid}
.entry,tr,div.contested{break-inside:avoid}
thead{display:table-header-group}
nav{columns:2}
nav ol ol{display:none}
.scroll{overflow:visible;border:0}
.flow{min-width:0}
}
`.trim();
