/** The status page's own style and script. Both are named in its content security policy by their hash. */

export const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --sheet: #fff; --ink: #16191d; --quiet: #58606b; --line: #e2e5ea;
  --good: #13714a; --good-tint: #e4f5ec; --bad: #b3480b; --bad-tint: #fdeee2; --watch: #1f5fae; --watch-tint: #e6effb; }
@media (prefers-color-scheme: dark) { :root { --page: #101318; --sheet: #191e25; --ink: #eceff3; --quiet: #a3adba; --line: #2b323c;
  --good-tint: #12352a; --bad-tint: #43240f; --watch-tint: #16304f; --good-ink: #7ddcb0; --bad-ink: #ffb27a; --watch-ink: #9cc6ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 "Segoe UI", system-ui, -apple-system, Roboto, sans-serif; }
.column { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
header { display: flex; align-items: center; gap: .7rem; margin-bottom: 1.5rem; }
header svg { width: 1.9rem; height: 1.9rem; flex: none; }
h1 { font-size: 1.35rem; margin: 0; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2.5rem 0 .9rem; }
h3 { font-size: 1.12rem; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }
p { margin: 0; }
.banner { display: flex; align-items: center; gap: 1rem; padding: 1.35rem 1.5rem; border-radius: 14px; color: #fff; background: var(--good); }
.banner.bad { background: var(--bad); }
.banner.watch { background: var(--watch); }
.banner svg { width: 2.4rem; height: 2.4rem; flex: none; }
.banner strong { display: block; font-size: 1.35rem; line-height: 1.3; letter-spacing: -.01em; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; padding: 1.35rem 1.5rem; margin-top: 1rem; }
.meta { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; margin-top: .55rem; color: var(--quiet); font-size: .9rem; }
.pill { padding: .1rem .65rem; border-radius: 99px; font-weight: 600; font-size: .82rem; color: var(--bad-ink, var(--bad)); background: var(--bad-tint); }
.pill.watch { color: var(--watch-ink, var(--watch)); background: var(--watch-tint); }
.pill.good { color: var(--good-ink, var(--good)); background: var(--good-tint); }
.next { margin-top: 1rem; padding: .6rem .9rem; border-radius: 9px; background: var(--page); font-size: .93rem; }
ol { list-style: none; margin: 1.25rem 0 0; padding: 0; }
li { position: relative; padding: 0 0 1.15rem 1.6rem; }
li:last-child { padding-bottom: 0; }
li:not(:last-child)::after { content: ""; position: absolute; left: 8px; top: 1.5rem; bottom: -.35rem; width: 2px; background: var(--line); }
li::before { content: ""; position: absolute; left: 0; top: .3rem; width: 12px; height: 12px; border-radius: 50%; background: var(--sheet); border: 3px solid var(--quiet); }
li.opened::before, li.reopened::before { border-color: var(--bad-ink, var(--bad)); }
li.monitoring::before { border-color: var(--watch-ink, var(--watch)); }
li.resolved::before, li.closed::before { border-color: var(--good-ink, var(--good)); }
li b { margin-right: .5rem; }
li time { color: var(--quiet); font-size: .88rem; white-space: nowrap; }
.said { white-space: pre-line; overflow-wrap: anywhere; margin-top: .15rem; }
details summary { cursor: pointer; list-style: none; display: flex; gap: 1rem; justify-content: space-between; align-items: baseline; }
details summary::-webkit-details-marker { display: none; }
details summary::after { content: "Show"; color: var(--quiet); font-size: .88rem; flex: none; }
details[open] summary::after { content: "Hide"; }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--watch); outline-offset: 3px; border-radius: 6px; }
.empty { color: var(--quiet); }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: .88rem; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; }
footer a { color: inherit; }
@media (max-width: 30rem) { .column { padding: 1.5rem .9rem 2rem; } .banner, .sheet { padding: 1.1rem; } .banner strong { font-size: 1.15rem; }
  li time { display: block; } }
@media print { details:not([open]) > :not(summary) { display: block; } }
`;

/** Every half minute the page looks whether there is news, and says so if it cannot. Times tell the reader's own on hovering. */
export const script = `
const own = () => { for (const time of document.querySelectorAll("time")) time.title = new Date(time.dateTime).toLocaleString(); };
const refresh = async () => {
  const say = (words) => { document.getElementById("note").textContent = words; };
  try {
    const answer = await fetch(location.href, { cache: "no-cache", signal: AbortSignal.timeout(10000) });
    if (!answer.ok) throw new Error(answer.status);
    const news = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document.querySelector("main"), news.querySelector("main")];
    if (there && here.dataset.as !== there.dataset.as) { here.replaceWith(there); document.title = news.title; own(); }
    say("Looks for news every 30 seconds.");
  } catch {
    say("Could not look for news at " + new Date().toUTCString() + ".");
  }
};
own();
setInterval(refresh, 30000);
`;
