internal import Tables
internal import Values

extension ColumnBatch {
  /// The result of a step over the lanes of a frame, computed where it has to be and only once.
  func vector(_ number: Int, _ frame: Frame) -> Vector {
    let step = session.plan.steps[number]
    if step.isConstant { return Vector(constant: constant(number), count: frame.count) }
    if let result = frame.results[number] { return result }
    let result: Vector
    if let outer = frame.outer, isOutside(step, number, frame, outer) {
      let whole = vector(number, outer)
      let lanes = frame.lanesOfOuter
      result =
        fits(whole.elementCount(of: lanes))
        ? whole.gathered(lanes) : Vector(constant: .list([]), count: frame.count)
    } else if let table = tableResult(number, frame) {
      result = table
    } else {
      result = evaluate(step, frame)
    }
    if step.isKept { frame.results[number] = result }
    return result
  }

  private func constant(_ number: Int) -> Value {
    if case .constant(let value) = session.plan.steps[number].operation { return value }
    return session.table(number) {
      // A batch of its own: what is constant is as large as the rule's author wrote it, and no fault of
      // the subjects.
      let batch = ColumnBatch(session, Frame(.inputs([]), count: 1), elementLimit: .max)
      return batch.evaluate(session.plan.steps[number], batch.root)
    }.value(0)
  }

  /// Whether a step is better computed over the lanes around: when it does not read the element, or when
  /// others than those selected ask for it as well.
  private func isOutside(_ step: Step, _ number: Int, _ frame: Frame, _ outer: Frame) -> Bool {
    switch frame.kind {
    case .elements(_, let slot, _, _): return !step.freeSlots.contains(slot)
    case .selection:
      switch step.operation {
      case .subject, .rows, .input, .local: return true
      default: return step.uses > 1 && outer.outer == nil || outer.results[number] != nil
      }
    default: return false
    }
  }

  func evaluate(_ step: Step, _ frame: Frame) -> Vector {
    let operands = step.operands
    func operand(_ index: Int) -> Vector { vector(operands[index]!, frame) }
    switch step.operation {
    case .constant(let value): return Vector(constant: value, count: frame.count)
    case .input(let number):
      guard case .inputs(let inputs) = frame.kind else { preconditionFailure("no inputs here") }
      return inputs[number]
    case .local:
      guard case .elements(_, _, let elements, _) = frame.kind else {
        preconditionFailure("a variable is read where it is declared or within")
      }
      return elements
    case .subject(let entity): return subject(entity, frame)
    case .rows(let entity): return rows(entity, frame)
    case .field(let field): return self.field(field, of: operand(0))
    case .relation(let relation, let target):
      return self.relation(relation, to: target, of: operand(0))
    case .member, .property, .negation: return mapped(step, operand(0))
    case .arithmetic(let operation):
      return arithmetic(operation, operand(0), operand(1), step.type)
    case .comparison(let comparison): return compared(comparison, operand(0), operand(1))
    case .equality:
      let steps = StepPair(first: operands[0]!, second: operands[1]!)
      return equal(operand(0), operand(1), steps)
    case .isNull(let isNegated): return operand(0).isNull(isNegated)
    case .not: return operand(0).negated
    case .and: return operand(0).and(operand(1))
    case .or: return operands.indices.dropFirst().reduce(operand(0)) { $0.or(operand($1)) }
    case .contained(let kind): return contained(kind, operand(0), operand(1))
    case .conditional: return conditional(step, frame, isOpen: \.isDocumentary)
    case .choice: return conditional(step, frame) { $0 != .present }
    case .list: return list(operands.map { vector($0!, frame) }, step.type, frame)
    case .filter: return filter(step, frame)
    case .element: return element(operand(0), operand(1))
    case .projection: return projection(step, frame)
    case .quantified(let quantifier, _): return quantified(quantifier, step, frame)
    case .aggregate(let aggregate): return self.aggregate(aggregate, operand(0), step)
    case .call(let overload): return call(overload, step, frame)
    case .interpreted: return interpreted(step.node!, step.type, frame)
    }
  }
}

// MARK: - Once for each text of a dictionary

extension ColumnBatch {
  /// The result by looking up each lane's text in a table of results; nil when the step does not depend
  /// on a dictionary alone.
  private func tableResult(_ number: Int, _ frame: Frame) -> Vector? {
    let step = session.plan.steps[number]
    guard let field = step.soleField, field != number,
      case .field(let reference) = session.plan.steps[field].operation,
      case .dictionary(let ids, let entries) = session.source.column(
        reference.field, of: reference.entity)?.storage,
      entries.count <= ids.count / 4
    else { return nil }
    if case .entries = frame.root.kind { return nil }
    let table = session.table(number) { results(of: step, field: field, for: entries).packed }
    let texts = vector(field, frame)
    guard case .texts(_, let rows) = texts.lanes else { return nil }
    let places = frame.entryPlaces(field) {
      rows.entries(ids, entries.count, presences: texts.presences)
    }
    if texts.presences.isEmpty {
      // Most tables say something of every text, and nothing but that is looked up then.
      return session.table(~number) { table.first(entries.count) }.gathered(places)
    }
    return table.gathered(places)
  }

  /// The result for each text, and behind them for each sense in which there can be none.
  private func results(of step: Step, field: Int, for entries: TextColumn) -> Vector {
    let senses: [Presence] = [.null, .missing, .unknown]
    let count = entries.count + senses.count
    let frame = Frame(.entries, count: count)
    frame.results[field] = Vector(
      .texts(
        Column(storage: .text(entries), states: []),
        rows: .list((0..<count).map { Int32($0 < entries.count ? $0 : 0) })),
      presences: Array(repeating: .present, count: entries.count) + senses, count: count)
    return evaluate(step, frame)
  }
}

extension RowNumbers {
  /// The places of rows in a table of results: the number of the text, or behind all texts that of the sense in
  /// which there is none.
  fileprivate func entries(_ ids: [UInt32], _ count: Int, presences: [Presence]) -> [Int32] {
    withView { rows in
      ids.withUnsafeBufferPointer { ids in
        [Int32](unsafeUninitializedCapacity: self.count) { places, initialized in
          for lane in 0..<self.count {
            let presence = presences.isEmpty ? .present : presences[lane]
            places[lane] =
              presence == .present
              ? Int32(truncatingIfNeeded: ids[rows[lane]])
              : Int32(count) + Int32(presence.rawValue) - 1
          }
          initialized = self.count
        }
      }
    }
  }
}

extension Vector {
  /// Numbers as integers of one scale, where they have one: those of a table are compared with a column's.
  fileprivate var packed: Vector {
    guard case .decimals = lanes else { return self }
    return Vector(typed: values, .number)
  }

  /// The first lanes.
  fileprivate func first(_ count: Int) -> Vector { gathered((0..<Int32(count)).map { $0 }) }
}
