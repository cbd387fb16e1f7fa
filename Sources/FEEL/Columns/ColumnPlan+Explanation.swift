extension ColumnPlan {
  /// How an expression is evaluated.
  package struct Explanation: Sendable, Hashable {
    /// What the interpreter evaluates for one subject after the other.
    package var interpreted: [Part] = []
    /// Functions without an array operation, which are called with one value after the other.
    package var calledByValue: [String] = []
    /// Fields of which it is computed once for each text when the table holds them as a dictionary.
    package var oncePerText: [FieldReference] = []
    /// How many operations it has.
    package var stepCount = 0
    /// How many of them other expressions on the same subject have as well.
    package var sharedCount = 0

    /// A part of an expression.
    package struct Part: Sendable, Hashable {
      package var text: String
      package var reason: String
    }
  }

  /// Tells how a program of the plan is evaluated.
  package func explanation(of program: Int) -> Explanation {
    var explanation = Explanation()
    var seen: Set<Int> = []
    var open = [roots[program]]
    while let number = open.popLast() {
      guard seen.insert(number).inserted else { continue }
      let step = steps[number]
      explanation.add(step, of: programs[program])
      if let field = step.soleField, field != number,
        case .field(let reference) = steps[field].operation,
        !explanation.oncePerText.contains(reference)
      {
        explanation.oncePerText.append(reference)
      }
      open += step.operands.reversed().compactMap { $0 }
    }
    return explanation
  }
}

extension ColumnPlan.Explanation {
  fileprivate mutating func add(_ step: Step, of program: Program) {
    if case .constant = step.operation { return }
    stepCount += 1
    if step.uses > 1 { sharedCount += 1 }
    switch step.operation {
    case .interpreted:
      guard let node = step.node, !step.isConstant else { return }
      interpreted.append(Part(text: program.excerpt(node.range), reason: node.kind.reason))
    case .call(let overload)
    where step.arrayFunction == nil && !step.isConstant:
      if !calledByValue.contains(overload.name) { calledByValue.append(overload.name) }
    default: break
    }
  }
}

extension Program {
  fileprivate func excerpt(_ range: Range<Int>) -> String {
    let scalars = Array(text.unicodeScalars)
    return String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
  }
}

extension Node.Kind {
  /// Why there is no array operation for it.
  fileprivate var reason: String {
    switch self {
    case .record: "a record"
    case .range: "a range as a value"
    case .loop, .quantified: "a loop over several variables or over a range"
    default: "it has no operation on columns"
    }
  }
}
