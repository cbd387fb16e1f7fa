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
    get { head.facts.id }
    set { owned.facts.id = newValue }
  }
  package var ruleID: String {
    get { head.facts.ruleID }
    set { owned.facts.ruleID = newValue }
  }
  package var outcome: Outcome {
    get { head.facts.outcome }
    set { owned.facts.outcome = newValue }
  }
  /// What the rule judged.
  package var subject: Document {
    get { head.facts.subject }
    set { owned.facts.subject = newValue }
  }
  /// The order number of the case the subject belongs to, or nil when it belongs to none.
  package var caseKey: String? {
    get { head.facts.caseKey }
    set { owned.facts.caseKey = newValue }
  }
  /// The money the finding puts in doubt, to the cent and never negative. Nil when the rule declares none
  /// or the values it takes are missing.
  package var amount: Decimal128? {
    get { head.facts.amount }
    set { owned.facts.amount = newValue }
  }
  /// The finding whose consequence this one is; nil when it stands by itself.
  package var cause: FindingCause? {
    get { head.facts.grounds?.cause }
    set { put(cause: newValue, waiver: waiver) }
  }
  /// By which leave it stands; nil when it is to be remedied.
  package var waiver: Waiver? {
    get { head.facts.grounds?.waiver }
    set { put(cause: cause, waiver: newValue) }
  }
  var origin: DetailsOrigin {
    get { head.facts.origin }
    set { owned.facts.origin = newValue }
  }

  /// All copies of a finding share it: one is held by its rule's list, by the verdict and by its issue, and of a million
  /// each copy would count a dozen parts up and down.
  private var head: FindingHead

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
      id: id, ruleID: ruleID, outcome: outcome, subject: subject, caseKey: caseKey,
      amount: amount,
      origin: .held(
        HeldDetails(
          FindingDetails(
            documents: documents, furtherDocuments: furtherDocuments, evidence: evidence,
            field: field, expected: expected, actual: actual, difference: difference,
            message: message, reason: reason))))
  }

  init(
    id: String, ruleID: String, outcome: Outcome, subject: Document, caseKey: String?,
    amount: Decimal128?, origin: DetailsOrigin
  ) {
    head = FindingHead(
      FindingFacts(
        id: id, ruleID: ruleID, outcome: outcome, subject: subject, caseKey: caseKey,
        amount: amount, origin: origin))
  }

  /// What it says, for whoever looks at much of it and needs no copy.
  package var facts: FindingFacts {
    @inline(__always) _read { yield head.facts }
  }

  /// The head, held by nobody else.
  private var owned: FindingHead {
    mutating get {
      if !isKnownUniquelyReferenced(&head) { head = FindingHead(head.facts) }
      return head
    }
  }

  /// Most findings have neither, and are left as they are.
  private mutating func put(cause: FindingCause?, waiver: Waiver?) {
    if cause == nil, waiver == nil, head.facts.grounds == nil { return }
    owned.facts.grounds =
      cause == nil && waiver == nil ? nil : FindingGrounds(cause: cause, waiver: waiver)
  }

  package var details: FindingDetails {
    get { origin.details }
    set { origin = .held(HeldDetails(newValue)) }
  }

  /// Its details, for whoever reads several of them and needs no copy of any.
  package var held: HeldDetails {
    if case .held(let held) = origin { held } else { HeldDetails(details) }
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
    return subject.key.utf8.count > limit || evidence.contains { $0.value.utf8.count > limit }
      || documents.contains { $0.key.utf8.count > limit }
  }

  /// The same with other documents and nothing else changed.
  func masked(by keys: MaskedKeys) -> Finding {
    var finding = self
    finding.origin = .masked(origin, keys)
    return finding
  }

  package static func == (a: Finding, b: Finding) -> Bool {
    a.head === b.head
      || a.id == b.id && a.ruleID == b.ruleID && a.outcome == b.outcome && a.subject == b.subject
        && a.caseKey == b.caseKey && a.amount == b.amount && a.cause == b.cause
        && a.waiver == b.waiver && a.details == b.details
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What stands in a finding itself.
package struct FindingFacts: Sendable {
  package var id: String
  package var ruleID: String
  package var outcome: Finding.Outcome
  package var subject: Document
  package var caseKey: String?
  package var amount: Decimal128?
  package var grounds: FindingGrounds?
  var origin: DetailsOrigin
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

/// Changed only by the one finding that holds it.
private final class FindingHead: @unchecked Sendable {
  var facts: FindingFacts

  init(_ facts: FindingFacts) {
    self.facts = facts
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
