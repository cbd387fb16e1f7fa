import Findings
import Ledger
import Values

/// `report.json`: every figure of the report for a program, texts in all languages. The issues
/// themselves are in `issues.jsonl`; what their rules say to all of them stands here.
struct JSONReport: Renderer {
  static let fileName = "report.json"

  let report: MonthlyReport

  init(report: MonthlyReport, language: Language) {
    self.report = report
  }

  func write(to buffer: inout OutputBuffer) {
    JSONWriter.write(to: &buffer, .indented) { json in
      json.object { json in
        writeHead(&json)
        writeConclusion(&json)
        writeKPIs(&json)
        writeScores(&json)
        writeBreakdown(&json)
        writeLargest(&json)
        writePatterns(&json)
        writeRuleChanges(&json)
        writeRemediation(&json)
        writePreventions(&json)
        writeRules(&json)
        writeEntities(&json)
        json.sources(of: report.coverage)
        json.relations(of: report.coverage)
        json.rejectGroups(of: report)
        json.gaps(of: report)
        writeWaivers(&json)
      }
    }
    buffer.append("\n")
  }

  private func writeHead(_ json: inout JSONWriter) {
    json.member("report", inAllLanguages { $0(.title) })
    json.member("period", report.period.description)
    json.member("asOf", report.asOf.description)
    json.member("scope", report.scope)
    json.member("occasion", report.occasion.rawValue)
    json.member("version", report.version)
    if report.isMasked { json.member("isMasked", true) }
  }

  private func writeConclusion(_ json: inout JSONWriter) {
    json.object("conclusion") { json in
      json.member("verdict", report.conclusion.rawValue)
      json.member("isComplete", report.gaps.isEmpty)
      json.member("sentence", inAllLanguages { $0.conclusion(of: report) })
      json.member("ruleOfDecision", inAllLanguages { $0(.ruleOfDecision) })
    }
    json.object("totals") { json in
      json.members(of: report.breakdown.total)
      json.member("issues", report.issues.count)
      json.member("records", report.recordCount)
      json.member("rules", report.verdict.rules.count)
      json.member("rulesRun", report.rulesRun)
    }
    json.member("counting", inAllLanguages { $0(.countingNote) })
  }

  private func writeBreakdown(_ json: inout JSONWriter) {
    let breakdown = report.breakdown
    json.object("breakdown") { json in
      writeGroups("packs", breakdown.packs, &json)
      writeGroups("departments", breakdown.departments, &json)
      writeGroups("severities", breakdown.severities, &json)
      writeGroups("stages", breakdown.stages, &json)
      json.objects("properties", breakdown.properties) { json, property in
        json.member("label", property.label)
        json.member("notRun", property.notRun)
        writeGroups("values", property.groups, &json)
      }
    }
  }

  private func writeGroups(
    _ name: StaticString, _ groups: [Breakdown.Group], _ json: inout JSONWriter
  ) {
    json.objects(name, groups) { json, group in
      json.member("id", group.id)
      json.member("title", inAllLanguages { $0.title(of: group) })
      if group.isRest { json.member("isRest", true) }
      json.members(of: group.tally)
    }
  }

  private func writeLargest(_ json: inout JSONWriter) {
    json.objects("largest", Array(report.largest.enumerated())) { json, ranked in
      let (rank, largest) = ranked
      json.member("furtherFindings", largest.furtherFindings)
      json.members(of: report.issues[largest.issue].whole, in: report)
      if rank < report.largestSideBySide.count {
        write(report.largestSideBySide[rank], &json)
      }
    }
  }

  private func write(_ sideBySide: SideBySide, _ json: inout JSONWriter) {
    json.object("sideBySide") { json in
      json.objects("documents", sideBySide.documents) { json, document in
        json.member("entity", document.entity)
        json.member("key", document.key)
        json.member("file", document.file)
        json.member("line", document.line)
      }
      json.member("furtherDocuments", sideBySide.furtherDocuments)
      json.objects("fields", sideBySide.rows) { json, row in
        json.member("label", row.label)
        json.objects("cells", row.cells) { json, cell in
          json.member("value", cell?.text)
          json.member("isDiffering", cell?.isDiffering ?? false)
        }
      }
    }
  }

