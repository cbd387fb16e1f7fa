extension HTMLReport {
  /// The look of the page: calm on screen in light and dark, black on white on paper.
  static let styleSheet: StaticString = #"""
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ground: #f3f4f6; --ink: #1b2430; --quiet: #5a6574; --faint: #626d7b;
      --line: #dde1e7; --soft: #f7f8fa; --accent: #1f4e79; --accent-soft: #e8eff6;
      --critical: #a3262a; --major: #bd5a12; --minor: #8c6e10; --info: #5f7590;
      --undetermined: #b9bfc9; --good: #2c7a51; --bad: #a3262a; --open: #8a6410;
      --bad-soft: #fbeeee; --open-soft: #fbf4e3; --good-soft: #eaf5ef; --differs: #fff3d6;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #1a1f27; --ground: #12161c; --ink: #e4e8ee; --quiet: #a9b3c0; --faint: #8b96a5;
        --line: #313945; --soft: #202630; --accent: #8fbbe6; --accent-soft: #22303f;
        --critical: #e5686b; --major: #e8924d; --minor: #d4b550; --info: #8ea4bf;
        --undetermined: #4f5967; --good: #6cc397; --bad: #f08a8c; --open: #e0bd6a;
        --bad-soft: #35211f; --open-soft: #332b19; --good-soft: #1b3026; --differs: #40371d;
      }
    }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--ground); color: var(--ink); font-size: 15px; line-height: 1.6;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
    }
    :lang(zh-Hans) body, body:lang(zh-Hans) {
      font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei",
        "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
    }
    body:lang(zh-Hant) {
      font-family: system-ui, -apple-system, "Segoe UI", "PingFang TC", "Microsoft JhengHei",
        "Noto Sans CJK TC", "Source Han Sans TC", sans-serif;
    }
    h1, h2, h3 { line-height: 1.3; text-wrap: balance; }
    a { color: var(--accent); }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    code {
      font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace;
      font-size: .92em; overflow-wrap: anywhere;
    }

    .masthead {
      background: var(--paper); border-bottom: 1px solid var(--line);
      padding: 2.2rem max(1.5rem, calc((100% - 81rem) / 2)) 1.4rem;
      border-top: 5px solid var(--accent);
    }
    .masthead .period { margin: 0; color: var(--accent); font-weight: 600; letter-spacing: .02em; }
    h1 { margin: .1rem 0 1.1rem; font-size: 1.9rem; font-weight: 650; }
    .facts { display: flex; flex-wrap: wrap; gap: .6rem 2.4rem; margin: 0; }
    .facts dt { color: var(--quiet); font-size: .8rem; }
    .facts dd { margin: 0; overflow-wrap: anywhere; }

    .page {
      display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 1.6rem;
      max-width: 84rem; margin: 0 auto; padding: 1.5rem;
    }
    .contents { font-size: .87rem; }
    .contents ol {
      position: sticky; top: 1.5rem; list-style: none; counter-reset: part; margin: 0; padding: 0;
    }
    .contents li { counter-increment: part; }
    .contents a {
      display: flex; gap: .6rem; padding: .3rem .6rem; color: var(--quiet); text-decoration: none;
      border-left: 2px solid var(--line);
    }
    .contents a::before {
      content: counter(part); color: var(--faint); min-width: 1.1rem; text-align: right;
      font-variant-numeric: tabular-nums;
    }
    .contents a:hover { color: var(--accent); border-color: var(--accent); }

    section {
      background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
      padding: 1.4rem 1.6rem; margin-bottom: 1.2rem; scroll-margin-top: 1rem;
    }
    h2 { margin: 0 0 .9rem; font-size: 1.22rem; font-weight: 650; }
    h2 .number { color: var(--accent); margin-right: .3rem; font-variant-numeric: tabular-nums; }
    h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; font-weight: 650; }
    .note { color: var(--quiet); font-size: .87rem; margin: 0 0 .9rem; max-width: 62rem; }

    .conclusion { padding: 0; overflow: hidden; }
    .conclusion > .note { padding: 0 1.6rem 1.2rem; margin: 0; max-width: none; }
    .verdict { padding: 1.3rem 1.6rem; border-left: 6px solid; }
    .verdict h2 { margin: 0 0 .3rem; font-size: 1.35rem; }
    .verdict .label { color: var(--quiet); font-size: .85rem; font-weight: 400; display: block; }
    .verdict p { margin: 0; font-size: 1.02rem; }
    .verdict.bad { background: var(--bad-soft); border-color: var(--bad); }
    .verdict.open { background: var(--open-soft); border-color: var(--open); }
    .verdict.good { background: var(--good-soft); border-color: var(--good); }
    .figures {
      display: grid; grid-template-columns: repeat(3, 1fr); gap: 0; margin: 0 0 1.2rem;
      border-bottom: 1px solid var(--line);
    }
    .figures > div {
      padding: .95rem 1.6rem; border-top: 1px solid var(--line);
      border-right: 1px solid var(--line);
    }
    .figures > div:nth-child(3n) { border-right: 0; }
    .figures dt { color: var(--quiet); font-size: .83rem; }
    .figures dd { margin: 0; }
    .figures strong {
      display: block; font-size: 1.55rem; font-weight: 620; line-height: 1.25;
      font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
    }
    small { display: block; color: var(--quiet); font-size: .88em; font-weight: 400; }

    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .89rem; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { text-align: left; padding: .5rem .55rem; vertical-align: top; font-weight: 400; }
    th:first-child, td:first-child { padding-left: .3rem; }
    th:last-child, td:last-child { padding-right: .3rem; }
    thead th {
      color: var(--quiet); font-size: .82rem; border-bottom: 2px solid var(--line);
      vertical-align: bottom; word-break: keep-all;
    }
    tbody tr { border-bottom: 1px solid var(--line); }
    tbody tr:last-child { border-bottom: 0; }
    tbody tr:hover { background: var(--soft); }
    tr.total { font-weight: 650; border-top: 2px solid var(--line); }
    tr.total th { font-weight: 650; }
    tr.rest { color: var(--quiet); }
    tr.group th { color: var(--accent); font-weight: 650; padding-top: 1rem; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .n { white-space: normal; }
    /* Values that are compared may be texts of any length. */
    #largest td.n:not(.quiet, .strong) {
      white-space: normal; overflow-wrap: anywhere; min-width: 7.4rem;
    }
    td > small { margin-top: .1rem; }
    .zero { color: var(--faint); }
    .quiet { color: var(--quiet); }
    .strong { font-weight: 650; }
    .date { white-space: nowrap; font-variant-numeric: tabular-nums; }
    td.bar, th.bar { width: 26%; min-width: 7rem; }
    td.bar svg { display: block; width: 100%; height: .95rem; margin-top: .25rem; }
    #kpis tbody th, #rule-changes tbody th { min-width: 9rem; }
    #kpis .bar, #scores .bar { width: 15%; min-width: 5.5rem; }
    #scores td:nth-child(4), #scores td:nth-child(5) { min-width: 8.5rem; }
    td.trend svg { display: block; width: 6rem; height: 1.75rem; }
    .trend polyline { fill: none; stroke: var(--accent); stroke-width: 1.5; }
    .trend circle { fill: var(--accent); }
    .note.below { margin: .9rem 0 0; }
    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .84rem; margin: 0; }
    .s-critical { fill: var(--critical); } .s-major { fill: var(--major); }
    .s-minor { fill: var(--minor); } .s-info { fill: var(--info); }
    .s-undetermined { fill: var(--undetermined); }
    .s-met { fill: var(--good); } .s-not-met { fill: var(--bad); }
    .track { fill: var(--line); opacity: .6; } .target { fill: var(--ink); }

    .badge, .mark, .count {
      display: inline-block; font-size: .78rem; line-height: 1.5; padding: 0 .5em;
      border-radius: 4px; white-space: nowrap;
    }
    .badge { color: var(--paper); font-weight: 600; }
    .badge.critical { background: var(--critical); } .badge.major { background: var(--major); }
    .badge.minor { background: var(--minor); } .badge.info { background: var(--info); }
    .badge.undetermined {
      background: none; color: var(--quiet); border: 1px dashed var(--faint); font-weight: 400;
    }
    .badge + .badge { margin-top: .2rem; }
    .mark.good { color: var(--good); background: var(--good-soft); }
    .mark.bad { color: var(--bad); background: var(--bad-soft); font-weight: 600; }
    .mark.open { color: var(--open); background: var(--open-soft); }
    .count { background: var(--open-soft); color: var(--open); }

    .gap-lists { columns: 27rem 2; column-gap: 2.4rem; }
    .gap-lists > div { break-inside: avoid; padding-bottom: 1.1rem; }
    .gap-lists h3 { margin-top: 0; }
    .gaps { margin: 0; padding-left: 1.2rem; }
    .gaps li { margin: .25rem 0; overflow-wrap: anywhere; }
    .gaps code { color: var(--quiet); }
    .gaps .reason { display: block; color: var(--quiet); }

    .what { min-width: 15rem; }
    .consequence .what { padding-left: 1.75rem; position: relative; }
    .consequence .what::before { content: "↳"; position: absolute; left: .75rem; color: var(--quiet); }
    .where { min-width: 8.5rem; overflow-wrap: anywhere; }
    /* An order's number is whatever an export says it is. */
    #issue-table .where + td { min-width: 6.5rem; overflow-wrap: anywhere; }
    .where .key { font-variant-numeric: tabular-nums; }
    .where small { line-height: 1.45; }
    summary { cursor: pointer; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary b { font-weight: 600; }
    summary b::before {
      content: ""; display: inline-block; margin-right: .45em; vertical-align: .08em;
      border: .31em solid transparent; border-left: .45em solid var(--accent); border-right: 0;
    }
    details[open] summary b::before { transform: rotate(90deg); }
    summary span { display: block; color: var(--quiet); overflow-wrap: anywhere; }
    /* What opens is wider than its column: it lies over the empty part of the columns beside it,
       which the height of the open summary keeps clear of their text. */
    .what details[open] summary { min-height: 5em; }
    .side-by-side { border-top: 1px solid var(--line); padding: .45rem 0; }
    .side-by-side summary span { display: inline; margin-left: .6em; }
    .side-by-side table { margin: .4rem 0; width: auto; }
    .side-by-side td, .side-by-side th { overflow-wrap: anywhere; min-width: 7rem; }
    .more {
      position: relative; margin: .4rem 0; padding: .8rem 1rem; background: var(--soft);
      border: 1px solid var(--line); border-radius: 6px; width: min(48rem, 70vw);
      margin-right: calc(14rem - min(48rem, 70vw));
    }
    table.detail { margin-bottom: .7rem; font-size: .95em; }
    table.detail caption {
      position: static; width: auto; height: auto; clip-path: none; overflow: visible;
      text-align: left; color: var(--quiet); font-size: .85rem;
    }
    .detail th, .detail td { padding: .22rem .6rem .22rem .3rem; overflow-wrap: anywhere; }
    .detail th { width: 24%; }
    .detail code { color: var(--quiet); }
    tr.differs, td.differs { background: var(--differs); }
    .more dl { display: grid; grid-template-columns: auto 1fr; gap: .15rem .9rem; margin: 0; }
    .more dt { color: var(--quiet); white-space: nowrap; }
    .more dd { margin: 0; overflow-wrap: anywhere; }

    form { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; margin: 0 0 1rem; }
    form[hidden], #pager[hidden] { display: none; }
    label span { display: block; font-size: .8rem; color: var(--quiet); }
    label.wide { flex: 1 1 12rem; }
    input, select, button {
      font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
      border-radius: 6px; padding: .32rem .6rem; max-width: 8.6rem;
    }
    input { width: 100%; max-width: none; }
    ::placeholder { color: var(--faint); opacity: 1; }
    button { cursor: pointer; }
    button:hover:enabled { border-color: var(--accent); color: var(--accent); }
    button:disabled { opacity: .45; cursor: default; }
    button.sort {
      border: 0; background: none; padding: 0; text-align: inherit; white-space: nowrap;
    }
    [aria-sort] .sort { color: var(--accent); font-weight: 600; }
    [aria-sort="ascending"] .sort::after { content: " ↑"; }
    [aria-sort="descending"] .sort::after { content: " ↓"; }
    #pager { display: flex; gap: 1rem; align-items: center; justify-content: center; margin-top: 1rem; }
    .digest { font-size: .74rem; color: var(--quiet); display: inline-block; min-width: 17rem; }

    .sign-off { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2.2rem; }
    .sign-off dl { margin: 0; }
    .sign-off dt { font-weight: 650; margin-bottom: .4rem; }
    .sign-off dd {
      margin: 0; padding: 1.3rem 0 .2rem; border-bottom: 1px solid var(--faint);
      color: var(--quiet); font-size: .85rem;
    }
    .footer { color: var(--quiet); font-size: .82rem; margin: 1.8rem 0 0; }

    @media (max-width: 62rem) {
      .page { grid-template-columns: minmax(0, 1fr); padding: 1rem; }
      .contents ol { position: static; display: flex; flex-wrap: wrap; gap: .2rem; }
      .contents a { border: 0; padding: .1rem .5rem; }
      section { padding: 1.1rem; }
    }
    @media (max-width: 40rem) {
      .figures { grid-template-columns: repeat(2, 1fr); }
      .figures > div:nth-child(3n) { border-right: 1px solid var(--line); }
      .figures > div:nth-child(2n) { border-right: 0; }
      .figures > div { padding: .8rem 1rem; }
      .figures strong { font-size: 1.2rem; }
      .sign-off { grid-template-columns: 1fr; gap: 1.2rem; }
      .contents a { padding: .3rem .5rem; }
      section > table .date { white-space: normal; }
      .scroll > table > tbody > tr > th:first-child { min-width: 5.5rem; }
    }
    /* On a phone an issue is a card: its cells flow, and those that don't speak for themselves are named. */
    @media screen and (max-width: 40rem) {
      :is(#largest, #issue-table) .scroll > table { display: block; }
      :is(#largest, #issue-table) .scroll > table > * { display: block; }
      #largest .scroll > table > thead { display: none; }
      :is(#largest, #issue-table) .scroll > table > * > tr {
        display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: .7rem 0;
      }
      :is(#largest, #issue-table) .scroll > table > * > tr > * {
        padding: 0; min-width: 0; text-align: left;
      }
      :is(#largest, #issue-table) .scroll > table > * > tr > :is(.what, .where) { flex: 0 0 100%; }
      #issue-table .consequence > .what { padding-left: 1.4rem; }
      #issue-table .consequence > .what::before { left: .1rem; }
      :is(#largest, #issue-table) .scroll > table > * > tr > td:empty { display: none; }
      [data-label]::before {
        content: attr(data-label) " "; color: var(--quiet); font-size: .82rem; font-weight: 400;
      }
      .what details[open] summary { min-height: 0; }
      .more { width: auto; margin-right: 0; padding: .6rem .7rem; }
      .more dl { grid-template-columns: 1fr; gap: 0; }
      .more dd { margin-bottom: .4rem; }
      .detail tr { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); }
      .detail th { width: auto; }
      .detail td:nth-child(3) { grid-column: 2; padding-top: 0; }
    }

    @page {
      size: A4; margin: 15mm 13mm 16mm;
      @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #555; }
    }
    @media print {
      :root {
        color-scheme: light; --ground: #ffffff; --ink: #111111; --quiet: #444444;
        --faint: #6a6a6a; --line: #c9ced6;
      }
      html { font-size: 9pt; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { font-size: 9pt; line-height: 1.45; }
      .contents, form:not(.filtered), button:not(.sort), summary b::before {
        display: none !important;
      }
      #pager { justify-content: flex-start; margin-top: .4rem; }
      .what details[open] summary { min-height: 0; }
      .page { display: block; padding: 0; max-width: none; }
      .masthead { padding: .6rem 0 .8rem; }
      section { border: 0; border-radius: 0; padding: 0; margin: 0 0 7mm; }
      .conclusion { border: 1px solid var(--line); break-inside: avoid; }
      h2 { border-bottom: 1px solid var(--accent); padding-bottom: .2rem; }
      .verdict h2 { border: 0; padding: 0; }
      h2, h3, .note, .legend { break-after: avoid; }
      thead { break-after: avoid; }
      tr, thead, .note, .gaps li, .dimension, #sign-off, .figures > div { break-inside: avoid; }
      thead { display: table-header-group; }
      tbody tr:first-child { break-before: avoid; }
      tr.group { break-after: avoid; }
      .scroll { overflow: visible; }
      table { font-size: 8.2pt; }
      th, td { padding: .28rem .4rem; }
      button.sort { display: contents; color: inherit; }
      .more { width: auto; margin-right: 0; }
      .what, .where, td.bar, th.bar, .digest { min-width: 0; }
      #largest td.n:not(.quiet, .strong), #issue-table .where + td { min-width: 4.8rem; }
      #kpis tbody th, #kpis .bar, #scores .bar, #scores td { min-width: 0 !important; }
      #kpis tbody th { width: 17%; }
      #rules tbody th:not([colspan]) { width: 32%; }
      .what { width: 36%; }
      .where { width: 21%; }
      .figures > div { padding: 2mm 3mm; }
      .digest { font-size: 6.6pt; line-height: 1.3; }
      .sign-off { gap: 8mm; }
      .sign-off dd { padding-top: 7mm; }
      a { color: inherit; text-decoration: none; }
    }
    """#
}
