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

/// What leads from a finding to its cause, and to leave that is declared for it.
struct FindingLeads {
  /// Nil where there is nothing of it: most findings are about one record.
  private let own: Own?

  private final class Own: Sendable {
    let judgedCount: Int
    let undecidedBy: DocumentName?
    let waivers: [Int]

    init(judgedCount: Int, undecidedBy: DocumentName?, waivers: [Int]) {
      self.judgedCount = judgedCount
      self.undecidedBy = undecidedBy
      self.waivers = waivers
    }
  }

  init(judgedCount: Int, undecidedBy: DocumentName?, waivers: [Int]) {
    own =
      judgedCount == 1 && undecidedBy == nil && waivers.isEmpty
      ? nil : Own(judgedCount: judgedCount, undecidedBy: undecidedBy, waivers: waivers)
  }

  /// How many of its documents, which come first, are the records judged: those of a group, else one.
  var judgedCount: Int { own?.judgedCount ?? 1 }
  /// Where the finding is undetermined: the document that lacks the value, or what several are called.
  var undecidedBy: DocumentName? { own?.undecidedBy }
  /// The waivers that are for it, by number, whether they count or not.
  var waivers: [Int] { own?.waivers ?? [] }
}

/// Puts a cause on each finding that another one explains.
///
/// A failed finding of a rule that `explainedBy` names is the cause when what it judged is what the other
/// one judged or looked at; or when it looked at what the other one judged, as the line of an order does at
/// its order. One that is undetermined is explained by what is wrong with the document that left it so. What explains a cause explains its consequences too, so that each is
/// led back to the first.
struct RootCauses {
  private var failures: [String: Failures] = [:]
  private var causes: [String: FindingCause] = [:]

  /// Puts the causes on all findings.
  static func put(on rules: inout [RuleFindings]) {
    let roots = RootCauses(rules)
    for rule in rules.indices where !rules[rule].explainedBy.isEmpty {
      for number in rules[rule].findings.indices {
        rules[rule].findings[number].cause = roots.rootCause(of: rules[rule].findings[number].id)
      }
    }
  }

  private init(_ rules: [RuleFindings]) {
    let named = Set(rules.flatMap(\.explainedBy))
    for rule in rules where named.contains(rule.ruleID) {
      failures[rule.ruleID] = Failures(of: rule)
    }
    for rule in rules where !rule.explainedBy.isEmpty {
      for (finding, leads) in zip(rule.findings, rule.leads) {
        causes[finding.id] = directCause(of: finding, leads, rule.explainedBy)
      }
    }
  }

  private func directCause(
    of finding: Finding, _ leads: FindingLeads, _ explainedBy: [String]
  ) -> FindingCause? {
    let documents = leads.documents(of: finding)
    return explainedBy.lazy.compactMap { id in
      failures[id]?.cause(of: finding, leads, documents)
    }.first
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
    for (finding, leads) in zip(rule.findings, rule.leads) where finding.outcome == .fail {
      let cause = FindingCause(
        findingID: finding.id, ruleID: rule.ruleID, ruleTitle: rule.title)
      let documents = finding.documents
      let judged = documents.prefix(leads.judgedCount)
      for name in ([finding.subject] + judged).map(DocumentName.init) {
        judging[name] = judging[name] ?? cause
      }
      for document in documents where document.entity != finding.subject.entity {
        let name = DocumentName(document)
        lookingAt[name] = lookingAt[name] ?? cause
      }
    }
  }

  func cause(
    of finding: Finding, _ leads: FindingLeads, _ documents: [DocumentName]
  ) -> FindingCause? {
    documents.lazy.compactMap { judging[$0] }.first
      ?? lookingAt[leads.undecidedBy ?? DocumentName(finding.subject)]
  }
}

extension FindingLeads {
  /// The documents whose failure may explain the finding, the nearest first.
  fileprivate func documents(of finding: Finding) -> [DocumentName] {
    if let undecidedBy { return [undecidedBy] }
    return ([finding.subject] + finding.documents).map(DocumentName.init)
  }
}
