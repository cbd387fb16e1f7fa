import Findings
import Values

extension MarkdownReport {
  func writeRules(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.rulesHeading))
    markdown.tableHead(
      columns([
        (.rule, false), (.ruleID, false), (.clause, false), (.severity, false),
        (.department, false), (.passed, true), (.failed, true), (.undetermined, true),
        (.notApplicable, true), (.orders, true), (.amount, true),
      ]))
    for rule in report.verdict.rules {
      let facts = rule.facts
      let head = [
        say.text(facts.title), facts.id, facts.clause, say.severity(facts.severity),
        say.department(facts),
      ]
      guard rule.notRun == nil else {
        markdown.row(head + [say(.notRun), "", "", "", "", ""])
        continue
      }
      let counts = [
        rule.counts.pass, rule.counts.fail, rule.counts.undetermined, rule.counts.notApplicable,
        report.breakdown.rules[facts.id]?.orders ?? 0,
      ]
      markdown.row(head + counts.map { grouped(String($0)) } + [amountText(rule.amount)])
    }
    markdown.endTable()
  }

  func writeSources(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.sourcesHeading))
    markdown.tableHead(
      columns([
        (.file, false), (.source, false), (.format, false), (.records, false), (.rejected, true),
        (.bytes, true), (.digest, false),
      ]))
    for export in report.coverage.exports {
      markdown.row([
        export.file, export.source, writing(of: export),
        say.records(of: export), grouped(String(export.rejectedRecords + export.rejectedValues)),
        grouped(String(export.byteCount)), export.sha256,
      ])
    }
    markdown.endTable()
    writeControlTotals(&markdown)
  }

  /// `csv, GB18030 (why)`; of a copy what it repeats.
  private func writing(of export: ExportCoverage) -> String {
    let reason = export.encodingReason.map { " (\(say.text($0)))" } ?? ""
    let copy = export.copyOf.map { "; " + say(.copyOf, ["file": $0]) } ?? ""
    return "\(export.format), \(export.encoding)\(reason)\(copy)"
  }

  private func writeControlTotals(_ markdown: inout MarkdownWriter) {
    let exports = report.coverage.exports.filter { !$0.controlTotals.isEmpty }
    guard !exports.isEmpty else { return markdown.paragraph(say(.noControlTotals)) }
    markdown.tableHead(
      columns([
        (.file, false), (.controlTotal, false), (.stated, true), (.computed, true),
        (.outcome, false),
      ]))
    for export in exports {
      for total in export.controlTotals {
        markdown.row([
          "\(total.file):\(total.line)", say.text(total.label), amountText(total.stated),
          amountText(total.computed), say(total.agrees ? .agrees : .disagrees),
        ])
      }
    }
    markdown.endTable()
  }

  func writeRelations(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.relationsHeading))
    guard !report.coverage.relations.isEmpty else { return markdown.paragraph(say(.noRelations)) }
    markdown.paragraph(say(.relationsNote))
    markdown.tableHead(
      [(say(.relation), false)] + RelationCoverage.countPhrases.map { (say($0), true) })
    for relation in report.coverage.relations {
      markdown.row([say.text(relation.label)] + relation.counts.map { grouped(String($0)) })
    }
    markdown.endTable()
  }

  func writeRejects(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.rejectsHeading))
    guard !report.rejectGroups.isEmpty else { return markdown.paragraph(say(.noRejects)) }
    markdown.paragraph(say(.rejectsNote))
    markdown.tableHead(
      columns([
        (.file, false), (.reason, false), (.extent, false), (.column, false), (.count, true),
        (.lines, false),
      ]))
    for group in report.rejectGroups {
      markdown.row(
        [
          group.file, say.text(group.message) + " [\(group.code)]", say.extent(group.extent),
          group.column ?? "", grouped(String(group.count)), group.lineText,
        ].map { clipped($0, to: MarkdownReport.textLimit) })
    }
    markdown.endTable()
  }

  func writeAnnexes(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.annexesHeading))
    markdown.paragraph(say(.annexesNote))
    markdown.tableHead(
      columns([
        (.annexesHeading, false), (.file, false), (.annexHolds, false), (.annexCount, true),
      ]))
    for (number, annex) in annexes(of: report).enumerated() {
      markdown.row([
        say(.annexNumber, ["number": String(number + 1)]), annex.name, say(annex.holds),
        annex.count.map { grouped(String($0)) } ?? "–",
      ])
    }
    markdown.endTable()
  }

  func writeSignOff(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.signOffHeading))
    markdown.tableHead(
      [("", false)] + columns([(.name, false), (.signature, false), (.date, false)]))
    for role in [Phrase.preparedBy, .reviewedBy, .approvedBy] {
      markdown.row([say(role), "", "", ""])
    }
    markdown.endTable()
    markdown.paragraph(say(.footer, ["version": report.version]))
  }
}