  private func writePreventions(_ json: inout JSONWriter) {
    json.objects("preventiveMeasures", report.preventiveMeasures) { json, measure in
      json.member("id", measure.prevention.id)
      json.member("title", measure.prevention.title)
      json.member("measure", measure.prevention.measure)
      json.member("kind", measure.prevention.kind.rawValue)
      json.member("department", measure.prevention.department.id)
      json.members(of: measure.tally)
      json.member("seenBefore", measure.recurring)
      json.objects("rules", measure.rules) { json, rule in
        json.member("id", rule.rule.id)
        json.member("title", rule.rule.title)
        json.member("failed", rule.failed)
      }
    }
  }

  private func writeRules(_ json: inout JSONWriter) {
    json.objects("rules", report.verdict.rules) { json, rule in
      json.members(of: rule.facts)
      json.member("notRun", rule.notRun)
      json.member("pass", rule.counts.pass)
      json.member("fail", rule.counts.fail)
      json.member("notApplicable", rule.counts.notApplicable)
      json.member("undetermined", rule.counts.undetermined)
      json.member("orders", report.breakdown.rules[rule.facts.id]?.orders ?? 0)
      json.member("amount", rule.amount)
    }
  }

  /// What the kinds of documents are called that issues name.
  private func writeEntities(_ json: inout JSONWriter) {
    var known: Set<String> = []
    let entities = report.verdict.rules.flatMap(\.facts.entities)
    json.objects("entities", entities.filter { known.insert($0.id).inserted }) { json, entity in
      json.member("id", entity.id)
      json.member("label", entity.label)
    }
  }

  private func writeRemediation(_ json: inout JSONWriter) {
    guard let remediation = report.remediation else { return }
    json.object("remediation") { json in
      json.object("total") { $0.members(of: remediation.total) }
      json.objects("departments", remediation.departments) { json, department in
        json.member("id", department.id)
        json.members(of: department.counts)
      }
      json.object("openSince") { json in
        let names: [StaticString] = [
          "thisMonth", "lastMonth", "twoToFiveMonths", "sixMonthsOrMore",
        ]
        for (name, count) in zip(names, remediation.ages) { json.member(name, count) }
      }
    }
  }

  private func writeWaivers(_ json: inout JSONWriter) {
    json.objects("waivers", report.waivers) { json, waiver in
      json.member("rule", waiver.ruleID)
      json.member("scope", waiver.scope)
      json.members(of: waiver.waiver)
      json.member("state", waiver.state.rawValue)
      json.member("findings", waiver.findingCount)
    }
  }

  func inAllLanguages(_ text: (Wording) -> String) -> LocalizedText {
    Wording.inAllLanguages(text)
  }
}

extension JSONWriter {
  mutating func members(of counts: Remediation.Counts) {
    member("new", counts.new)
    member("carried", counts.carried)
    member("overdue", counts.overdue)
    member("reopened", counts.reopened)
    member("notExamined", counts.unexamined)
    member("open", counts.open)
    member("verified", counts.verified)
    member("waived", counts.waived)
  }

  mutating func members(of tally: Tally) {
    member("failed", tally.failed)
    member("undetermined", tally.undetermined)
    object("failedBySeverity") { json in
      for (severity, count) in zip(severitiesWorstFirst, tally.failedBySeverity) {
        json.member(named: severity.rawValue, count)
      }
    }
    member("orders", tally.orders)
    member("amountAtRisk", tally.amountAtRisk)
    member("undeterminedAmount", tally.undeterminedAmount)
    member("waived", tally.waived)
    member("waivedAmount", tally.waivedAmount)
  }
}
