import Findings
import Values

extension HTMLReport {
  /// How many things of one kind the page lists as not checked; `coverage.json` has all.
  private static let listedGaps = 100

  func writeGaps(_ html: inout HTMLWriter) {
    if report.gaps.isEmpty { html.element("p", text: say(.noGaps)) }
    html.element("div", ["class": "gap-lists"]) { html in
      for list in say.gapLists(of: report.gaps) {
        html.element("div") { writeGaps(list, &$0) }
      }
    }
  }

  private func writeGaps(_ list: GapList, _ html: inout HTMLWriter) {
    html.element("h3") { html in
      html.text(say(list.heading) + " ")
      html.element("span", ["class": "count"]) { $0.text(list.items.count) }
    }
    html.element("ul", ["class": "gaps"]) { html in
      for item in list.items.prefix(HTMLReport.listedGaps) { writeGap(item, &html) }
      if list.items.count > HTMLReport.listedGaps {
        let rest = list.items.count - HTMLReport.listedGaps
        html.element("li", text: say(.moreInCoverage, ["count": grouped(String(rest))]))
      }
    }
  }

  private func writeGap(_ item: GapList.Item, _ html: inout HTMLWriter) {
    html.element("li") { html in
      writeClipped(item.title, &html)
      if !item.name.isEmpty {
        html.text(" ")
        html.element("code", text: item.name)
      }
      if !item.reason.isEmpty {
        html.element("span", ["class": "reason"]) { writeClipped(item.reason, &$0) }
      }
    }
  }

  func writeSources(_ html: inout HTMLWriter) {
    writeTable(
      .sourcesHeading,
      [
        Column(.file), Column(.records), Column(.rejected, isNumber: true),
        Column(.bytes, isNumber: true), Column(.digest),
      ], &html
    ) { html in
      for export in report.coverage.exports { html.element("tr") { writeCells(of: export, &$0) } }
    }
    writeControlTotals(&html)
  }

  private func writeCells(of export: ExportCoverage, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) { html in
      html.text(export.file)
      html.element("small", text: "\(export.source) · \(export.format) · \(export.encoding)")
      if let reason = export.encodingReason { html.element("small", text: say.text(reason)) }
      if let original = export.copyOf {
        html.element("small", text: say(.copyOf, ["file": original]))
      }
      if !export.unusedFields.isEmpty {
        html.element("small") { html in
          writeClipped(
            say.pair(.unusedFields, export.unusedFields.joined(separator: ", ")), &html)
        }
      }
    }
    html.element("td", text: say.records(of: export))
    let rejected = export.rejectedRecords + export.rejectedValues
    html.element("td", ["class": rejected == 0 ? "n zero" : "n"]) { $0.text(rejected) }
    html.element("td", ["class": "n"]) { $0.text(export.byteCount) }
    html.element("td") { $0.element("code", ["class": "digest"], text: export.sha256) }
  }

  private func writeControlTotals(_ html: inout HTMLWriter) {
    html.element("h3", text: say(.controlTotal))
    let exports = report.coverage.exports.filter { !$0.controlTotals.isEmpty }
    guard !exports.isEmpty else {
      return html.element("p", text: say(.noControlTotals))
    }
    writeTable(
      .controlTotal,
      [
        Column(.place), Column(.field), Column(.stated, isNumber: true),
        Column(.computed, isNumber: true), Column(.outcome),
      ], &html
    ) { html in
      for export in exports {
        for total in export.controlTotals {
          html.element("tr") { writeCells(of: total, &$0) }
        }
      }
    }
  }

  private func writeCells(of total: ControlTotal, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) {
      $0.element("code", text: "\(total.file):\(total.line)")
    }
    html.element("td", text: say.text(total.label))
    html.element("td", ["class": "n"], text: amountText(total.stated))
    html.element("td", ["class": "n"], text: amountText(total.computed))
    html.element("td") { html in
      html.element(
        "span", ["class": total.agrees ? "mark good" : "mark bad"],
        text: say(total.agrees ? .agrees : .disagrees))
    }
  }

  func writeRelations(_ html: inout HTMLWriter) {
    guard !report.coverage.relations.isEmpty else {
      return html.element("p", text: say(.noRelations))
    }
    html.element("p", ["class": "note"], text: say(.relationsNote))
    writeTable(
      .relationsHeading,
      [Column(.relation)] + RelationCoverage.countPhrases.map { Column($0, isNumber: true) }, &html
    ) { html in
      for relation in report.coverage.relations {
        html.element("tr") { html in
          html.element("th", ["scope": "row"]) { html in
            html.text(say.text(relation.label))
            html.element("small") { $0.element("code", text: relation.name) }
          }
          for count in relation.counts {
            html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
          }
        }
      }
    }
  }

  func writeRejects(_ html: inout HTMLWriter) {
    guard !report.rejectGroups.isEmpty else {
      return html.element("p", text: say(.noRejects))
    }
    html.element("p", ["class": "note"], text: say(.rejectsNote))
    writeTable(
      .rejectsHeading,
      [
        Column(.file), Column(.reason), Column(.extent), Column(.column),
        Column(.count, isNumber: true), Column(.lines, isNumber: true),
      ], &html
    ) { html in
      for group in report.rejectGroups.prefix(HTMLReport.listedGaps) {
        html.element("tr") { writeCells(of: group, &$0) }
      }
    }
    if report.rejectGroups.count > HTMLReport.listedGaps {
      let rest = report.rejectGroups.count - HTMLReport.listedGaps
      html.element("p", text: say(.moreInCoverage, ["count": grouped(String(rest))]))
    }
  }

  private func writeCells(of group: RejectGroup, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"], text: group.file)
    html.element("td") { html in
      writeClipped(say.text(group.message), &html)
      html.element("small") { $0.element("code", text: group.code) }
    }
    html.element("td", text: say.extent(group.extent))
    html.element("td") { writeClipped(group.column ?? "", &$0) }
    html.element("td", ["class": "n"]) { $0.text(group.count) }
    html.element("td", ["class": "n"], text: group.lineText)
  }

  func writeSignOff(_ html: inout HTMLWriter) {
    html.element("div", ["class": "sign-off"]) { html in
      for role in [Phrase.preparedBy, .reviewedBy, .approvedBy] {
        html.element("dl") { html in
          html.element("dt", text: say(role))
          for line in [Phrase.name, .signature, .date] {
            html.element("dd", text: say(line))
          }
        }
      }
    }
    html.element("p", ["class": "footer"], text: say(.footer, ["version": report.version]))
  }
}
