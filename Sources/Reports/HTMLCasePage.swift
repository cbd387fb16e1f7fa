package import Findings
package import Values

/// One case as a page that needs nothing but itself.
package func casePage(of file: CaseFile, language: Language, version: String) -> OutputFile {
  OutputFile(name: "case.html") { buffer in
    HTMLCasePage(file: file, say: Wording(language: language), version: version)
      .write(to: &buffer)
  }
}

/// Whether a file that starts with `bytes` is the page of a case.
package func isCasePage(startingWith bytes: [UInt8]) -> Bool {
  String(decoding: bytes, as: UTF8.self).contains("content=\"Paicha \(HTMLCasePage.mark)")
}

private struct HTMLCasePage {
  var file: CaseFile
  var say: Wording
  var version: String

  /// Tells the page of a case from the other pages: it stands before the version.
  static let mark = "case "

  func write(to buffer: inout OutputBuffer) {
    HTMLWriter.write(to: &buffer) { html in
      html.raw("<!DOCTYPE html>\n")
      html.element("html", ["lang": say.language.rawValue]) { html in
        html.writePageHead(title: file.key, version: HTMLCasePage.mark + version)
        html.element("body") { html in
          html.element("header", ["class": "masthead"]) { $0.element("h1", text: file.key) }
          html.element("div", ["class": "page"]) { html in
            writeContents(&html)
            html.element("main", [:], writeSections)
          }
        }
      }
      html.newLine()
    }
  }

  private func writeContents(_ html: inout HTMLWriter) {
    html.element("nav", ["class": "contents", "aria-label": say(.contents)]) { html in
      html.element("ol") { html in
        html.element("li") { $0.element("a", ["href": "#events"], text: say(.caseEvents)) }
        for (number, document) in file.documents.enumerated() {
          html.element("li") { html in
            html.element("a", ["href": "#document-\(number)"], text: name(of: document.document))
          }
        }
      }
    }
  }

  private func writeSections(_ html: inout HTMLWriter) {
    html.element("section", ["id": "events"]) { html in
      writeEvents(&html)
      for finding in file.otherFindings { write(finding, &html) }
    }
    for (number, document) in file.documents.enumerated() {
      html.element("section", ["id": "document-\(number)"]) { write(document, &$0) }
    }
  }

  private func name(of document: Document) -> String {
    clipped(say.text(document.entityLabel) + " " + document.key, to: HTMLReport.textLimit)
  }

  private func writeEvents(_ html: inout HTMLWriter) {
    html.element("h2", text: say(.caseEvents))
    html.element("table", ["aria-label": say(.caseEvents)]) { html in
      html.element("tbody") { html in
        for event in file.events {
          html.element("tr") { html in
            html.element("td", ["class": "date"], text: event.time)
            html.element("th", ["scope": "row"], text: say.text(event.label))
            html.element("td", text: name(of: event.document))
          }
        }
      }
    }
  }

  private func write(_ document: CaseDocument, _ html: inout HTMLWriter) {
    html.element("h2") { html in
      html.text(name(of: document.document))
      html.element("small") { $0.element("code", text: place(of: document.document)) }
    }
    for finding in document.findings { write(finding, &html) }
    html.element("table", ["class": "detail", "aria-label": name(of: document.document)]) { html in
      html.element("tbody") { html in
        for (label, value) in document.values {
          html.element("tr") { html in
            html.element("th", ["scope": "row"], text: say.text(label))
            html.element("td", text: clipped(say.text(value), to: HTMLReport.textLimit))
          }
        }
      }
    }
  }

  private func write(_ finding: Finding, _ html: inout HTMLWriter) {
    html.element("p") { html in
      html.element("span", ["class": "mark bad"], text: finding.ruleID)
      html.text(" " + say.messageAndReason(of: finding))
    }
  }
}
