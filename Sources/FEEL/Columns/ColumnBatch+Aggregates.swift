internal import Values

extension ColumnBatch {
  /// A function of each lane's list, over the elements of all lists as they lie.
  func aggregate(_ aggregate: Step.Aggregate, _ list: Vector, _ step: Step) -> Vector {
    let (starts, elements) = list.lists
    if aggregate == .count {
      let counts = (0..<list.count).map { Int64(starts[$0 + 1] - starts[$0]) }
      return Vector(.scaled(counts, scale: 0), presences: list.presences, count: list.count)
    }
    let presences = list.presences.first(elements.presences(ofLists: starts))
    if let numbers = elements.scaled, let lanes = numbers.aggregated(aggregate, starts) {
      return Vector(lanes, presences: presences, count: list.count)
    }
    if case .dates(let days) = elements.lanes, aggregate != .sum,
      case .scaled(let values, _)? = ScaledNumbers(
        values: .lanes(days), scale: 0, count: days.count
      ).aggregated(aggregate, starts)
    {
      return Vector(.dates(values), presences: presences, count: list.count)
    }
    guard case .call(let overload, _)? = step.node?.kind else {
      preconditionFailure("an aggregate stands for a call")
    }
    return Vector(
      (0..<list.count).map { lane in
        let value = list.value(lane)
        if value.isNull { return value }
        return overload.evaluate(
          Function.Arguments(values: [value], of: session.source))
      }, type: step.type)
  }
}

extension Vector {
  /// What is known of an aggregate of each list: null with its first null element, and missing when there
  /// is nothing to aggregate.
  fileprivate func presences(ofLists starts: [Int32]) -> [Presence] {
    let result = starts.withUnsafeBufferPointer { starts in
      presences.withUnsafeBufferPointer { presences in
        [Presence](unsafeUninitializedCapacity: starts.count - 1) { result, initialized in
          initialized = starts.count - 1
          for lane in 0..<initialized {
            let lanes = Int(starts[lane])..<Int(starts[lane &+ 1])
            if lanes.isEmpty {
              result[lane] = .missing
            } else if !presences.isEmpty,
              let null = lanes.first(where: { presences[$0] != .present })
            {
              result[lane] = presences[null]
            } else {
              result[lane] = .present
            }
          }
        }
      }
    }
    return result.compact
  }
}

extension ScaledNumbers {
  /// The sum or extreme of each list; nil when a sum does not fit.
  fileprivate func aggregated(_ aggregate: Step.Aggregate, _ starts: [Int32]) -> Vector.Lanes? {
    var overflow: Int64 = 0
    let result =
      switch aggregate {
      case .min: reduced(starts) { Swift.min($0, $1) }
      case .max: reduced(starts) { Swift.max($0, $1) }
      default:
        reduced(starts) { total, value in
          let sum = total &+ value
          overflow |= (total ^ sum) & (value ^ sum)
          return sum
        }
      }
    return overflow < 0 ? nil : .scaled(result, scale: scale)
  }

  /// Each list taken together, beginning with its first number; of an empty list any.
  @inline(__always)
  private func reduced(_ starts: [Int32], _ operation: (Int64, Int64) -> Int64) -> [Int64] {
    values.array(count: count).withUnsafeBufferPointer { values in
      starts.withUnsafeBufferPointer { starts in
        [Int64](unsafeUninitializedCapacity: starts.count - 1) { result, initialized in
          initialized = starts.count - 1
          for lane in 0..<initialized {
            var element = Int(starts[lane])
            let end = Int(starts[lane &+ 1])
            guard element < end else {
              result[lane] = 0
              continue
            }
            var total = values[element]
            element &+= 1
            while element < end {
              total = operation(total, values[element])
              element &+= 1
            }
            result[lane] = total
          }
        }
      }
    }
  }
}
