extension HTMLWriter {
  /// The head of a page: what it may load, how it looks, what it is called.
  ///
  /// - Parameters:
  ///   - policy: what the page may load and run.
  ///   - version: that of the program, for a page that is a result of a run.
  mutating func writePageHead(
    title: String, policy: String = HTMLReport.contentSecurityPolicy,
    styles: [StaticString] = [HTMLReport.styleSheet], version: String? = nil
  ) {
    element("head") { html in
      html.void("meta", ["charset": "utf-8"])
      html.void("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
      html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      html.void("meta", ["name": "color-scheme", "content": "light dark"])
      if let version {
        html.void("meta", ["name": "referrer", "content": "no-referrer"])
        html.void("meta", ["name": "generator", "content": "Paicha " + version])
      }
      html.element("title", text: title)
      for style in styles { html.element("style") { $0.raw(style) } }
    }
    newLine()
  }
}
