import Values

/// The files of all notices: each as a page and as text.
enum NoticeFiles: OutputFormat {
  static func annex(of report: MonthlyReport) -> Annex? {
    guard !report.notices.isEmpty else { return nil }
    return Annex(
      name: "notices/", holds: .annexNotices,
      count: report.notices.rectifications.count + (report.notices.major == nil ? 0 : 1))
  }

  static func files(of report: MonthlyReport, language: Language) -> [OutputFile] {
    let page = NoticePage(report: report, language: language)
    let text = NoticeText(report: report, language: language)
    let major = report.notices.major.map { notice in
      [
        OutputFile(name: MajorNotice.fileStem + ".html") { page.write(notice, to: &$0) },
        OutputFile(name: MajorNotice.fileStem + ".md") { text.write(notice, to: &$0) },
      ]
    }
    return (major ?? [])
      + report.notices.rectifications.flatMap { notice in
        [
          OutputFile(name: notice.fileStem + ".html") { page.write(notice, to: &$0) },
          OutputFile(name: notice.fileStem + ".md") { text.write(notice, to: &$0) },
        ]
      }
  }
}

/// A notice as one page that needs nothing but itself, made for paper. It has the look of the report, and no
/// script.
struct NoticePage: Sendable {
  /// The shapes that it shares with the report.
  let shapes: HTMLReport

  var report: MonthlyReport { shapes.report }
  var say: Wording { shapes.say }

  init(report: MonthlyReport, language: Language) {
    shapes = HTMLReport(report: report, language: language)
  }

  /// The page around what a notice says.
  func write(
    title: String, above: String, _ facts: [(Phrase, String)], to buffer: inout OutputBuffer,
    _ body: (inout HTMLWriter) -> Void
  ) {
    HTMLWriter.write(to: &buffer) { html in
      html.raw("<!DOCTYPE html>\n")
      html.element("html", ["lang": say.language.rawValue]) { html in
        html.newLine()
        html.writePageHead(
          title: "\(title) \(above)", policy: NoticePage.contentSecurityPolicy,
          styles: [HTMLReport.styleSheet, NoticePage.styleSheet], version: report.version)
        html.element("body", ["class": "sheet"]) { html in
          html.element("header", ["class": "masthead"]) { html in
            html.element("p", ["class": "period"], text: above)
            html.element("h1", text: title)
            html.element("dl", ["class": "facts"]) { html in
              for (label, text) in facts {
                html.element("div") { html in
                  html.element("dt", text: say(label))
                  html.element("dd", text: text)
                }
              }
            }
          }
          html.newLine()
          html.element("main", ["class": "page"], body)
        }
      }
      html.newLine()
    }
  }

  static let contentSecurityPolicy = HTMLReport.contentSecurityPolicy(
    styles: [HTMLReport.styleSheet, styleSheet], scripts: [])

  // MARK: - Shapes

  func writeFigures(_ figures: [(Phrase, String, String)], _ html: inout HTMLWriter) {
    html.element("dl", ["class": "figures", "aria-label": say(.keyFigures)]) { html in
      for (label, value, remark) in figures {
        html.element("div") { html in
          html.element("dt", text: say(label))
          html.element("dd") { html in
            html.element("strong", text: value)
            if !remark.isEmpty { html.element("small", text: remark) }
          }
        }
      }
    }
  }

  func writeSection(
    _ id: String, _ heading: Phrase, count: Int? = nil, note: Phrase? = nil,
    _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
  ) {
    html.newLine()
    html.element("section", ["id": id, "aria-labelledby": id + "-heading"]) { html in
      html.element("h2", ["id": id + "-heading"]) { html in
        html.text(say(heading))
        if let count {
          html.text(" ")
          html.element("span", ["class": "count"]) { $0.text(count) }
        }
      }
      if let note { html.element("p", ["class": "note"], text: say(note)) }
      body(&html)
    }
  }

  func writeSmall(_ text: String, _ html: inout HTMLWriter) {
    guard !text.isEmpty else { return }
    html.element("small") { shapes.writeClipped(text, &$0) }
  }
}
