import Findings
import Ledger
import Values

extension JSONReport {
  /// How a department's findings go, by the names of their counts.
  private static let courses: [StaticString] = ["inTime", "overdue", "reopened"]

  func writeKPIs(_ json: inout JSONWriter) {
    json.objects("kpis", report.indicators.rows) { json, row in
      let kpi = row.kpi
      json.member("id", kpi.id)
      json.member("title", kpi.title)
      json.member("clause", kpi.clause)
      json.member("numerator", kpi.numerator)
      json.member("denominator", kpi.denominator)
      json.member("undetermined", kpi.undetermined)
      json.member("value", kpi.value)
      json.member("target", kpi.target)
      json.member("direction", kpi.direction.rawValue)
      json.member("isMet", kpi.isMet)
      json.member("notRun", kpi.notRun)
      json.member("changeInPoints", row.change)
      json.member("movement", row.movement?.rawValue)
      json.objects("trend", zip(report.indicators.months, row.trend)) { json, month in
        json.member("period", month.0.description)
        json.member("value", month.1)
      }
      json.member("weight", kpi.weight)
      json.member("attainment", row.attainment)
      json.member("points", row.points)
    }
    json.key("weightedScore")
    guard let score = report.indicators.score else { return json.null() }
    json.object { json in
      json.member("weights", score.weights)
      json.member("points", score.points)
      json.member("score", score.value)
      json.member("formula", inAllLanguages { $0(.weightNote) })
    }
  }

  /// Nothing when departments are not scored.
  func writeScores(_ json: inout JSONWriter) {
    guard let scores = report.departmentScores else { return }
    json.object("departmentScores") { json in
      json.member("formula", inAllLanguages { $0.formula(of: scores) })
      json.object("points") { json in
        for severity in severitiesWorstFirst {
          json.member(named: severity.rawValue, scores.scoring.points[severity]?.description)
        }
        json.member("overdueFactor", scores.scoring.overdueFactor)
        json.member("reopenedFactor", scores.scoring.reopenedFactor)
      }
      json.objects("departments", scores.departments) { json, department in
        json.member("id", department.id)
        json.member("title", department.title)
        json.member("score", department.score)
        json.member("pointsOff", department.pointsOff)
        json.member("judged", department.judged)
        json.member("undetermined", department.undetermined)
        for (name, counts) in zip(JSONReport.courses, department.findings) {
          json.object(name) { json in
            for (severity, count) in zip(severitiesWorstFirst, counts) {
              json.member(named: severity.rawValue, count)
            }
          }
        }
      }
    }
  }

  func writePatterns(_ json: inout JSONWriter) {
    json.objects("patterns", report.verdict.patterns) { json, search in
      json.member("property", search.label)
      json.member("notRun", search.notRun)
      json.member("values", search.valueCount)
      json.member("orders", search.orders)
      json.member("findings", search.findings)
      json.member("findingsPer100Orders", search.rate)
      json.objects("outstanding", search.patterns) { json, pattern in
        json.member("value", pattern.value)
        json.member("orders", pattern.orders)
        json.member("ordersWithFindings", pattern.affected)
        json.member("findings", pattern.findings)
        json.member("findingsPer100Orders", pattern.rate)
        json.member("commonestRule", pattern.commonestRule)
        json.member("commonestRuleFindings", pattern.commonestCount)
      }
    }
  }

  /// Nothing when no earlier run is known.
  func writeRuleChanges(_ json: inout JSONWriter) {
    guard let changes = report.ruleChanges else { return }
    json.object("ruleChanges") { json in
      json.member("comparedWith", changes.period.description)
      json.member("note", inAllLanguages { $0.note(on: changes) })
      json.member("unchangedRules", changes.unchangedRules)
      json.counts("unchangedBefore", changes.unchangedBefore)
      json.counts("unchangedNow", changes.unchangedNow)
      json.counts("changedBefore", changes.changedBefore)
      json.counts("changedNow", changes.changedNow)
      json.member("notRunRules", changes.notRunRules)
      json.counts("notRunBefore", changes.notRunBefore)
      json.objects("changes", changes.changes) { json, change in
        json.member("rule", change.ruleID)
        json.member("title", change.title)
        json.member("change", change.kind.word)
        json.member("reason", change.reason)
        json.counts("before", change.before)
        json.counts("now", change.now)
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func counts(_ name: StaticString, _ counts: RuleCounts?) {
    key(name)
    guard let counts else { return null() }
    object { json in
      json.member("failed", counts.failed)
      json.member("undetermined", counts.undetermined)
      json.member("subjects", counts.subjects)
    }
  }
}

extension RuleChange.Kind {
  fileprivate var word: String {
    switch self {
    case .changed: "changed"
    case .new: "new or run for the first time"
    case .runAgain: "runs again"
    case .switchedOff: "switched off"
    case .gone: "gone"
    }
  }
}
