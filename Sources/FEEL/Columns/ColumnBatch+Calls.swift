internal import Tables
internal import Values

extension ColumnBatch {
  /// A function without an array operation: it is called for one lane after the other.
  func call(_ overload: Function.Overload, _ step: Step, _ frame: Frame) -> Vector {
    let operands = step.operands.map { operand in operand.map { vector($0, frame) } }
    if overload.id == "abs/0", let numbers = operands[0]?.scaled, let lanes = numbers.magnitudes {
      return Vector(lanes, presences: operands[0]!.presences, count: frame.count)
    }
    var arguments = Function.Arguments(values: [], calendar: session.source.calendar)
    let values = (0..<frame.count).map { lane in
      arguments.values.removeAll(keepingCapacity: true)
      for operand in operands {
        let value = operand?.value(lane)
        if let value, value.isNull, !overload.takesNull { return value }
        arguments.values.append(value)
      }
      return overload.evaluate(arguments)
    }
    return Vector(values, type: step.type)
  }

  /// The branch that the condition chooses, each computed only for the lanes that take it.
  func conditional(_ step: Step, _ frame: Frame) -> Vector {
    let condition = vector(step.operands[0]!, frame)
    let truths = condition.truths
    var branches: [[Int32]] = [[], []]
    for lane in 0..<frame.count {
      let presence = condition.presence(lane)
      if presence == .present && truths[lane] {
        branches[0].append(Int32(lane))
      } else if !presence.isDocumentary {
        branches[1].append(Int32(lane))
      }
    }
    for (branch, lanes) in branches.enumerated() where lanes.count == frame.count {
      return vector(step.operands[branch + 1]!, frame)
    }
    var values = (0..<frame.count).map { lane in
      let presence = condition.presence(lane)
      return presence.isDocumentary ? presence.value : Presence.null.value
    }
    for (branch, lanes) in branches.enumerated() where !lanes.isEmpty {
      let selection = Frame(.selection(of: frame, lanes: lanes), count: lanes.count)
      let result = vector(step.operands[branch + 1]!, selection)
      for (place, lane) in lanes.enumerated() { values[Int(lane)] = result.value(place) }
    }
    return Vector(values, type: step.type)
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
    let values = (0..<frame.count).map { lane in
      interpreter.place(at: lanes.map { Int($0[lane]) } ?? lane, of: root)
      for variable in variables { interpreter.slots[variable.slot] = variable.values.value(lane) }
      return interpreter.value(of: node)
    }
    return Vector(values, type: type)
  }

  /// The values of a variable, wherever around these lanes it is declared.
  private func variable(_ slot: Int, _ frame: Frame) -> Vector {
    if case .elements(_, slot, let elements, _) = frame.kind { return elements }
    guard let (outer, lanes) = frame.outer else {
      preconditionFailure("a variable is read where it is declared or within")
    }
    return variable(slot, outer).gathered(lanes)
  }
}

extension Interpreter {
  /// Turns to a subject of a batch.
  mutating func place(at lane: Int, of root: Frame) {
    switch root.kind {
    case .rows(let rows): row = rows[lane]
    case .groups(let groups):
      rows = groups[lane]
      row = rows[0]
    case .inputs(let vectors): inputs = vectors.map { $0.value(lane) }
    case .entries, .elements, .selection: break
    }
  }
}
