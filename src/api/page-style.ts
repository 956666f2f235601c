// Owns how the few server-written pages look.
export const STYLE = `
:root { color-scheme: light dark; --seal: #b3201f; --line: #d8d3c8; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.05rem/1.7 system-ui, 'Noto Sans SC', 'Microsoft YaHei', sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; margin: 0 0 .25rem; }
h1 small { color: var(--seal); font-weight: 600; }
.quiet { opacity: .75; }
.notice { border-left: .3rem solid var(--seal); padding: .5rem 1rem; margin: 1.5rem 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { white-space: nowrap; font-weight: 600; }
.stands { color: #1a7f37; font-weight: 700; }
.fallen { color: var(--seal); font-weight: 700; }
figure { margin: 1.5rem 0; text-align: center; }
figure svg { width: 9rem; height: 9rem; background: #fff; }
@media print {
  @page { size: A4; margin: 25mm 26mm; }
  :root { color-scheme: light; }
  body > header, body > footer, .skip, .screen { display: none; }
  main { max-width: none; padding: 0; }
  h1 { text-align: center; }
  table, figure { break-inside: avoid; }
}
a:focus-visible { outline: 3px solid var(--seal); }
`;
