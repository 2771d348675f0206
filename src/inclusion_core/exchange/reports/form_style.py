"""What a form adds to the style sheet: black on white, boxes and lines drawn by hand's size, A4, and large print."""

from __future__ import annotations

import re

_FOOT = re.compile(r"[A-Za-z0-9@.-]{1,140}")

_FORM = """
.form{--page:#fff;--ink:#000;--muted:#000;--line:#777;--accent:#000;--tint:#fff;--note:#fff;--note-edge:#000;
background:#fff;color:#000}
.form .statement,.form .note{border:2px solid #000;border-left-width:8px}
.form .statement{border-width:0 0 0 8px}
.form h2{border-top-width:2px}
.form .entry{border-top:1px solid #000;padding-top:.6rem}
.form .choices{margin:0 0 .6rem}
.form .choices p,.form .lines p{margin:0 0 .25rem}
.form .asked{font-weight:650}
.form .choices ul{list-style:none;margin:0;padding:0;display:grid;gap:.35rem .9rem;
grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}
.form .choices li{display:grid;grid-template-columns:auto 1fr;gap:.5rem;margin:0;line-height:1.3}
.form .choices strong{display:block}
.form .in-a-row{display:inline-flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:baseline;margin-right:.8rem}
.form .in-a-row ul{display:flex;flex-wrap:wrap;gap:.2rem .9rem}
.form .in-a-row li{gap:.35rem}
.form .in-a-row strong{display:inline;font-weight:400}
.box{display:inline-block;width:1.05em;height:1.05em;border:1.5px solid #000;margin-top:.1em}
.lines i{display:block;height:2.1em;border-bottom:1px solid #777}
.lines{margin:0 0 1rem}
.blanks{display:grid;grid-template-columns:max-content 1fr;gap:.9rem 1rem;align-items:end;margin:1rem 0}
.blanks dd{margin:0;border-bottom:1px solid #777;height:1.7em}
.form.large{font-size:1.5rem}
.form.large .choices ul{grid-template-columns:1fr}
.form.large h1{font-size:2.4rem}.form.large h2{font-size:2rem}.form.large h3{font-size:1.7rem}
@media print{
@page{margin:15mm 15mm 14mm;@top-left{font:$SIZE sans-serif;
content:"A child at risk? Stop. Tell the safeguarding lead now. Do not write it here."}%s}
.form{font-size:10pt;line-height:1.3}
.form .entry p,.form .entry ul{font-size:9.3pt;line-height:1.25}
.form .entry li{margin-bottom:1pt}
.form.large .entry p,.form.large .entry ul{font-size:18pt}
.form h1{font-size:18pt}
.form h2{font-size:13pt;margin-top:12pt;padding-top:6pt}
.form h3{font-size:11pt;margin-bottom:3pt}
.form p,.form .choices,.form .lines,.form ul,.form .note{margin-bottom:4pt}
.form .blanks{gap:1.5mm 4mm;margin:2mm 0 3mm}
.form .blanks dd{height:7.5mm}
.form section section.entry{break-inside:avoid;margin-bottom:4pt;padding-top:5pt}
.form .choices ul{grid-template-columns:repeat(auto-fit,minmax(38mm,1fr))}
.form .statement,.form .note{padding:5pt 8pt}
.form .lines i{height:7.6mm}
.form .choices,.form .lines{break-inside:avoid}
.box{width:4mm;height:4mm;margin-top:0}
.form.large{font-size:18pt}
.form.large h1{font-size:26pt}.form.large h2{font-size:22pt}.form.large h3{font-size:20pt}
.form.large .choices ul{grid-template-columns:1fr}
.form.large .in-a-row ul{display:flex}
.form.large .box{width:7mm;height:7mm}
.form.large .lines i{height:13mm}
}
"""


def form_style(*, large: bool = False, foot: str = "") -> str:
    """Return the rules for a form; `foot` stands at the foot of every sheet, if it can stand in a style sheet."""
    said = f';@bottom-left{{content:"{foot}";font:$SIZE sans-serif}}' if _FOOT.fullmatch(foot) else ""
    return _FORM.replace("%s", said).replace("$SIZE", "13pt" if large else "9pt")
