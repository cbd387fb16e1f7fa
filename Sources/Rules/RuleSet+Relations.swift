package import Entities
import FEEL

extension RuleSet {
  /// The relations that anything goes by which a run evaluates: rules and what their findings say, KPIs, waivers.
  /// Those that lead to cases are not among them unless an expression names them.
  package func relations(of model: Model) -> Set<Int> {
    let numbers = model.entities.indices.map { model.relations(from: $0) }
    let references = programs.flatMap(\.dependencies.relations)
    return Set(references.map { numbers[$0.entity][$0.relation] })
  }

  /// All expressions that a run evaluates.
  var programs: [Program] {
    rules.flatMap(\.programs) + kpis.flatMap(\.programs)
      + waivers.compactMap(\.program)
  }
}

extension DeclaredWaiver {
  /// The condition of what it is for, where it has one.
  var program: Program? {
    if case .condition(let condition) = scope { condition.program } else { nil }
  }
}
