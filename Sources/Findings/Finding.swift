package import Values

/// One rule's verdict on one subject, with everything a reader needs to check it.
///
/// A finding carries facts, not the record: whoever prints or remembers it knows no table.
///
/// What everything is counted, sorted and remembered by is held; what only a reader wants, the ``FindingDetails``, is
/// composed when it is asked for, so that a million findings fit in memory. Whoever wants several of the details
/// takes the ``whole`` finding first.
package struct Finding: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable {
    /// The rule's check is false.
    case fail
    /// The rule's check could not be decided: a value was missing, unreadable or ambiguous.
    case undetermined
  }

  /// The fingerprint of rule id and business key and nothing else: the same problem next month, in
  /// another file, in another row has the same one. 32 hexadecimal digits.
  package var id: String {
    get { facts.id.text }
    set { facts = FindingFacts(facts, id: FindingID(newValue)) }
  }
  package var ruleID: String { facts.ruleID }
  package var outcome: Outcome {
    get { facts.outcome }
    set { facts = FindingFacts(facts, outcome: newValue) }
  }
  /// What the rule judged.
  package var subject: Document {
    get { facts.subject }
    set { facts = FindingFacts(facts, subject: newValue) }
  }
  /// The order number of the case the subject belongs to, or nil when it belongs to none.
  package var caseKey: String? {
    get { facts.caseKey }
    set { facts = FindingFacts(facts, caseKey: newValue) }
  }
  /// The money the finding puts in doubt, to the cent and never negative. Nil when the rule declares none
  /// or the values it takes are missing.
  package var amount: Decimal128? {
    get { facts.amount }
    set { facts = FindingFacts(facts, amount: newValue) }
  }
  /// The finding whose consequence this one is; nil when it stands by itself.
  package var cause: FindingCause? {
    get { facts.grounds?.cause }
    set { put(cause: newValue, waiver: waiver) }
  }
  /// By which leave it stands; nil when it is to be remedied.
  package var waiver: Waiver? {
    get { facts.grounds?.waiver }
    set { put(cause: cause, waiver: newValue) }
  }
  var origin: DetailsOrigin {
    get { facts.origin }
    set { facts = FindingFacts(facts, origin: newValue) }
  }

  /// What stands in it, in one place for all copies: one is held by its rule's list, by the verdict and by its issue, and
  /// of a million each copy would count a dozen parts up and down. Whoever goes through many takes the parts from here.
  package private(set) var facts: FindingFacts

  /// How many documents besides those of the subject a finding names.
  package static let documentLimit = 100

  package init(
    id: String, ruleID: String, outcome: Outcome, subject: Document, caseKey: String?,
    documents: [Document], furtherDocuments: Int = 0, evidence: [Evidence], field: String? = nil,
    expected: String? = nil,
    actual: String? = nil, difference: String? = nil, amount: Decimal128? = nil,
    message: LocalizedText, reason: LocalizedText? = nil
  ) {
    self.init(
      id: FindingID(id), ruleID: ruleID, outcome: outcome, subject: subject, caseKey: caseKey,
      amount: amount,
      origin: .held(
        HeldDetails(
          FindingDetails(
            documents: documents, furtherDocuments: furtherDocuments,
            names: DetailNames(
              paths: evidence.map(\.path), labels: evidence.map(\.label), field: field),
            values: evidence.map(\.value), expected: expected, actual: actual,
            difference: difference, sentence: FindingSentence(message), reason: reason))))
  }

  init(
    id: FindingID, ruleID: String, outcome: Outcome, subject: Document, caseKey: String?,
    amount: Decimal128?, origin: DetailsOrigin
  ) {
    facts = FindingFacts(
      id: id, ruleID: ruleID, outcome: outcome, subject: subject, caseKey: caseKey,
      amount: amount, grounds: nil, origin: origin)
  }

  /// Most findings have neither, and are left as they are.
  private mutating func put(cause: FindingCause?, waiver: Waiver?) {
    let grounds =
      cause == nil && waiver == nil ? nil : FindingGrounds(cause: cause, waiver: waiver)
    if grounds != nil || facts.grounds != nil { facts = FindingFacts(facts, grounds: grounds) }
  }

  package var details: FindingDetails {
    get { facts.origin.details }
    set { origin = .held(HeldDetails(newValue)) }
  }

  /// Its details with those documents that are not the subject.
  package var detailsBesidesSubject: FindingDetails {
    var details = details
    details.documents.removeAll { $0 == facts.subject }
    return details
  }

  /// The finding with its details at hand.
  package var whole: Finding {
    var finding = self
    if case .held = origin { return finding }
    finding.origin = .held(HeldDetails(details))
    return finding
  }

  /// Whether its details are at hand.
  package var isWhole: Bool {
    if case .held = origin { true } else { false }
  }

  /// Whether what it says takes far more room than findings do.
  package var isBulky: Bool {
    let limit = 16 << 10
    return subject.key.utf8.count > limit
      || origin.reading { $0.details.values.contains { $0.utf8.count > limit } }
      || documents.contains { $0.key.utf8.count > limit }
  }

  /// The same with other documents and nothing else changed.
  func masked(by keys: MaskedKeys) -> Finding {
    var finding = self
    finding.origin = .masked(origin, keys)
    return finding
  }

  package static func == (a: Finding, b: Finding) -> Bool {
    a.facts === b.facts
      || a.facts.id == b.facts.id && a.ruleID == b.ruleID && a.outcome == b.outcome
        && a.subject == b.subject
        && a.caseKey == b.caseKey && a.amount == b.amount && a.cause == b.cause
        && a.waiver == b.waiver && a.details == b.details
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(facts.id) }
}

