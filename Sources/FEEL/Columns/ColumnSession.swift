internal import Synchronization
package import Tables
internal import Values

/// What evaluates conditions.
package enum Engine: String, Sendable, CaseIterable {
  /// One subject after the other, as plainly as can be.
  case interpreter
  /// Operations on columns, many subjects at once.
  case columns
}

/// A plan on the documents of one run. Several threads may ask it for batches.
package final class ColumnSession: Sendable {
  package let plan: ColumnPlan
  let source: any DataSource
  let engine: Engine
  /// How many elements the lists of one step may have together: where many subjects name one key, the
  /// lists of a batch could fill the memory.
  let elementLimit: Int
  /// What is the same for all batches: constants, and the results for each text of a dictionary.
  private let tables = Mutex<[Int: Vector]>([:])
  /// For comparisons of two dictionaries the numbers of their texts.
  private let entryNumbers = Mutex<[StepPair: EntryNumbers]>([:])

  /// How many subjects a batch best has: their columns stay in the processor's cache.
  package static let batchSize = 4_096

  /// - Parameter engine: the interpreter gives the same outcomes, more slowly.
  package init(
    _ plan: ColumnPlan, on source: some DataSource, engine: Engine = .columns,
    elementLimit: Int = 1 << 20
  ) {
    self.elementLimit = elementLimit
    self.plan = plan
    self.source = source
    self.engine = engine
  }

  /// Some rows of the subject.
  package func batch(rows: Range<Int>) -> ColumnBatch {
    ColumnBatch(self, Frame(.rows(.range(rows)), count: rows.count))
  }

  /// Rows of the subject, one by one.
  package func batch(rows: [Int32]) -> ColumnBatch {
    ColumnBatch(self, Frame(.rows(.list(rows)), count: rows.count))
  }

  /// Some groups of rows of the subject, by their numbers.
  ///
  /// - Precondition: a group has at least one row.
  package func batch(groups: RowGroups, _ numbers: Range<Int>) -> ColumnBatch {
    ColumnBatch(self, Frame(.groups(groups, .range(numbers)), count: numbers.count))
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

/// Two steps of a plan whose results are compared.
struct StepPair: Hashable {
  let first: Int
  let second: Int
}

extension ColumnSession {
  /// Numbers for the texts of two dictionaries that come of two steps; nil when others came of them before.
  func entryNumbers(_ steps: StepPair, of texts: TextColumn, _ others: TextColumn) -> EntryNumbers?
  {
    if let known = entryNumbers.withLock({ $0[steps] }) {
      return known.areThose(of: texts, others) ? known : nil
    }
    let numbers = EntryNumbers(texts, others)
    entryNumbers.withLock { $0[steps] = numbers }
    return numbers
  }
}

/// Some subjects, over which the expressions of a plan are evaluated.
package final class ColumnBatch {
  let session: ColumnSession
  let root: Frame
  private let elementLimit: Int
  /// Whether lists came up that are too long together to be evaluated at once. What was computed since
  /// then means nothing.
  private(set) var isOverfull = false

  /// - Parameter elementLimit: nil for that of the session.
  init(_ session: ColumnSession, _ root: Frame, elementLimit: Int? = nil) {
    self.session = session
    self.root = root
    self.elementLimit = elementLimit ?? session.elementLimit
  }

  /// Some subjects of the batch, by their place in it.
  package struct Selection {
    let frame: Frame
    fileprivate let chosen: [Int32]?

    package var lanes: [Int32] { chosen ?? (0..<Int32(frame.count)).map { $0 } }
  }

  /// All subjects of the batch.
  package var all: Selection { Selection(frame: root, chosen: nil) }

  /// The subjects at these places of the batch; what is asked of them alone is not computed for others.
  package func selection(_ lanes: [Int32]) -> Selection {
    if lanes.count == root.count { return all }
    return Selection(
      frame: Frame(.selection(of: root, lanes: lanes), count: lanes.count), chosen: lanes)
  }

  /// The outcomes of a condition, by its number in the plan, for the subjects of a selection. Why one is
  /// unknown, the interpreter tells.
  ///
  /// - Precondition: the program's type is boolean or null.
  package func truths(of program: Int, for selection: Selection) -> [Truth] {
    switch session.engine {
    case .columns:
      let vectors = vectors(of: program, for: selection)
      return vectors.count == 1 ? vectors[0].outcomes : vectors.flatMap(\.outcomes)
    case .interpreter: return selection.lanes.map { Truth(interpreted(program, at: $0)) }
    }
  }

  /// The outcomes of a condition, by its number in the plan, for the subjects of which `open` is true; of the others
  /// any. What costs little is computed for all of them at once.
  ///
  /// - Parameter open: a truth for each subject of the batch, or nil when it is true for all.
  package func truths(of program: Int, where open: [Truth]?) -> [Truth] {
    guard let open else { return truths(of: program, for: all) }
    let count = open.trueCount
    if count == open.count || isCheap(program) && count * 4 >= open.count {
      return truths(of: program, for: all)
    }
    var result = [Truth](repeating: .no, count: open.count)
    let some = selection(open.truePlaces(count: count))
    for (lane, truth) in zip(some.lanes, truths(of: program, for: some)) {
      result[Int(lane)] = truth
    }
    return result
  }

  private func isCheap(_ program: Int) -> Bool {
    session.engine == .columns && session.plan.steps[session.plan.roots[program]].isCheap
  }

  /// The values of a program for all subjects.
  func values(of program: Int) -> [Value] { vectors(of: program, for: all).flatMap(\.values) }

  /// The values of a program in one vector, or in several behind each other. What is too much for all
  /// subjects is asked of one half after the other, and in the end of the interpreter.
  private func vectors(of program: Int, for selection: Selection) -> [Vector] {
    if selection.frame.count == 0 { return [] }
    if !isOverfull {
      let vector = vector(session.plan.roots[program], selection.frame)
      if !isOverfull { return [vector] }
    }
    let lanes = selection.lanes
    guard lanes.count > 1 else {
      let value = interpreted(program, at: lanes[0])
      return [Vector([value], type: session.plan.programs[program].type)]
    }
    let middle = lanes.count / 2
    return [lanes[..<middle], lanes[middle...]].flatMap { lanes in
      let part = part(Array(lanes))
      return part.vectors(of: program, for: part.all)
    }
  }

  /// The subjects at these places as a batch of its own.
  private func part(_ lanes: [Int32]) -> ColumnBatch {
    let kind: Frame.Kind =
      switch root.kind {
      case .rows(let rows): .rows(.list(lanes.map { Int32(rows[Int($0)]) }))
      case .groups(let groups, let numbers):
        .groups(groups, .list(lanes.map { Int32(numbers[Int($0)]) }))
      case .inputs(let inputs): .inputs(inputs.map { $0.gathered(lanes) })
      case .entries, .elements, .selection: preconditionFailure("no root of a batch")
      }
    return ColumnBatch(session, Frame(kind, count: lanes.count))
  }

  /// Whether lists of so many elements can be evaluated at once.
  func fits(_ elementCount: Int) -> Bool {
    if elementCount > elementLimit { isOverfull = true }
    return elementCount <= elementLimit
  }

  /// Why a program is null for a subject.
  ///
  /// - Precondition: it is.
  package func reason(of program: Int, at lane: Int32) -> NullReason {
    guard case .null(let reason) = interpreted(program, at: lane) else {
      preconditionFailure("what is unknown in a batch is unknown alone")
    }
    return reason
  }

  private func interpreted(_ program: Int, at lane: Int32) -> Value {
    let program = session.plan.programs[program]
    var interpreter = Interpreter(
      session.source, row: 0, rows: [], inputs: [], slotCount: program.slotCount)
    interpreter.place(at: Int(lane), of: root)
    return interpreter.value(of: program.root)
  }
}

extension [Truth] {
  /// How many of them are true.
  fileprivate var trueCount: Int { ByteLanes.count(self, of: Truth.yes.rawValue) }

  /// - Parameter count: how many are true.
  fileprivate func truePlaces(count: Int) -> [Int32] {
    let yes = Truth.yes.rawValue
    return withUnsafeBytes { truths in
      // There is room for one more: a place is written before it is known whether it counts.
      [Int32](unsafeUninitializedCapacity: count + 1) { places, next in
        for place in 0..<truths.count {
          places[next] = Int32(truncatingIfNeeded: place)
          next &+= truths[place] == yes ? 1 : 0
        }
      }
    }
  }
}
