// Owns how the server-written pages look: one column, from 320 px, by day and night, in two sizes, on the screen and on paper.
export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --text: #1f1f1f; --quiet: #555; --seal: #a51b1a; --on-seal: #fff; --line: #cfc8ba;
  --field: #6b6459; --tint: #f7f3ea; --good: #17632f; --link: #0b4f9c; }
@media (prefers-color-scheme: dark) { :root { --page: #181715; --text: #f0ece4; --quiet: #bdb6aa; --seal: #ff9c93; --on-seal: #2a0b0a;
  --line: #4a463f; --field: #a39b8d; --tint: #24221f; --good: #7fd49a; --link: #9cc7ff; } }
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
html.large { font-size: 137.5%; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 1.0625rem/1.7 system-ui, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
a { color: var(--link); text-underline-offset: .2em; }
a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible, [tabindex]:focus-visible
  { outline: 3px solid var(--seal); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -200vw; }
.skip:focus { position: static; display: inline-block; padding: .5rem 1.25rem; }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 1.5rem; padding-top: .9rem; padding-bottom: .9rem;
  border-bottom: 3px solid var(--seal); }
.brand { color: var(--seal); font-weight: 700; font-size: 1.2rem; text-decoration: none; }
nav a { display: inline-block; padding: .35rem 0; margin-right: 1.25rem; }
header nav a { margin: 0 0 0 1.25rem; }
header nav a:first-child { margin-left: 0; }
main { padding-top: 1.5rem; padding-bottom: 3rem; }
footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2rem; color: var(--quiet); }
h1 { font-size: 1.65rem; line-height: 1.35; margin: 0 0 .35rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.4; margin: 2.25rem 0 .6rem; }
p, ul, ol, dl { margin: 0 0 1rem; }
.quiet { color: var(--quiet); }
.number { overflow-wrap: anywhere; }
.now { font-size: 1.3rem; line-height: 1.5; font-weight: 600; margin: 1.25rem 0; }
.notice, .must, .done, .wrong { border-left: .35rem solid var(--seal); background: var(--tint); padding: .8rem 1rem; margin: 1.25rem 0; }
.done { border-color: var(--good); }
.notice > :last-child, .must > :last-child, .done > :last-child, .wrong > :last-child { margin-bottom: 0; }
.must h2, .wrong h2 { margin-top: 0; }
.due { font-weight: 700; white-space: nowrap; }
.steps { list-style: none; padding: 0; margin: 0; }
.steps li { position: relative; padding: 0 0 1.1rem 1.9rem; border-left: 2px solid var(--line); margin-left: .5rem; }
.steps li:last-child { border-color: transparent; padding-bottom: 0; }
.steps li::before { content: ''; position: absolute; left: -.56rem; top: .4rem; width: 1rem; height: 1rem; border-radius: 50%;
  border: 2px solid var(--field); background: var(--page); }
.steps .is-done::before { background: var(--field); }
.steps .is-now::before { border: 5px solid var(--seal); }
.steps .is-now > strong { color: var(--seal); }
.steps small { display: block; color: var(--quiet); font-size: .95rem; }
.papers { list-style: none; padding: 0; }
.papers li { padding: .55rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.papers small { display: block; color: var(--quiet); font-size: .95rem; }
.acts { list-style: none; padding: 0; }
.acts li { margin: 0 0 .6rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; overflow-wrap: normal; padding-right: 1.25rem; }
td { width: 100%; }
@media (min-width: 30rem) { th { white-space: nowrap; } }
.stands { color: var(--good); font-weight: 700; }
.fallen { color: var(--seal); font-weight: 700; }
figure { margin: 1.5rem 0; text-align: center; }
figure svg { width: 9rem; height: 9rem; background: #fff; }
form { margin: 1.25rem 0; }
.inline { margin: 0; }
.field { border: 0; padding: 0; margin: 0 0 1.4rem; min-width: 0; }
.field > label, legend { display: block; font-weight: 600; padding: 0; margin: 0 0 .3rem; }
.hint { display: block; color: var(--quiet); font-size: .97rem; margin: 0 0 .4rem; }
.error { display: block; color: var(--seal); font-weight: 700; margin: 0 0 .4rem; }
.has-error { border-left: .35rem solid var(--seal); padding-left: .9rem; }
input[type=text], textarea { width: 100%; max-width: 30rem; font: inherit; color: inherit; background: var(--page); border: 2px solid var(--field);
  border-radius: 0; padding: .5rem .6rem; }
textarea { max-width: none; min-height: 7rem; }
.code, .code-input { max-width: 16rem; letter-spacing: .08em; text-transform: uppercase; }
input[type=file] { font: inherit; max-width: 100%; padding: .4rem 0; }
.choice { display: flex; gap: .7rem; align-items: flex-start; padding: .35rem 0; }
.choice input { flex: none; width: 1.5rem; height: 1.5rem; margin: .15rem 0 0; accent-color: var(--seal); }
.choice label { font-weight: 400; }
button, .button { display: inline-block; font: inherit; font-weight: 700; line-height: 1.4; border: 2px solid var(--seal); border-radius: 0; cursor: pointer;
  background: var(--seal); color: var(--on-seal); padding: .6rem 1.4rem; text-decoration: none; }
button.plain { background: none; color: var(--link); border: 0; padding: .35rem 0; font-weight: 400; text-decoration: underline; text-underline-offset: .2em; }
.fold { display: flex; flex-wrap: wrap; gap: .25rem 1.75rem; align-items: baseline; margin-top: 2.25rem; }
@media (min-width: 40rem) { .two { display: grid; grid-template-columns: 1fr 1fr; gap: 2.5rem; } .two h2 { margin-top: 1rem; } }
@page { size: A4; margin: 18mm 20mm; }
@media print {
  :root { --page: #fff; --text: #000; --quiet: #333; --seal: #a51b1a; --line: #999; --field: #555; --tint: #fff; --link: #000; --good: #000; }
  html, html.large { font-size: 10.5pt; }
  header nav, footer, .skip, .off-paper { display: none; }
  header, main { max-width: none; padding-left: 0; padding-right: 0; }
  a { text-decoration: none; }
  h2 { margin-top: 1rem; break-after: avoid; }
  li, tr { break-inside: avoid; }
}
`;
