/// Some expressions on one subject, compiled together to operations on columns. What several of them
/// contain is computed once.
package struct ColumnPlan: Sendable {
  package let programs: [Program]
  let steps: [Step]
  /// The step that gives the value of each program.
  let roots: [Int]

  /// - Precondition: all programs were compiled for the same subject, or the same inputs.
  package init(_ programs: [Program]) {
    self.programs = programs
    var builder = PlanBuilder()
    roots = programs.map { builder.add($0.root) }
    steps = builder.steps(countedFrom: roots)
  }
}
