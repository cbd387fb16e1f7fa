extension Node {
  /// The expressions it is made of, in the order in which they are evaluated.
  var parts: [Node] { kind.parts }
}

extension Node.Kind {
  fileprivate var parts: [Node] {
    switch self {
    case .constant, .input, .local, .subject, .rows: []
    case .field(let a, _), .relation(let a, _, _), .member(let a, _), .property(let a, _),
      .negation(let a), .isNull(let a, _):
      [a]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .equality(let a, let b, _),
      .and(let a, let b), .or(let a, let b), .filter(let a, _, let b), .element(let a, let b),
      .projection(let a, _, let b, _):
      [a, b]
    case .between(let a, let b, let c), .conditional(let a, let b, let c): [a, b, c]
    case .list(let nodes): nodes
    case .choice(let choices, let otherwise):
      choices.flatMap { [$0.condition, $0.value] } + [otherwise]
    case .bound(let bindings, let body): bindings.map(\.value) + [body]
    case .record(let entries): entries.map(\.value)
    case .range(let lower, let upper, _, _): [lower, upper].compactMap { $0 }
    case .contained(let a, let tests, _): [a] + tests.map(\.value)
    case .loop(let iterators, let body), .quantified(_, let iterators, let body):
      iterators.flatMap(\.domain.parts) + [body]
    case .call(_, let arguments): arguments.compactMap { $0 }
    }
  }

  /// The variables that it declares for its parts.
  private var declared: SlotSet {
    switch self {
    case .filter(_, let slot, _), .projection(_, let slot, _, _): SlotSet([slot])
    case .record(let entries): SlotSet(entries.map(\.slot))
    case .bound(let bindings, _): SlotSet(bindings.map(\.slot))
    case .loop(let iterators, _), .quantified(_, let iterators, _):
      SlotSet(iterators.map(\.slot))
    default: SlotSet()
    }
  }

  /// What a node keeps of its parts. The slots in use at one time differ, so what it declares itself can be
  /// taken off the whole.
  var facts: (freeSlots: SlotSet, greatestSlot: Int?, isIndependent: Bool) {
    switch self {
    case .local(let slot): return ([slot], slot, true)
    case .input, .subject, .rows: return ([], nil, false)
    case .constant: return ([], nil, true)
    // As nearly all nodes are, and no list of parts is made for them.
    case .field(let part, _), .relation(let part, _, _), .property(let part, _):
      return (part.freeSlots, part.greatestSlot, part.isIndependent)
    default: break
    }
    let (parts, declared) = (parts, declared)
    var free = SlotSet()
    for part in parts where !part.freeSlots.isEmpty { free.formUnion(part.freeSlots) }
    if !declared.isEmpty { free.subtract(declared) }
    let greatest = parts.reduce(declared.max()) { max($0, $1.greatestSlot) }
    return (free, greatest, parts.allSatisfy(\.isIndependent))
  }

  private func max(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return a ?? b }
    return Swift.max(a, b)
  }
}

extension Node.Iterator.Domain {
  fileprivate var parts: [Node] {
    switch self {
    case .list(let node), .range(let node): [node]
    case .steps(let first, let last): [first, last]
    }
  }
}

/// Some slots of variables.
typealias SlotSet = Set<Int>
