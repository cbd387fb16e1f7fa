import Findings
import Reports
import Values

/// What a spot check says at its end: how much was found, and what could not be checked and why.
struct CheckSummary {
  var report: MonthlyReport
  var language: Language

  var text: String {
    let total = report.breakdown.total
    let counts = (total.failed, total.undetermined, report.rulesRun, report.gaps.rulesNotRun.count)
    let head =
      switch language {
      case .zhHans: "发现问题 \(counts.0) 项，未能判定 \(counts.1) 项；执行规则 \(counts.2) 条，未执行 \(counts.3) 条"
      case .zhHant: "發現問題 \(counts.0) 項，未能判定 \(counts.1) 項；執行規則 \(counts.2) 條，未執行 \(counts.3) 條"
      case .en:
        "\(counts.0) findings, \(counts.1) undetermined; \(counts.2) rules ran, \(counts.3) could not"
      }
    return head
      + reasons.map { "\n  \($0.reason):\n    \($0.rules.joined(separator: ", "))" }.joined()
  }

  /// Why rules could not run, each reason once with its rules, in the order of the rules.
  private var reasons: [(reason: String, rules: [String])] {
    var reasons: [(reason: String, rules: [String])] = []
    for rule in report.gaps.rulesNotRun {
      let reason = rule.notRun![language]
      if let index = reasons.firstIndex(where: { $0.reason == reason }) {
        reasons[index].rules.append(rule.facts.id)
      } else {
        reasons.append((reason, [rule.facts.id]))
      }
    }
    return reasons
  }
}
