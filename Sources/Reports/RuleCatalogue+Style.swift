extension RuleCatalogue {
  static let contentSecurityPolicy = HTMLReport.contentSecurityPolicy(
    styles: [HTMLReport.styleSheet, styleSheet], scripts: [])

  /// What the catalogue has besides the look of the report: rules one below the other, and their examples.
  static let styleSheet: StaticString = #"""
    article { border-top: 1px solid var(--line); margin-top: 1.4rem; padding-top: .2rem; }
    h2 + article { border-top: 0; margin-top: 0; }
    article h3 { margin-top: .8rem; }
    article dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .2rem .9rem; }
    article dt { color: var(--quiet); }
    article dd { margin: 0; }
    article summary { color: var(--accent); }
    article summary::before {
      content: ""; display: inline-block; margin-right: .45em; vertical-align: .08em;
      border: .31em solid transparent; border-left: .45em solid; border-right: 0;
    }
    details[open] > summary::before { transform: rotate(90deg); }
    pre {
      overflow-x: auto; margin: .6rem 0; padding: .7rem .9rem; background: var(--soft);
      border: 1px solid var(--line); border-radius: 6px; font-size: .85rem; line-height: 1.5;
    }

    @media print {
      details:not([open]) { display: none; }
      article h3, article dt { break-after: avoid; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 7pt; }
    }
    """#
}
