internal import Synchronization
internal import Tables
internal import Values

/// A plan on the documents of one run. Several threads may ask it for batches.
package final class ColumnSession: Sendable {
  package let plan: ColumnPlan
  let source: any DataSource
  /// What is the same for all batches: constants, and the results for each text of a dictionary.
  private let tables = Mutex<[Int: Vector]>([:])

  package init(_ plan: ColumnPlan, on source: some DataSource) {
    self.plan = plan
    self.source = source
  }

  /// Some rows of the subject.
  package func batch(rows: Range<Int>) -> ColumnBatch {
    ColumnBatch(self, Frame(.rows(.range(rows)), count: rows.count))
  }

  /// Some groups of rows of the subject.
  ///
  /// - Precondition: a group has at least one row.
  package func batch(groups: [[Int]]) -> ColumnBatch {
    ColumnBatch(self, Frame(.groups(groups), count: groups.count))
  }

  func batch(inputs: [Vector], count: Int) -> ColumnBatch {
    ColumnBatch(self, Frame(.inputs(inputs), count: count))
  }

  /// The result of a step that is the same for all batches, made when it is first asked for. Two threads
  /// may both make it; it comes out the same.
  func table(_ step: Int, _ make: () -> Vector) -> Vector {
    if let table = tables.withLock({ $0[step] }) { return table }
    let table = make()
    tables.withLock { $0[step] = table }
    return table
  }
}

/// Some subjects, over which the expressions of a plan are evaluated.
package final class ColumnBatch {
  let session: ColumnSession
  let root: Frame

  init(_ session: ColumnSession, _ root: Frame) {
    self.session = session
    self.root = root
  }

  /// Some subjects of the batch, by their place in it.
  package struct Selection {
    let frame: Frame
    package let lanes: [Int32]
  }

  /// The subjects at these places of the batch; what is asked of them alone is not computed for others.
  package func selection(_ lanes: [Int32]) -> Selection {
    Selection(
      frame: lanes.count == root.count
        ? root : Frame(.selection(of: root, lanes: lanes), count: lanes.count),
      lanes: lanes)
  }

  /// The outcomes of a condition, by its number in the plan, for the subjects of a selection. Why one is
  /// unknown, the interpreter tells.
  ///
  /// - Precondition: the program's type is boolean or null.
  package func truths(of program: Int, for selection: Selection) -> [Truth] {
    vector(session.plan.roots[program], selection.frame).outcomes
  }

  /// The value of a program for each subject.
  func values(of program: Int) -> [Value] {
    vector(session.plan.roots[program], root).values
  }
}

extension Vector {
  fileprivate var outcomes: [Truth] {
    let known: [Truth] =
      switch lanes {
      case .booleans(let values): values.map { $0 ? .yes : .no }
      default: (0..<count).map { Truth(value($0)) }
      }
    guard !presences.isEmpty else { return known }
    return zip(known, presences).map { $1 == .present ? $0 : .unknown }
  }
}
