internal import Tables
internal import Values

extension ColumnBatch {
  /// A function without an array operation: it is called for one lane after the other.
  func call(_ overload: Function.Overload, _ step: Step, _ frame: Frame) -> Vector {
    let operands = step.operands.map { operand in operand.map { vector($0, frame) } }
    if let function = step.arrayFunction,
      let result = result(of: function, operands.map { $0! })
    {
      return result
    }
    if let asksText = overload.asksText, let result = operands[0]!.answers(to: asksText) {
      return result
    }
    var arguments = Function.Arguments(values: [], of: session.source)
    return vector(step.type, frame) { lane in
      arguments.values.removeAll(keepingCapacity: true)
      for operand in operands {
        let value = operand?.value(lane)
        if let value, value.isNull, !overload.takesNull { return value }
        arguments.values.append(value)
      }
      return overload.evaluate(arguments)
    }
  }

  /// Values made one after the other, as long as their lists are not too long together.
  private func vector(
    _ type: FEELType, _ frame: Frame, _ value: (Int) -> Value
  ) -> Vector {
    var elementCount = 0
    var values: [Value] = []
    values.reserveCapacity(frame.count)
    for lane in 0..<frame.count {
      values.append(value(lane))
      if case .list(let elements) = values[lane] { elementCount += elements.count }
      guard fits(elementCount) else {
        return Vector(constant: .list([]), count: frame.count)
      }
    }
    return Vector(values, type: type)
  }

  /// The value behind the first condition that is true, each computed only for the lanes that come to it.
  ///
  /// - Parameter isOpen: whether a condition that is null in that sense makes the whole null.
  func conditional(
    _ step: Step, _ frame: Frame, isOpen: (Presence) -> Bool
  ) -> Vector {
    let operands = step.operands.map { $0! }
    var branches = Branches(frame, type: step.type)
    var open = branches.all
    for place in stride(from: 0, to: operands.count - 1, by: 2) where !open.lanes.isEmpty {
      let condition = vector(operands[place], open.frame)
      let split = condition.split(isOpen)
      if split.yes.count == frame.count { return vector(operands[place + 1], frame) }
      if !split.yes.isEmpty {
        let chosen = branches.part(split.yes, of: open)
        branches.add(chosen, vector(operands[place + 1], chosen.frame))
      }
      branches.add(nullsOf: condition, at: split.undecided, of: open)
      open = branches.part(split.no, of: open)
    }
    if open.frame === frame { return vector(operands[operands.count - 1], frame) }
    if !open.lanes.isEmpty {
      branches.add(open, vector(operands[operands.count - 1], open.frame))
    }
    return branches.vector
  }

  /// What only the interpreter can evaluate, for one lane after the other.
  func interpreted(_ node: Node, _ type: FEELType, _ frame: Frame) -> Vector {
    let free = node.freeSlots
    let slotCount = (node.greatestSlot ?? -1) + 1
    let variables = free.map { (slot: $0, values: variable($0, frame)) }
    let root = frame.root
    let lanes = frame.rootLanes
    var interpreter = Interpreter(
      session.source, row: 0, rows: [], inputs: [], slotCount: slotCount)
    return vector(type, frame) { lane in
      interpreter.place(at: lanes.map { Int($0[lane]) } ?? lane, of: root)
      for variable in variables { interpreter.slots[variable.slot] = variable.values.value(lane) }
      return interpreter.value(of: node)
    }
  }

  /// The values of a variable, wherever around these lanes it is declared.
  private func variable(_ slot: Int, _ frame: Frame) -> Vector {
    if case .elements(_, slot, let elements, _) = frame.kind { return elements }
    guard let outer = frame.outer else {
      preconditionFailure("a variable is read where it is declared or within")
    }
    return variable(slot, outer).gathered(frame.lanesOfOuter)
  }
}

extension Interpreter {
  /// Turns to a subject of a batch.
  mutating func place(at lane: Int, of root: Frame) {
    switch root.kind {
    case .rows(let rows): row = rows[lane]
    case .groups(let groups, let numbers):
      rows = groups.rows(ofGroup: numbers[lane]).map { Int($0) }
      row = rows[0]
    case .inputs(let vectors): inputs = vectors.map { $0.value(lane) }
    case .entries, .elements, .selection: break
    }
  }
}
