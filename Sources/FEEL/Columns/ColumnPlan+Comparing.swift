/// What can be told of conditions without any documents.
extension ColumnPlan {
  /// Whether two programs are the same expression, however they are written.
  package func isSame(_ program: Int, as other: Int) -> Bool { roots[program] == roots[other] }

  /// Whether a condition is true whenever another one is: it is one of those that the other joins by `and`.
  package func implies(_ program: Int, _ consequence: Int) -> Bool {
    var open = [roots[program]]
    while let number = open.popLast() {
      if number == roots[consequence] { return true }
      if case .and = steps[number].operation { open += steps[number].operands.compactMap { $0 } }
    }
    return false
  }

  /// Whether a condition is true for every subject because nothing it reads is of a document.
  package func isAlwaysTrue(_ program: Int) -> Bool {
    let batch = ColumnSession(self, on: EmptySource()).batch(inputs: [], count: 1)
    guard steps[roots[program]].isConstant else { return false }
    if case .boolean(true) = batch.vector(roots[program], batch.root).value(0) { return true }
    return false
  }
}
