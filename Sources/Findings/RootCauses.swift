package import Values

/// The finding that explains another one.
package struct FindingCause: Hashable, Sendable {
  package var findingID: String
  package var ruleID: String
  package var ruleTitle: LocalizedText

  package init(findingID: String, ruleID: String, ruleTitle: LocalizedText) {
    self.findingID = findingID
    self.ruleID = ruleID
    self.ruleTitle = ruleTitle
  }
}

/// A finding, and what leads from it to its cause.
struct ComposedFinding {
  var finding: Finding
  /// How many of its documents, which come first, are the records judged: those of a group, else one.
  var judgedCount: Int
  /// Where the finding is undetermined: the document that lacks the value, or what several are called.
  var undecidedBy: DocumentName?
  /// The waivers that are for it, by number, whether they count or not.
  var waivers: [Int] = []
}

/// What one rule found, and which rules explain it.
struct RuleFindings {
  var ruleID: String
  var title: LocalizedText
  /// The rules whose failure explains a finding of this one, the likeliest first.
  var explainedBy: [String]
  var findings: [ComposedFinding]
}

/// Puts a cause on each finding that another one explains.
///
/// A failed finding of a rule that `explainedBy` names is the cause when what it judged is what the other
/// one judged or looked at; or when it looked at what the other one judged, as the line of an order does at
/// its order. One that is undetermined is explained by what is wrong with the document that left it so. What explains a cause explains its consequences too, so that each is
/// led back to the first.
struct RootCauses {
  private let rules: [RuleFindings]
  private var failures: [String: Failures] = [:]
  private var causes: [String: FindingCause] = [:]

  init(_ rules: [RuleFindings]) {
    self.rules = rules
    let named = Set(rules.flatMap(\.explainedBy))
    for rule in rules where named.contains(rule.ruleID) {
      failures[rule.ruleID] = Failures(of: rule)
    }
    for rule in rules where !rule.explainedBy.isEmpty {
      for composed in rule.findings {
        causes[composed.finding.id] = directCause(of: composed, rule.explainedBy)
      }
    }
  }

  /// The findings of all rules, in their order, with their causes.
  var findings: [[Finding]] {
    rules.map { rule in
      rule.findings.map { composed in
        var finding = composed.finding
        finding.cause = rootCause(of: finding.id)
        return finding
      }
    }
  }

  private func directCause(
    of composed: ComposedFinding, _ explainedBy: [String]
  ) -> FindingCause? {
    explainedBy.lazy.compactMap { failures[$0]?.cause(of: composed) }.first
  }

  /// Rules cannot explain each other in a circle, so the chain ends.
  private func rootCause(of id: String) -> FindingCause? {
    guard var cause = causes[id] else { return nil }
    while let next = causes[cause.findingID] { cause = next }
    return cause
  }
}

/// The failed findings of one rule, the first for each document.
private struct Failures {
  private var judging: [DocumentName: FindingCause] = [:]
  /// By the documents of another kind than those judged: a whole, not the parts beside the one at fault.
  private var lookingAt: [DocumentName: FindingCause] = [:]

  init(of rule: RuleFindings) {
    for composed in rule.findings where composed.finding.outcome == .fail {
      let finding = composed.finding
      let cause = FindingCause(
        findingID: finding.id, ruleID: rule.ruleID, ruleTitle: rule.title)
      let judged = finding.documents.prefix(composed.judgedCount)
      for name in ([finding.subject] + judged).map(DocumentName.init) {
        judging[name] = judging[name] ?? cause
      }
      for document in finding.documents where document.entity != finding.subject.entity {
        let name = DocumentName(document)
        lookingAt[name] = lookingAt[name] ?? cause
      }
    }
  }

  func cause(of composed: ComposedFinding) -> FindingCause? {
    composed.leads.lazy.compactMap { judging[$0] }.first
      ?? lookingAt[composed.undecidedBy ?? DocumentName(composed.finding.subject)]
  }
}

extension ComposedFinding {
  /// The documents whose failure may explain the finding, the nearest first.
  fileprivate var leads: [DocumentName] {
    if let undecidedBy { return [undecidedBy] }
    return ([finding.subject] + finding.documents).map(DocumentName.init)
  }
}
