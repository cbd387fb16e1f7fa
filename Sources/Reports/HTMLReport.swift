import Findings
import Ledger
import Values

/// `report.html`: the report as one page that needs nothing but itself, on screen and on paper.
///
/// It is a reference: a page of a hundred thousand issues asks it for a million texts, and a report has dozens of parts
/// that copies of it would count the holders of.
final class HTMLReport: Renderer {
  static let fileName = "report.html"

  let report: MonthlyReport
  let say: Wording

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(to buffer: inout OutputBuffer) {
    HTMLWriter.write(to: &buffer) { html in
      html.raw("<!DOCTYPE html>\n")
      html.element("html", ["lang": say.language.rawValue]) { html in
        html.newLine()
        html.writePageHead(title: "\(say(.title)) \(report.period)", version: report.version)
        html.element("body", [:], writeBody)
      }
      html.newLine()
    }
  }

  /// A part of the page: its anchor, its heading and what stands under it.
  private struct Section {
    var id: String
    var heading: Phrase
    var write: (inout HTMLWriter) -> Void
  }

  /// In the order of reading: what it comes to, where it lies, what was left out, then the details.
  private var sections: [Section] {
    [
      Section(id: "kpis", heading: .kpisHeading, write: writeKPIs),
      report.departmentScores.map { scores in
        Section(id: "scores", heading: .scoresHeading) { html in self.writeScores(scores, &html) }
      },
      Section(id: "breakdown", heading: .breakdownHeading, write: writeBreakdown),
      Section(id: "largest", heading: .largestHeading, write: writeLargest),
      report.verdict.patterns.isEmpty
        ? nil : Section(id: "patterns", heading: .patternsHeading, write: writePatterns),
      report.ruleChanges.map { changes in
        Section(id: "rule-changes", heading: .ruleChangesHeading) { html in
          self.writeRuleChanges(changes, &html)
        }
      },
      report.remediation.map { remediation in
        Section(id: "remediation", heading: .remediationHeading) { html in
          self.writeRemediation(remediation, &html)
        }
      },
      report.notices.isEmpty
        ? nil : Section(id: "notices", heading: .noticesHeading, write: writeNotices),
      Section(id: "preventions", heading: .preventionsHeading, write: writePreventions),
      Section(id: "gaps", heading: .gapsHeading, write: writeGaps),
      report.waivers.isEmpty
        ? nil : Section(id: "waivers", heading: .waiversHeading, write: writeWaivers),
      Section(id: "issues", heading: .issuesHeading, write: writeIssues),
      Section(id: "rules", heading: .rulesHeading, write: writeRules),
      Section(id: "sources", heading: .sourcesHeading, write: writeSources),
      Section(id: "relations", heading: .relationsHeading, write: writeRelations),
      Section(id: "rejects", heading: .rejectsHeading, write: writeRejects),
      Section(id: "annexes", heading: .annexesHeading, write: writeAnnexes),
      Section(id: "sign-off", heading: .signOffHeading, write: writeSignOff),
    ].compactMap { $0 }
  }

  private func writeBody(_ html: inout HTMLWriter) {
    html.element("header", ["class": "masthead"], writeMasthead)
    html.element("div", ["class": "page"]) { html in
      writeContents(&html)
      html.element("main") { html in
        writeConclusion(&html)
        for (number, section) in sections.enumerated() {
          html.newLine()
          html.element("section", ["id": section.id, "aria-labelledby": section.id + "-heading"]) {
            html in
            html.element("h2", ["id": section.id + "-heading"]) { html in
              html.element("span", ["class": "number"], text: String(number + 1))
              html.text(" " + say(section.heading))
            }
            section.write(&html)
          }
        }
      }
    }
    html.newLine()
    html.element("script") { $0.raw(HTMLReport.script) }
  }

  private func writeMasthead(_ html: inout HTMLWriter) {
    html.element("p", ["class": "period"], text: monthText(report.period, in: say.language))
    html.element("h1", text: say(.title))
    html.element("dl", ["class": "facts"]) { html in
      // The period stands above the title.
      for (label, text) in say.headLines(of: report) where label != .period {
        html.element("div") { html in
          html.element("dt", text: say(label))
          html.element("dd", text: text)
        }
      }
    }
  }

  private func writeContents(_ html: inout HTMLWriter) {
    html.element("nav", ["class": "contents", "aria-label": say(.contents)]) { html in
      html.element("ol") { html in
        for section in sections {
          html.element("li") { html in
            html.element("a", ["href": "#" + section.id], text: say(section.heading))
          }
        }
      }
    }
  }

  private func writeConclusion(_ html: inout HTMLWriter) {
    html.element("section", ["class": "conclusion", "aria-labelledby": "conclusion-heading"]) {
      html in
      html.element("div", ["class": "verdict " + conclusionClass]) { html in
        html.element("h2", ["id": "conclusion-heading"]) { html in
          html.element("span", ["class": "label"], text: say(.conclusionHeading))
          html.text(" " + say.word(for: report.conclusion))
        }
        html.element("p", text: say.conclusion(of: report))
      }
      writeKeyFigures(&html)
      html.element("p", ["class": "note"], text: say(.ruleOfDecision))
    }
  }

  private var conclusionClass: String {
    switch report.conclusion {
    case .findings, .findingsAndIncomplete: "bad"
    case .incomplete: "open"
    case .clean: "good"
    }
  }

  private func writeKeyFigures(_ html: inout HTMLWriter) {
    let total = report.breakdown.total
    let rejected = report.gaps.rejectedRecords + report.gaps.rejectedValues
    html.element("dl", ["class": "figures", "aria-label": say(.keyFigures)]) { html in
      writeFigure(.failedFindings, grouped(String(total.failed)), severities(of: total), &html)
      writeFigure(
        .amountAtRisk, say.amount(total.amountAtRisk),
        total.undeterminedAmount?.isZero == true
          ? nil
          : say(.undeterminedAmountInShort, ["amount": say.amount(total.undeterminedAmount)]), &html
      )
      writeFigure(.ordersAffected, grouped(String(total.orders)), nil, &html)
      writeFigure(.undeterminedFindings, grouped(String(total.undetermined)), nil, &html)
      writeFigure(
        .rulesRun,
        say(
          .ofTotal,
          [
            "count": grouped(String(report.rulesRun)),
            "total": grouped(String(report.verdict.rules.count)),
          ]), nil, &html)
      writeFigure(
        .recordsRead, grouped(String(report.recordCount)),
        rejected == 0 ? nil : say(.rejectedInShort, ["count": grouped(String(rejected))]), &html)
    }
  }

  private func writeFigure(
    _ label: Phrase, _ value: String, _ remark: String?, _ html: inout HTMLWriter
  ) {
    html.element("div") { html in
      html.element("dt", text: say(label))
      html.element("dd") { html in
        html.element("strong", text: value)
        if let remark { html.element("small", text: remark) }
      }
    }
  }

  /// `重大 3 · 重要 12`: the severities that occur.
  func severities(of tally: Tally) -> String {
    zip(severitiesWorstFirst, tally.failedBySeverity).filter { $0.1 > 0 }
      .map { say.severity($0.0) + " " + grouped(String($0.1)) }
      .joined(separator: " · ")
  }
}
