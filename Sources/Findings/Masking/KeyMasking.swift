package import Entities
import FEEL
package import Rules
package import Values

/// Puts pseudonyms in the place of data on persons in business keys.
///
/// Findings, the ledger and everything that looks a document up go by its key as it is, and so does the fingerprint
/// that is an issue's id. Keys are masked when all of that is done, before anything is written: nothing downstream
/// sees another one.
package struct KeyMasking: Sendable {
  private let model: Model
  private let pseudonyms: Pseudonyms
  /// For each rule on groups of records the fields that make a group.
  private let groupings: [String: (entity: Int, fields: [Int])]
  private let rules: [String: Rule]
  /// The entity that is its own case.
  private let caseEntity: Int?

  /// - Parameter rules: those whose findings are masked.
  package init(_ model: Model, _ rules: [Rule], _ pseudonyms: Pseudonyms) {
    self.model = model
    self.pseudonyms = pseudonyms
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    groupings = self.rules.compactMapValues { rule in
      if case .group(let entity, let fields) = rule.subject { (entity, fields) } else { nil }
    }
    caseEntity = model.entities.firstIndex { $0.pathToCase == [] }
  }

  /// A record's key.
  package func key(_ key: String, ofEntity name: String) -> String {
    guard let entity = model.entity(named: name) else { return key }
    return self.key(key, of: model.entities[entity].key, in: entity)
  }

  package func caseKey(_ key: String?) -> String? {
    guard let key, let caseEntity else { return key }
    return self.key(key, of: model.entities[caseEntity].key, in: caseEntity)
  }

  /// The key of what a rule judged.
  ///
  /// - Parameter isRecord: whether that is known to be a record; a group otherwise, unless the rule says what it is.
  package func subjectKey(
    _ key: String, ofEntity name: String, rule: String, isRecord: Bool
  ) -> String {
    if let grouping = groupings[rule] {
      return self.key(key, of: grouping.fields, in: grouping.entity)
    }
    if isRecord || rules[rule] != nil { return self.key(key, ofEntity: name) }
    // A rule that is no longer there may have told groups apart by any of the fields.
    guard let entity = model.entity(named: name),
      model.entities[entity].fields.contains(where: \.isPersonal)
    else { return key }
    return pseudonyms.pseudonym(of: key, kind: Pseudonyms.anyKind)
  }

  /// What a declared waiver is for: a key, or a condition, which may name the person.
  func scope(_ text: String, of waiver: DeclaredWaiver) -> String {
    guard let rule = rules[waiver.ruleID] else { return text }
    switch waiver.scope {
    case .key:
      return subjectKey(
        text, ofEntity: model.entities[rule.subject.entity].name, rule: rule.id, isRecord: false)
    case .condition(let condition):
      let isPersonal = condition.program.dependencies.fields.contains {
        model.entities[$0.entity].fields[$0.field].isPersonal
      }
      return isPersonal ? Pseudonyms.withheld : text
    }
  }

  /// The parts are joined with ` / `; where a part itself holds that, it cannot be told which is which, and the
  /// whole key is masked.
  func key(_ key: String, of fields: [Int], in entity: Int) -> String {
    let kinds = fields.map { model.entities[entity].fields[$0].personalKind }
    guard let any = kinds.lazy.compactMap({ $0 }).first else { return key }
    let parts = key.split(separator: " / ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == kinds.count else { return pseudonyms.pseudonym(of: key, kind: any) }
    return zip(parts, kinds).map { part, kind in
      kind.map { pseudonyms.pseudonym(of: part, kind: $0) } ?? part
    }.joined(separator: " / ")
  }
}
