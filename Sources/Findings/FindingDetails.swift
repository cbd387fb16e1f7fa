import Rules
package import Values

/// Everything about a finding that only a reader wants.
package struct FindingDetails: Hashable, Sendable {
  /// The documents whose values the rule looked at: those of the subject, then up to
  /// ``Finding/documentLimit`` others by entity and position.
  package var documents: [Document]
  /// How many more it looked at. A key that thousands of records bear by mistake would otherwise fill
  /// every finding with all of them.
  package var furtherDocuments: Int
  /// The values the rule looked at, in the order the rule names them.
  package var evidence: [Evidence]
  /// The field in question and both values, where the rule declares them.
  package var field: String?
  package var expected: String?
  package var actual: String?
  /// `actual - expected`, for numbers (plain decimal), dates (days) and date-times (ISO duration).
  package var difference: String?
  package var message: LocalizedText
  /// For an undetermined outcome: which input was missing, on which document.
  package var reason: LocalizedText?
}

extension Finding {
  package var documents: [Document] { origin.documents }
  package var furtherDocuments: Int { details.furtherDocuments }
  package var evidence: [Evidence] { details.evidence }
  package var field: String? { details.field }
  package var expected: String? { details.expected }
  package var actual: String? { details.actual }
  package var difference: String? { details.difference }
  package var message: LocalizedText { details.message }
  package var reason: LocalizedText? { details.reason }
}

/// Where the details of a finding come from.
enum DetailsOrigin: Sendable {
  indirect case held(FindingDetails)
  /// Composed of what a rule said of a subject: the number of the rule, and that of its verdict.
  case composed(FindingComposer, rule: Int32, verdict: Int32)
  indirect case masked(DetailsOrigin, MaskedKeys)

  var details: FindingDetails {
    switch self {
    case .held(let details): return details
    case .composed(let composer, let rule, let verdict):
      return composer.details(rule: Int(rule), verdict: Int(verdict))
    case .masked(let origin, let masked):
      var details = origin.details
      details.documents = details.documents.map(masked.keys.masked)
      return details
    }
  }

  /// The documents without the rest, which takes longer to compose.
  var documents: [Document] {
    switch self {
    case .held(let details): details.documents
    case .composed(let composer, let rule, let verdict):
      composer.documents(rule: Int(rule), verdict: Int(verdict))
    case .masked(let origin, let masked): origin.documents.map(masked.keys.masked)
    }
  }
}

/// What keys are masked by, for many findings.
final class MaskedKeys: Sendable {
  let keys: KeyMasking

  init(_ keys: KeyMasking) {
    self.keys = keys
  }
}

/// Composes the findings of one dataset: their heads at once, their details when they are asked for.
final class FindingComposer: Sendable {
  private let composings: [FindingComposing]
  private let judgements: [Judgement]

  /// - Parameter composings: one for each judgement, in their order.
  init(_ composings: [FindingComposing], _ judgements: [Judgement]) {
    self.composings = composings
    self.judgements = judgements
  }

  /// The findings of one rule, one for each verdict of its judgement, and what leads from them to their causes.
  func findings(ofRule number: Int) -> RuleFindings {
    let composing = composings[number]
    let rule = composing.rule
    var found = RuleFindings(
      ruleID: rule.id, title: rule.title, explainedBy: rule.explainedBy, findings: [], leads: [])
    let verdicts = judgements[number].verdicts
    found.findings.reserveCapacity(verdicts.count)
    found.leads.reserveCapacity(verdicts.count)
    for (place, verdict) in verdicts.enumerated() {
      let (finding, leads) = composing.head(
        verdict, details: .composed(self, rule: Int32(number), verdict: Int32(place)))
      found.findings.append(finding)
      found.leads.append(leads)
    }
    return found
  }

  func details(rule: Int, verdict: Int) -> FindingDetails {
    composings[rule].details(of: judgements[rule].verdicts[verdict])
  }

  func documents(rule: Int, verdict: Int) -> [Document] {
    composings[rule].documents(of: judgements[rule].verdicts[verdict])
  }
}
