import Values

extension RuleCatalogue {
  /// One page with the look of the report, without a script and without anything from elsewhere.
  func writeHTML(to buffer: inout OutputBuffer) {
    HTMLWriter.write(to: &buffer) { html in
      html.raw("<!DOCTYPE html>\n")
      html.element("html", ["lang": language.rawValue]) { html in
        html.writePageHead(
          title: heading, policy: RuleCatalogue.contentSecurityPolicy,
          styles: [HTMLReport.styleSheet, RuleCatalogue.styleSheet])
        html.element("body") { html in
          html.element("header", ["class": "masthead"]) { $0.element("h1", text: heading) }
          html.element("div", ["class": "page"]) { html in
            writeContents(&html)
            html.element("main") { html in
              for pack in packs { write(pack, &html) }
              writeRequirements(&html)
            }
          }
        }
      }
      html.newLine()
    }
  }

  private func writeContents(_ html: inout HTMLWriter) {
    html.element("nav", ["class": "contents", "aria-label": heading]) { html in
      html.element("ol") { html in
        for pack in packs {
          html.element("li") { html in
            html.element(
              "a", ["href": "#" + pack.id], text: "\(pack.title[language]) (\(pack.rules.count))")
          }
        }
        guard !requirements.isEmpty else { return }
        html.element("li") { html in
          html.element("a", ["href": "#requirements"], text: requirementsHeading)
        }
      }
    }
  }

  private func write(_ pack: Pack, _ html: inout HTMLWriter) {
    html.newLine()
    html.element("section", ["id": pack.id]) { html in
      html.element("h2", text: pack.title[language])
      for rule in pack.rules { write(rule, &html) }
    }
  }

  private func write(_ rule: Entry, _ html: inout HTMLWriter) {
    html.newLine()
    html.element("article", ["id": rule.id]) { html in
      html.element("h3", text: rule.title[language])
      html.element("p") { html in
        html.element("code", text: rule.id)
        html.text(" · " + rule.facts.map { "\($0.name) \($0.value)" }.joined(separator: " · "))
      }
      html.element("p", text: rule.finds[language])
      html.element("dl") { html in
        for condition in rule.conditions {
          html.element("dt", text: condition.name)
          html.element("dd") { $0.element("code", text: condition.value) }
        }
      }
      if !rule.remedy[language].isEmpty { html.element("p", text: rule.remedy[language]) }
      html.element("details") { html in
        html.element("summary", text: pageHeading)
        writePage(rule.page, &html)
      }
    }
  }

  private func writePage(_ blocks: [Block], _ html: inout HTMLWriter) {
    html.element("ul") { html in
      for case .item(let text) in blocks { html.element("li", text: text) }
    }
    for block in blocks {
      switch block {
      case .item: break
      case .paragraph(let text): html.element("p", text: text)
      case .examples(let text): html.element("pre") { $0.block(text) }
      }
    }
  }

  private func writeRequirements(_ html: inout HTMLWriter) {
    guard !requirements.isEmpty else { return }
    let ruleIDs = Set(packs.flatMap(\.rules).map(\.id))
    html.element("section", ["id": "requirements"]) { html in
      html.element("h2", text: requirementsHeading)
      html.element("table", ["aria-label": requirementsHeading]) { html in
        html.element("tbody") { html in
          for requirement in requirements {
            html.element("tr") { html in
              html.element("th", ["scope": "row"], text: requirement.id)
              html.element("td", text: requirement.title[language])
              html.element("td") { html in
                for (place, name) in requirement.answeredBy.enumerated() {
                  if place > 0 { html.text(", ") }
                  // A KPI answers too, and has no place on the page.
                  if ruleIDs.contains(name) {
                    html.element("a", ["href": "#" + name], text: name)
                  } else {
                    html.text(name)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
