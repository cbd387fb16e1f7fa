import Entities
import FEEL
import Intake
import Relations

/// Something an expression needs that the dataset does not have: the reason a rule is not run.
package enum Lack: Sendable, Hashable {
  /// No export brings the entity.
  case entity(Int)
  /// Exports bring the entity, but none has the field.
  case field(entity: Int, field: Int)
}

extension CaseSource {
  /// What the dataset lacks for a subject and the expressions on it, without repetition.
  func lacks(for subject: SubjectKind, _ expressions: [Expression?]) -> [Lack] {
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
    _ = need(entity: subject.entity)
    if case .group(let entity, let fields) = subject {
      for field in fields { need(field: field, of: entity) }
    }
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

extension CaseSource {
  /// What the dataset lacks for a KPI, without repetition.
  package func lacks(of kpi: KPI) -> [Lack] {
    var expressions = [kpi.of]
    if case .condition(let condition) = kpi.counted { expressions.append(condition) }
    return lacks(for: .each(entity: kpi.entity), expressions)
  }
}
