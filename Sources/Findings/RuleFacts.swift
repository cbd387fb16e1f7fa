package import Values

/// What is known of a rule apart from its condition: everything that stands beside a finding.
///
/// Every issue of a rule holds the same one.
package final class RuleFacts: Hashable, Sendable {
  package let id: String
  package let title: LocalizedText
  /// The class of the regulation it belongs to: `information-accuracy`.
  package let pack: String
  package let packTitle: LocalizedText
  /// generation, contract, execution, delivery, settlement or after-sales.
  package let stage: String
  package let clause: String
  package let severity: Severity
  package let department: String
  package let departmentLabel: LocalizedText
  package let finds: LocalizedText
  package let remedy: LocalizedText
  /// What keeps it from coming back; nil when the rule suggests nothing.
  package let prevention: PreventionFacts?
  /// Working days within which a finding is to be remedied.
  package let dueDays: Int
  /// Which departments are told when it is not, one level after the other.
  package let escalation: [DepartmentFacts]
  /// What readers call the values of the evidence and the field, by path, and the kinds of documents that its findings speak of.
  package let paths: [NameFacts]
  package let entities: [NameFacts]
  /// What readers call the words of its fields: for each path of the evidence, by the word.
  package let words: [String: [String: LocalizedText]]
  /// The same for the two values that it compares.
  package let valueWords: [String: LocalizedText]
  /// A digest of what it means: the rule of another month with another one may judge otherwise.
  package let fingerprint: String

  package init(
    id: String, title: LocalizedText, pack: String, packTitle: LocalizedText, stage: String,
    clause: String, severity: Severity, department: String, departmentLabel: LocalizedText,
    finds: LocalizedText, remedy: LocalizedText, prevention: PreventionFacts? = nil, dueDays: Int,
    escalation: [DepartmentFacts] = [], paths: [NameFacts] = [], entities: [NameFacts] = [],
    words: [String: [String: LocalizedText]] = [:],
    valueWords: [String: LocalizedText] = [:], fingerprint: String = ""
  ) {
    self.id = id
    self.title = title
    self.pack = pack
    self.packTitle = packTitle
    self.stage = stage
    self.clause = clause
    self.severity = severity
    self.department = department
    self.departmentLabel = departmentLabel
    self.finds = finds
    self.remedy = remedy
    self.prevention = prevention
    self.dueDays = dueDays
    self.escalation = escalation
    self.paths = paths
    self.entities = entities
    self.words = words
    self.valueWords = valueWords
    self.fingerprint = fingerprint
  }

  package static func == (a: RuleFacts, b: RuleFacts) -> Bool {
    a === b
      || a.id == b.id
        && a.title == b.title
        && a.pack == b.pack
        && a.packTitle == b.packTitle
        && a.stage == b.stage
        && a.clause == b.clause
        && a.severity == b.severity
        && a.department == b.department
        && a.departmentLabel == b.departmentLabel
        && a.finds == b.finds
        && a.remedy == b.remedy
        && a.prevention == b.prevention
        && a.dueDays == b.dueDays
        && a.escalation == b.escalation
        && a.paths == b.paths
        && a.entities == b.entities
        && a.words == b.words
        && a.valueWords == b.valueWords
        && a.fingerprint == b.fingerprint
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(fingerprint)
  }
}

/// What something is called that lines of data know by its id.
package struct NameFacts: Hashable, Sendable {
  package var id: String
  package var label: LocalizedText

  package init(id: String, label: LocalizedText) {
    self.id = id
    self.label = label
  }
}
