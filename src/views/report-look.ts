/** The style of reports as HTML. It is named in their content security policy by its hash. */

export const style = `
:root { color-scheme: light dark; --page: #fff; --ink: #16191d; --quiet: #58606b; --line: #d9dde3; --tint: #f4f5f7; --link: #1f5fae; }
@media (prefers-color-scheme: dark) { :root { --page: #101318; --ink: #eceff3; --quiet: #a3adba; --line: #323a45; --tint: #191e25; --link: #9cc6ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.4rem 0 .7rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
p { margin: .6rem 0; overflow-wrap: anywhere; }
.lead, .quiet { color: var(--quiet); }
a { color: var(--link); overflow-wrap: anywhere; }
code { font: .92em/1.4 Consolas, "Cascadia Mono", Menlo, monospace; background: var(--tint); padding: .1em .35em; border-radius: 4px; }
.wide { overflow-x: auto; margin: .7rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .42rem .7rem .42rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { font-size: .85rem; color: var(--quiet); font-weight: 600; }
.wide td:first-child { min-width: 9rem; }
.facts { margin: .7rem 0; }
.facts th { width: 11rem; font-weight: 600; color: var(--quiet); }
blockquote { margin: .9rem 0; padding: .6rem 1rem; border-inline-start: 3px solid var(--line); background: var(--tint); white-space: pre-wrap; overflow-wrap: anywhere; }
dl { margin: .7rem 0; }
dt { font-weight: 600; margin-top: .9rem; }
dd { margin: .4rem 0 0; min-height: 4.5rem; border: 1px dashed var(--line); border-radius: 6px; }
tbody td:empty { height: 2.4rem; }
@media (max-width: 34rem) { main { padding: 1.5rem 1rem 3rem; } .facts th { width: 7.5rem; } }
@media print {
  :root { --page: #fff; --ink: #000; --quiet: #444; --line: #bbb; --tint: #f4f4f4; --link: #000; }
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  h2 { break-after: avoid; } tr, dt, blockquote { break-inside: avoid; } dd { min-height: 6rem; }
  .wide { overflow: visible; }
}
`;
