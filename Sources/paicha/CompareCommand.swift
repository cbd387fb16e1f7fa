import Diagnostics
import Inspection
import Reports
import Values

/// Two results beside each other.
enum CompareCommand: Command {
  static let name = "compare"
  static let summary = "compare the results of two runs: months, or rule sets over the same exports"
  static let usage = "OUT_A OUT_B [OPTION …]"
  static let options = [
    Option("--list", nil, "name every issue that one has alone, or that differs"),
    Option("--lang", "LANGUAGE", "titles in zh-Hans, zh-Hant or en (zh-Hans)"),
  ]
  static let details = """
    Issues are the same when rule and document are, whatever the file or row. Exit codes: 0 both found
    the same; 1 they differ; 2 one of them cannot be read.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard arguments.rest.count == 2 else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "two folders of results are needed",
          help: "write paicha compare out/2025-09 out/2025-10"))
    }
    let comparison = ResultsComparison(
      try InspectionResults(folder: arguments.rest[0]),
      try InspectionResults(folder: arguments.rest[1]))
    let page = ComparisonPage(comparison: comparison, language: try arguments.language)
    Terminal.print(page.text(isListed: arguments.has("--list")))
    return comparison.isSame ? 0 : 1
  }
}

/// A comparison as a person reads it.
private struct ComparisonPage {
  var comparison: ResultsComparison
  var language: Language

  func text(isListed: Bool) -> String {
    let (a, b) = (comparison.first, comparison.second)
    var text =
      "A: \(a.folder), \(a.period) as of \(a.asOf)\nB: \(b.folder), \(b.period) as of \(b.asOf)\n"
    text += "exports: \(inputs(comparison.exports)); rules: \(inputs(comparison.declarations))\n\n"
    text += textTable([["", "A", "B", "B − A"]] + totals + kpis)
    if !comparison.rules.isEmpty { text += "\n" + textTable([ruleHead] + rules) }
    text +=
      "\nissues: \(comparison.inBoth.count) in both, \(comparison.changed.count) of them changed; "
      + "\(comparison.onlyFirst.count) in A alone, \(comparison.onlySecond.count) in B alone\n"
    if isListed { text += listing }
    return text
  }

  private func inputs(_ inputs: ResultsComparison.Inputs) -> String {
    switch inputs {
    case .same: "the same files"
    case .different(let names):
      names.count == 1 ? "\(names[0]) differs" : "\(names.count) files differ"
    }
  }

  private var totals: [[String]] {
    let (a, b) = (comparison.first, comparison.second)
    let amounts = [a.amountAtRisk, b.amountAtRisk].map { $0.map(amountText) ?? "—" }
    let change = b.amountAtRisk.flatMap { b in a.amountAtRisk.flatMap { b.subtracting($0) } }
    return [
      row("findings", a.findingCount, b.findingCount),
      ["amount at risk"] + amounts + [change.map { signed($0, amountText($0)) } ?? "—"],
    ]
  }

  private var kpis: [[String]] {
    comparison.kpis.map { kpi in
      [kpi.title[language]]
        + [kpi.first, kpi.second].map { $0?.value.map(percentText) ?? "—" }
        + [
          kpi.change.map { change in
            let points = change.rounded(toScale: 2, .halfUp) ?? change
            return signed(points, amountText(points)) + " pp"
          } ?? "—"
        ]
    }
  }

  private let ruleHead = ["rule", "A failed", "undetermined", "B failed", "undetermined"]

  private var rules: [[String]] {
    comparison.rules.map { rule in
      [rule.id] + counts(rule.first) + counts(rule.second)
    }
  }

  private func counts(_ rule: InspectionResults.Rule?) -> [String] {
    guard let rule else { return ["no such rule", ""] }
    return rule.hasRun ? ["\(rule.failed)", "\(rule.undetermined)"] : ["not run", ""]
  }

  private func row(_ title: String, _ a: Int, _ b: Int) -> [String] {
    [title, "\(a)", "\(b)", b > a ? "+\(b - a)" : "\(b - a)"]
  }

  private func signed(_ number: Decimal128, _ text: String) -> String {
    number > .zero ? "+" + text : text
  }

  private var listing: String {
    var text = ""
    for (mark, ids, results) in [
      ("A", comparison.onlyFirst, comparison.first),
      ("B", comparison.onlySecond, comparison.second),
      ("≠", comparison.changed, comparison.second),
    ] {
      for id in ids {
        let issue = results.findings[id]!
        text +=
          "\(mark)  \(id.prefix(8))  \(issue.outcome)  \(issue.ruleID)  \(issue.key.onOneLine)"
          + (issue.amount.isEmpty ? "\n" : "  \(issue.amount)\n")
      }
    }
    return text.isEmpty ? "" : "\n" + text
  }
}
