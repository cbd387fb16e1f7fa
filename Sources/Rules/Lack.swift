import Entities
import FEEL
import Intake
import Relations
package import Values

/// Why a rule is not run: something it needs that the dataset does not have, or the project's own wish.
package enum Lack: Sendable, Hashable {
  /// No export brings the entity.
  case entity(Int)
  /// Exports bring the entity, but none has the field.
  case field(entity: Int, field: Int)
  /// The project does without the rule, and says why.
  case switchedOff(LocalizedText)
}

extension CaseSource {
  /// What the dataset lacks for a rule, without repetition.
  func lacks(of rule: Rule) -> [Lack] {
    if let reason = rule.offReason { return [.switchedOff(reason)] }
    let entity = rule.subject.entity
    var fields: [Int] = []
    if case .group(_, let by) = rule.subject { fields = by }
    if rule.effectiveFrom != nil || rule.effectiveTo != nil {
      fields += cases.model.entities[entity].date.map { [$0] } ?? []
    }
    return lacks(of: entity, fields: fields, [rule.when, rule.check])
  }

  /// What the dataset lacks for a KPI, without repetition.
  package func lacks(of kpi: KPI) -> [Lack] {
    var expressions = [kpi.of]
    if case .condition(let condition) = kpi.counted { expressions.append(condition) }
    return lacks(of: kpi.entity, fields: [], expressions)
  }

  /// What the dataset lacks to tell orders apart by a property.
  package func lacks(of property: CaseProperty) -> [Lack] {
    lacks(of: property.entity, fields: [property.field], [])
  }

  /// The entities whose records a rule's outcome depends on.
  package func entities(of rule: Rule) -> Set<Int> {
    var entities: Set = [rule.subject.entity]
    for expression in [rule.when, rule.check].compactMap({ $0 }) {
      let dependencies = expression.program.dependencies
      entities.formUnion(dependencies.fields.map(\.entity))
      entities.formUnion(
        dependencies.relations.map {
          cases.model.relations[number(ofRelation: $0.relation, of: $0.entity)].to
        })
    }
    return entities
  }

  /// What the dataset lacks for some fields of an entity, and for expressions on it.
  private func lacks(of entity: Int, fields: [Int], _ expressions: [Expression?]) -> [Lack] {
    var lacks: [Lack] = []
    func need(entity: Int) -> Bool {
      if cases.dataset.tables[entity] != nil { return true }
      if !lacks.contains(.entity(entity)) { lacks.append(.entity(entity)) }
      return false
    }
    func need(field: Int, of entity: Int) {
      guard need(entity: entity), column(field, of: entity) == nil else { return }
      let lack = Lack.field(entity: entity, field: field)
      if !lacks.contains(lack) { lacks.append(lack) }
    }
    _ = need(entity: entity)
    for field in fields { need(field: field, of: entity) }
    for dependencies in expressions.compactMap({ $0?.program.dependencies }) {
      for path in dependencies.fields { need(field: path.field, of: path.entity) }
      for path in dependencies.relations {
        let relation = cases.model.relations[
          number(ofRelation: path.relation, of: path.entity)]
        for pair in relation.on {
          need(field: pair.near, of: relation.from)
          need(field: pair.far, of: relation.to)
        }
      }
    }
    return lacks
  }
}