/// What stands in a finding itself. Nothing of it changes: a finding that is to say something else gets others.
package final class FindingFacts: Sendable {
  package let id: FindingID
  package let ruleID: String
  package let outcome: Finding.Outcome
  package let subject: Document
  package let caseKey: String?
  package let amount: Decimal128?
  package let grounds: FindingGrounds?
  let origin: DetailsOrigin

  init(
    id: FindingID, ruleID: String, outcome: Finding.Outcome, subject: Document, caseKey: String?,
    amount: Decimal128?, grounds: FindingGrounds?, origin: DetailsOrigin
  ) {
    self.id = id
    self.ruleID = ruleID
    self.outcome = outcome
    self.subject = subject
    self.caseKey = caseKey
    self.amount = amount
    self.grounds = grounds
    self.origin = origin
  }

  /// The same but for what is given; of what may be missing, nil is a thing to be given.
  convenience init(
    _ facts: FindingFacts, id: FindingID? = nil, outcome: Finding.Outcome? = nil,
    subject: Document? = nil,
    caseKey: String?? = .none, amount: Decimal128?? = .none, grounds: FindingGrounds?? = .none,
    origin: DetailsOrigin? = nil
  ) {
    self.init(
      id: id ?? facts.id, ruleID: facts.ruleID, outcome: outcome ?? facts.outcome,
      subject: subject ?? facts.subject, caseKey: caseKey ?? facts.caseKey,
      amount: amount ?? facts.amount, grounds: grounds ?? facts.grounds,
      origin: origin ?? facts.origin)
  }
}

/// What a finding follows from, and by which leave it stands; few have either.
package final class FindingGrounds: Sendable {
  package let cause: FindingCause?
  package let waiver: Waiver?

  init(cause: FindingCause?, waiver: Waiver?) {
    self.cause = cause
    self.waiver = waiver
  }
}

/// One record of an export that a finding speaks of.
package struct Document: Hashable, Sendable {
  /// The entity's name in the model: `invoice line`.
  package var entity: String
  package var entityLabel: LocalizedText
  /// Its business key; the parts of a compound key are joined with ` / `.
  package var key: String
  /// The export's path as it was given to the run.
  package var file: String
  /// The line in that file, from 1.
  package var line: Int

  package init(entity: String, entityLabel: LocalizedText, key: String, file: String, line: Int) {
    self.entity = entity
    self.entityLabel = entityLabel
    self.key = key
    self.file = file
    self.line = line
  }
}

extension Evidence {
  static func all(_ names: DetailNames, _ values: [String]) -> [Evidence] {
    values.indices.map {
      Evidence(path: names.paths[$0], label: names.labels[$0], value: values[$0])
    }
  }
}

/// One value that a rule looked at.
package struct Evidence: Hashable, Sendable {
  /// The path as the rule writes it: `contract.total`.
  package var path: String
  /// The path as a reader of the report says it: 合同.金额.
  package var label: LocalizedText
  /// The value as text; empty when there is none.
  package var value: String

  package init(path: String, label: LocalizedText, value: String) {
    self.path = path
    self.label = label
    self.value = value
  }
}
