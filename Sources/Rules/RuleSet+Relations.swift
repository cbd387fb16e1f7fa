package import Entities
import FEEL

extension RuleSet {
  /// The relations that anything goes by which a run evaluates: rules and what their findings say, KPIs, waivers.
  /// Those that lead to cases are not among them unless an expression names them.
  package func relations(of model: Model) -> Set<Int> {
    var numbers = [[Int]](repeating: [], count: model.entities.count)
    for number in model.relations.indices { numbers[model.relations[number].from].append(number) }
    var relations: Set<Int> = []
    forEachProgram { program in
      for reference in program.dependencies.relations {
        relations.insert(numbers[reference.entity][reference.relation])
      }
    }
    return relations
  }

  /// All expressions that a run evaluates.
  func forEachProgram(_ body: (Program) -> Void) {
    for rule in rules { rule.forEachProgram(body) }
    for kpi in kpis { kpi.programs.forEach(body) }
    for waiver in waivers.compactMap(\.program) { body(waiver) }
  }
}

extension DeclaredWaiver {
  /// The condition of what it is for, where it has one.
  var program: Program? {
    if case .condition(let condition) = scope { condition.program } else { nil }
  }
}
