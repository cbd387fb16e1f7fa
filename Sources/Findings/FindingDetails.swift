package import Values

/// Everything about a finding that only a reader wants.
package struct FindingDetails: Hashable, Sendable {
  /// The documents whose values the rule looked at: those of the subject, then up to
  /// ``Finding/documentLimit`` others by entity and position.
  package var documents: [Document]
  /// How many more it looked at. A key that thousands of records bear by mistake would otherwise fill
  /// every finding with all of them.
  package var furtherDocuments: Int
  /// What the values are called, and the field in question, where the rule declares one.
  package var names: DetailNames
  /// The values the rule looked at, as text, in the order the rule names them.
  package var values: [String]
  /// The two values that it compared, where it declares them.
  package var expected: String?
  package var actual: String?
  /// `actual - expected`, for numbers (plain decimal), dates (days) and date-times (ISO duration).
  package var difference: String?
  package var sentence: FindingSentence
  /// For an undetermined outcome: which input was missing, on which document.
  package var reason: LocalizedText?

  package var evidence: [Evidence] { Evidence.all(names, values) }
  package var field: String? { names.field }

  package var message: LocalizedText {
    get { sentence.message }
    set { sentence = FindingSentence(newValue) }
  }

  init(
    documents: [Document], furtherDocuments: Int, names: DetailNames, values: [String],
    expected: String? = nil, actual: String? = nil, difference: String? = nil,
    sentence: FindingSentence, reason: LocalizedText? = nil
  ) {
    precondition(values.count == names.paths.count, "each value has a name")
    self.documents = documents
    self.furtherDocuments = furtherDocuments
    self.names = names
    self.values = values
    self.expected = expected
    self.actual = actual
    self.difference = difference
    self.sentence = sentence
    self.reason = reason
  }
}

extension Finding {
  package var documents: [Document] { documents(lane: 0) }

  /// - Parameter lane: a number that whoever asks at the same time does not have; nothing depends on it.
  package func documents(lane: Int) -> [Document] { origin.documents(lane: lane) }

  package var furtherDocuments: Int { origin.reading { $0.details.furtherDocuments } }
  package var evidence: [Evidence] {
    origin.reading { Evidence.all($0.details.names, $0.details.values) }
  }
  package var field: String? { origin.reading { $0.details.names.field } }
  package var expected: String? { origin.reading { $0.details.expected } }
  package var actual: String? { origin.reading { $0.details.actual } }
  package var difference: String? { origin.reading { $0.details.difference } }
  package var message: LocalizedText { origin.reading { $0.details.sentence.message } }
  /// The message in that language, or in the next best.
  package func message(in language: Language) -> String {
    origin.reading { $0.details.sentence.text(in: language) }
  }
  package var reason: LocalizedText? { origin.reading { $0.details.reason } }
}

/// Where the details of a finding come from.
enum DetailsOrigin: Sendable {
  case held(HeldDetails)
  /// Composed of what a rule said of a subject: the number of the rule, and that of its verdict.
  case composed(FindingComposer, rule: Int32, verdict: Int32)
  case stored(StoredDetails)
  indirect case masked(DetailsOrigin, MaskedKeys)

  var details: FindingDetails {
    if case .held(let held) = self { held.details } else { composed }
  }

  /// Reads of the details what is wanted. They are handed on as what holds them, since all of them would be copied.
  @inline(__always)
  func reading<Part>(_ part: (HeldDetails) -> Part) -> Part {
    if case .held(let held) = self { return part(held) }
    return part(HeldDetails(composed))
  }

  private var composed: FindingDetails { composed(lane: 0) }

  /// The details, and what holds them: all of them would be copied.
  ///
  /// - Parameter lane: a number that whoever asks at the same time does not have; nothing depends on it.
  func held(lane: Int) -> HeldDetails {
    switch self {
    case .held(let held): held
    case .composed, .stored, .masked: HeldDetails(composed(lane: lane))
    }
  }

  private func composed(lane: Int) -> FindingDetails {
    switch self {
    case .held(let held): return held.details
    case .composed(let composer, let rule, let verdict):
      return composer.details(rule: Int(rule), verdict: Int(verdict), lane: lane)
    case .stored(let stored): return stored.details
    case .masked(let origin, let masked):
      var details = origin.composed(lane: lane)
      details.documents = details.documents.map(masked.keys.masked)
      return details
    }
  }

  /// The documents without the rest, which takes longer to compose.
  func documents(lane: Int) -> [Document] {
    switch self {
    case .held(let held): held.details.documents
    case .composed(let composer, let rule, let verdict):
      composer.documents(rule: Int(rule), verdict: Int(verdict), lane: lane)
    case .stored(let stored): stored.details.documents
    case .masked(let origin, let masked): origin.documents(lane: lane).map(masked.keys.masked)
    }
  }
}

/// Details that many copies of a finding share.
package final class HeldDetails: Sendable {
  package let details: FindingDetails

  init(_ details: FindingDetails) {
    self.details = details
  }
}

/// What keys are masked by, for many findings.
final class MaskedKeys: Sendable {
  let keys: KeyMasking

  init(_ keys: KeyMasking) {
    self.keys = keys
  }
}
