/** The style of an exported transcript, which its content security policy names by its hash. */

export const transcriptStyle = `
:root { color-scheme: light dark; --page: #f4f5f7; --sheet: #fff; --ink: #16191d; --quiet: #58606b; --line: #e2e5ea; --link: #1f5fae;
  --good: #13714a; --bad: #b3480b; --bad-tint: #fdeee2; --gap-tint: #fff6dc; --gap: #7a5a00; }
@media (prefers-color-scheme: dark) { :root { --page: #101318; --sheet: #191e25; --ink: #eceff3; --quiet: #a3adba; --line: #2b323c; --link: #9cc6ff;
  --good: #7ddcb0; --bad: #ffb27a; --bad-tint: #43240f; --gap-tint: #332a0c; --gap: #ecc94b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
p, dl, dd, figure { margin: 0; }
a { color: var(--link); overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.over { color: var(--quiet); font-weight: 600; }
h1 { font-size: 1.7rem; line-height: 1.25; letter-spacing: -.01em; margin: .1rem 0 1rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .5rem 1rem; }
dt { color: var(--quiet); font-size: .82rem; }
dd { font-size: .92rem; }
.verdict { margin-top: 1rem; padding: .65rem .95rem; border-radius: 9px; border: 1px solid var(--line); border-left: 4px solid var(--good); background: var(--sheet); font-size: .9rem; overflow-wrap: anywhere; }
.verdict.broken { border-left-color: var(--bad); background: var(--bad-tint); font-weight: 600; }
h2 { position: sticky; top: 0; z-index: 1; margin: 2.25rem 0 .75rem; padding: .5rem 0; background: var(--page); font-size: 1rem; border-bottom: 1px solid var(--line); }
section > article, section > aside, .loose { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: .9rem 1.1rem; margin-top: .7rem; }
article { display: flex; gap: .8rem; scroll-margin-top: 3.5rem; }
article:target, .version:has(:target), aside:target, figure:target, .file:target { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 10px; }
.told { flex: 1; min-width: 0; }
.face { flex: none; width: 2.2rem; height: 2.2rem; border-radius: 50%; display: grid; place-items: center; color: #fff; font-size: .82rem; font-weight: 600; background: #5b6470; }
.fbot { border-radius: 9px; background: #4b53bc; }
.f0 { background: #8c3b6d; } .f1 { background: #1f5fae; } .f2 { background: #13714a; } .f3 { background: #96540c; }
.f4 { background: #6b4fa3; } .f5 { background: #0b6a75; } .f6 { background: #a33b3b; } .f7 { background: #4c6a12; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .6rem; }
.head, .step, .file, figcaption, .note { position: relative; padding-right: 3.2rem; }
.head b { overflow-wrap: anywhere; }
time { color: var(--quiet); font-size: .84rem; white-space: nowrap; }
.number { position: absolute; right: 0; top: .15rem; color: var(--quiet); font-size: .78rem; text-decoration: none; font-variant-numeric: tabular-nums; }
.number:hover { text-decoration: underline; }
.tag { font-size: .75rem; padding: 0 .45rem; border-radius: 99px; border: 1px solid var(--line); color: var(--quiet); }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
.version + .version { margin-top: .55rem; }
.step { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .6rem; font-size: .84rem; color: var(--quiet); }
.before .words { color: var(--quiet); padding-left: .7rem; border-left: 3px solid var(--line); }
.step + .words { margin-top: .1rem; }
.deletion .step b { color: var(--bad); }
.mentions, .file, figcaption, .note { font-size: .88rem; color: var(--quiet); }
.note { font-style: italic; }
.mentions bdi { display: inline-block; margin: .15rem .15rem 0; padding: 0 .5rem; border-radius: 9px; background: var(--page); color: var(--ink); overflow-wrap: anywhere; }
.file { margin-top: .35rem; overflow-wrap: anywhere; }
figure { margin-top: .5rem; }
figure img { display: block; max-width: 100%; max-height: 32rem; border-radius: 8px; border: 1px solid var(--line); }
figcaption { margin-top: .2rem; overflow-wrap: anywhere; }
.replies { margin-top: .8rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.replies article + article, .loose article { margin-top: .8rem; }
.replies .face, .loose .face { width: 1.7rem; height: 1.7rem; font-size: .68rem; }
aside { scroll-margin-top: 3.5rem; }
section > aside { border-style: dashed; }
section > .gap { background: var(--gap-tint); border-color: var(--gap); }
section > .gap b { color: var(--gap); }
section > .erased b { color: var(--quiet); }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: .88rem; }
@media (max-width: 34rem) { main { padding: 1.4rem .8rem 2rem; } h1 { font-size: 1.35rem; } article { gap: .6rem; }
  section > article, section > aside, .loose { padding: .75rem .8rem; } .replies { margin-left: -2.2rem; padding-left: .7rem; }
  .face { width: 1.7rem; height: 1.7rem; font-size: .68rem; } }
@media print { :root { color-scheme: light; --page: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --link: #000; --good: #13714a; --bad: #b3480b; --bad-tint: #fff; --gap-tint: #fff; --gap: #7a5a00; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; } h2 { position: static; break-after: avoid; } .head, .step { break-after: avoid; } figure, section > aside { break-inside: avoid; }
  .face { print-color-adjust: exact; } a { text-decoration: none; } }
`;
