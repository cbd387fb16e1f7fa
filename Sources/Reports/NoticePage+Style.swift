extension NoticePage {
  /// What a notice has besides the look of the report: a sheet without a list of contents, and the slip.
  static let styleSheet: StaticString = #"""
    .sheet .masthead { padding-left: max(1.5rem, calc((100% - 66rem) / 2)); }
    .sheet .page { display: block; max-width: 69rem; }
    .sheet h2 .count { font-weight: 400; vertical-align: .1em; }
    .sheet .what b { font-weight: 600; }
    .sheet .what span { display: block; overflow-wrap: anywhere; }
    .slip th, .slip td { border: 1px solid var(--faint); padding: .55rem .7rem; }
    .slip th:first-child { width: 17%; padding-left: .7rem; }
    .slip th.second { width: 15%; }
    .slip th { font-weight: 600; }
    .slip tr.tall td { height: 5.5rem; }
    .slip .box { display: inline-block; margin-right: 1.6rem; white-space: nowrap; }
    .slip tr:hover { background: none; }

    @media screen and (max-width: 40rem) {
      .slip tr { display: grid; grid-template-columns: 8rem minmax(0, 1fr); }
      .slip th:first-child, .slip th.second { width: auto; overflow-wrap: anywhere; }
    }

    @media print {
      .sheet .page { max-width: none; }
      .sheet #reply-slip, .sheet .slip { break-inside: avoid; }
      .sheet .what { width: 40%; }
      .slip tr.tall td { height: 19mm; }
    }
    """#
}
