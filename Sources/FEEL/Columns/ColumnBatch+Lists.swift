internal import Tables
internal import Values

extension ColumnBatch {
  /// A list of as many elements in every lane.
  func list(_ elements: [Vector], _ type: FEELType, _ frame: Frame) -> Vector {
    guard case .list(let elementType) = type else { preconditionFailure("a list is a list") }
    guard fits(elements.count * frame.count) else {
      return Vector(constant: .list([]), count: frame.count)
    }
    let values = (0..<frame.count).flatMap { lane in elements.map { $0.value(lane) } }
    return Vector(
      .lists(
        starts: (0...frame.count).map { Int32($0 * elements.count) },
        elements: Vector(values, type: elementType)), count: frame.count)
  }

  /// The lists that a step goes through, unless they are too long together.
  private func list(_ step: Step, _ frame: Frame) -> Vector {
    let list = vector(step.operands[0]!, frame)
    if case .constant(.list(let elements)) = list.lanes, !fits(elements.count * frame.count) {
      return Vector(constant: .list([]), count: frame.count)
    }
    return list
  }

  /// The elements for which the condition is true; null where something unknown leaves it open for one.
  func filter(_ step: Step, _ frame: Frame) -> Vector {
    guard case .filter(let slot) = step.operation else { preconditionFailure("a filter") }
    let list = list(step, frame)
    let elements = frame.elements(of: step.operands[0]!, list, slot: slot)
    let condition = vector(step.operands[1]!, elements)
    let (starts, values) = list.lists
    let truths = condition.truths
    var kept: [Int32] = []
    var newStarts: [Int32] = [0]
    newStarts.reserveCapacity(frame.count + 1)
    var presences = (0..<frame.count).map { list.presence($0) }
    for lane in 0..<frame.count {
      let first = kept.count
      for element in starts[lane]..<starts[lane + 1] {
        switch condition.presence(Int(element)) {
        case .present: if truths[Int(element)] { kept.append(element) }
        case .unknown: if presences[lane] == .present { presences[lane] = .unknown }
        default: break
        }
      }
      if presences[lane] != .present { kept.removeSubrange(first...) }
      newStarts.append(Int32(kept.count))
    }
    return Vector(
      .lists(starts: newStarts, elements: values.gathered(kept)), presences: presences.compact,
      count: frame.count)
  }

  /// The element of that number, counted from 1, or from the end when negative.
  func element(_ list: Vector, _ numbers: Vector) -> Vector {
    let (starts, elements) = list.lists
    var places = [Int32](repeating: -1, count: list.count)
    var presences = (0..<list.count).map { list.presence($0) }
    for lane in 0..<list.count where presences[lane] == .present {
      guard case .number(let number) = numbers.value(lane) else {
        presences[lane] = numbers.presence(lane)
        continue
      }
      let length = Int(starts[lane + 1] - starts[lane])
      if let position = number.int, position != 0, position.magnitude <= UInt(length) {
        let index = position > 0 ? position - 1 : length + position
        places[lane] = starts[lane] + Int32(index)
        presences[lane] = elements.presence(Int(places[lane]))
      } else {
        presences[lane] = .null
      }
    }
    return elements.placed(places, presences)
  }

  /// The body for each element.
  func projection(_ step: Step, _ frame: Frame) -> Vector {
    guard case .projection(let slot, let flattens) = step.operation else {
      preconditionFailure("a projection")
    }
    let list = list(step, frame)
    let body = vector(step.operands[1]!, frame.elements(of: step.operands[0]!, list, slot: slot))
    let starts = list.lists.starts
    guard flattens else {
      return Vector(
        .lists(starts: starts, elements: body), presences: list.presences, count: frame.count)
    }
    let (bodyStarts, elements) = body.lists
    var presences = (0..<frame.count).map { list.presence($0) }
    if !body.presences.isEmpty {
      for lane in 0..<frame.count where presences[lane] == .present {
        let lanes = starts[lane]..<starts[lane + 1]
        let null = lanes.first { body.presence(Int($0)) != .present }
        presences[lane] = null.map { body.presence(Int($0)) } ?? .present
      }
    }
    return Vector(
      .lists(starts: starts.map { bodyStarts[Int($0)] }, elements: elements),
      presences: presences.compact, count: frame.count)
  }

  /// Whether the condition is true for some or for every element.
  func quantified(_ quantifier: Quantifier, _ step: Step, _ frame: Frame) -> Vector {
    guard case .quantified(_, let slot) = step.operation else {
      preconditionFailure("a quantifier")
    }
    let list = list(step, frame)
    let condition = vector(
      step.operands[1]!, frame.elements(of: step.operands[0]!, list, slot: slot))
    let starts = list.lists.starts
    let truths = condition.truths
    let decisive = quantifier == .some
    var result = [Bool](repeating: !decisive, count: frame.count)
    var presences = (0..<frame.count).map { list.presence($0) }
    for lane in 0..<frame.count where presences[lane] == .present {
      var null = Presence.present
      for element in Int(starts[lane])..<Int(starts[lane + 1]) {
        let presence = condition.presence(element)
        if presence == .present, truths[element] == decisive {
          result[lane] = decisive
          null = .present
          break
        }
        if null == .present { null = presence }
      }
      presences[lane] = null
    }
    return Vector(.booleans(result), presences: presences.compact, count: frame.count)
  }
}

extension Vector {
  /// Lane `i` is the element `places[i]`; a lane that is null has none.
  fileprivate func placed(_ places: [Int32], _ presences: [Presence]) -> Vector {
    guard count > 0 else {
      return Vector(.constant(.null(.literal)), presences: presences, count: places.count)
    }
    var result = gathered(places.map { Swift.max($0, 0) })
    result.presences = presences.compact
    return result
  }
}
