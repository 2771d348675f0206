"""The style sheet of a page: by day and by night, on a telephone, on paper."""

from __future__ import annotations

from inclusion_core.exchange.charts_svg import STYLE as CHARTS
from inclusion_core.exchange.reports.form_style import form_style
from inclusion_core.exchange.reports.palette import DARK, LIGHT, custom_properties

_SCREEN = """
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:0 1.25rem 4rem;max-width:46rem;background:var(--page);color:var(--ink);
font:1.0625rem/1.55 system-ui,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{line-height:1.25;text-wrap:balance;margin:0 0 .5rem}
h1{font-size:2rem;letter-spacing:-.01em}
h2{font-size:1.5rem;margin-top:3.25rem;padding-top:.9rem;border-top:3px solid var(--accent)}
h3{font-size:1.2rem;margin-top:2rem}
h4,h5,h6{font-size:1.0625rem;margin-top:1.5rem}
p,ul,ol,dl,figure,blockquote{margin:0 0 1rem}
p,li,dd,dt,td,th,blockquote,figcaption,h1,h2,h3,h4,h5,h6{unicode-bidi:plaintext}
ul,ol{padding-left:1.4rem}
li{margin-bottom:.35rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-999rem;top:0;padding:.7rem 1rem;background:var(--accent);color:var(--page)}
.skip:focus{left:0;z-index:1}
header{padding-top:2.25rem}
.subtitle{font-size:1.2rem;color:var(--muted)}
.statement{margin:0 0 1rem;padding:.7rem 1rem;background:var(--tint);border-left:5px solid var(--accent)}
.made-up .statement:first-of-type{background:var(--made-up);border-color:var(--made-up-edge)}
.facts{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.3rem 1.25rem}
.facts dt{color:var(--muted)}
.facts dd{margin:0}
nav{margin:2rem 0 0;padding:1rem 1.25rem;background:var(--tint)}
nav h2{margin:0 0 .5rem;padding:0;border:0;font-size:1.0625rem}
nav ol{columns:2 16rem;column-gap:2rem;margin:0}
nav li{break-inside:avoid}
.label{color:var(--accent);font-variant-numeric:tabular-nums;margin-right:.35em}
.entry{margin:0 0 1.5rem;padding:1.1rem 0 .2rem;border-top:1px solid var(--line)}
.keep>:first-child{margin-top:0}
.standing{margin:0 0 1rem;padding:.7rem 1rem;background:var(--tint);border-radius:4px}
.standing p{margin:0}
.standing p+p{margin-top:.3rem}
.words{font-weight:650}
.steps{display:inline-flex;gap:3px;margin-right:.6rem;vertical-align:-.05em}
.steps i{width:.85rem;height:.85rem;border:2px solid var(--accent);border-radius:2px}
.steps .on{background:var(--accent)}
.lead{font-weight:650}
blockquote{padding:.1rem 0 .1rem 1.1rem;border-left:4px solid var(--line)}
blockquote p{margin:0 0 .4rem}
blockquote footer{margin:0;padding:0;border:0;color:var(--muted);font-size:.92em}
.note{margin:0 0 1rem;padding:.7rem 1rem;background:var(--note);border-left:5px solid var(--note-edge)}
.note p{margin:0}
.note p+p{margin-top:.5rem}
.wide{overflow-x:auto;margin:0 0 1.25rem}
table{border-collapse:collapse;width:100%;font-size:.95em;line-height:1.4}
caption{text-align:left;font-weight:650;padding:0 0 .5rem}
th,td{padding:.5rem .8rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);
overflow-wrap:break-word;min-width:4.5rem}
thead th{color:var(--muted);font-weight:600;border-bottom:2px solid var(--accent);vertical-align:bottom}
tbody th{font-weight:600}
.figure{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:2rem 0}
figure svg{display:block;width:100%;max-width:26rem;height:auto}
figcaption{font-weight:650;margin-bottom:.6rem}
body>footer{margin-top:3.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--muted);font-size:.95rem}
@media (max-width:30rem){
body{font-size:1rem}
h1{font-size:1.6rem}
h2{font-size:1.3rem}
.facts{grid-template-columns:1fr;gap:0}
.facts dd{margin-bottom:.5rem}
th,td{padding-right:.6rem}
}
"""

_PRINT = """
@page{size:A4;margin:18mm 18mm 20mm;@bottom-right{content:counter(page) " of " counter(pages);font:9pt sans-serif}%s}
@media print{
:root{%s}
html{color-scheme:light}
body{max-width:none;padding:0;font-size:10.5pt;line-height:1.45}
header{padding-top:0}
h1{font-size:20pt}h2{font-size:15pt;margin-top:22pt}h3{font-size:12pt}
h1,h2,h3,h4,h5,h6,caption,figcaption{break-after:avoid}
tr,figure,blockquote,.note,.standing,li{break-inside:avoid}
thead{display:table-header-group}
p,li,dd{orphans:3;widows:3}
.keep{break-inside:avoid}
.entry{margin-bottom:.4rem}
figure svg{max-width:9cm}
.standing,.note{padding:.4rem .7rem}
.new-page{break-before:page}
.new-page>h2{margin-top:0}
.wide{overflow:visible}
.skip{display:none}
a{color:inherit;text-decoration:none}
.one-page{font-size:8pt;line-height:1.25}
.one-page nav{display:none}
.one-page main{columns:2;column-gap:7mm}
.one-page section{margin-bottom:5pt}
.one-page .across{column-span:all}
.one-page .across td{white-space:nowrap}
.one-page tbody th{font-weight:400}
.one-page h1{font-size:15pt;margin-bottom:1pt}
.one-page .subtitle{font-size:9pt;margin-bottom:4pt}
.one-page h2{font-size:10.5pt;margin:6pt 0 3pt;padding-top:3pt;border-top-width:2px}
.one-page main>section:first-of-type h2{margin-top:0}
.one-page p,.one-page ul,.one-page .note,.one-page .statement,.one-page .wide{margin-bottom:4pt}
.one-page .note,.one-page .statement{padding:2pt 5pt}
.one-page ul{padding-left:1.1em}
.one-page li{margin-bottom:1pt}
.one-page table{font-size:1em;line-height:1.2;table-layout:auto}
.one-page th,.one-page td{padding:1.5pt 4pt 1.5pt 0;min-width:0;overflow-wrap:normal}
.one-page caption{padding-bottom:1pt}
.one-page>footer{margin-top:5pt;padding-top:3pt;font-size:1em}
.steps .on,.statement,.note,.standing,nav,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
"""

_ONE_SHEET = "@page{margin:11mm 13mm 12mm}"

_MADE_UP = '@top-left{content:"Made up: no school here is a real one.";font:9pt sans-serif}'


def stylesheet(*, made_up: bool, form: str = "", foot: str = "", one_page: bool = False) -> str:
    """Return the whole style sheet. It names no address: a page fetches nothing. `form` is for what is filled in."""
    day, night = custom_properties(LIGHT), custom_properties(DARK)
    sheet = _ONE_SHEET if one_page else ""
    whole = (
        f":root{{{day}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}"
        + _SCREEN
        + CHARTS
        + _PRINT % (_MADE_UP if made_up else "", day)
        + sheet
    )
    return (whole + (form_style(large=form == "large", foot=foot) if form else "")).replace("\n", "")
