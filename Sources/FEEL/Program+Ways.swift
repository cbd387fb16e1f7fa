extension Program {
  /// The relations that lead from the subject to the records that the expression looks at, one after the other: for
  /// `invoices.lines.amount` those from an order to its invoices and on to their lines. The beginning of a way need not be
  /// among them. What may be looked at, in a branch that is not taken or by a filter that lets nothing through, counts.
  package var ways: Set<[RelationReference]> {
    var walk = WayWalk()
    _ = walk.ways(of: root)
    return walk.met
  }
}

/// Relations that lead one after the other from the subject to records.
private struct Way: Hashable {
  var relations: [RelationReference]
  /// The entity of the records.
  var entity: Int
}

/// Follows the records that expressions are about through their parts.
private struct WayWalk {
  typealias Ways = Set<Way>

  private(set) var met: Set<[RelationReference]> = []
  /// What the variables in use stand for.
  private var variables: [Int: Ways] = [:]

  /// The ways to the records that a node gives, or that its value was made of.
  mutating func ways(of node: Node) -> Ways {
    switch node.kind {
    case .subject(let entity), .rows(let entity): return [Way(relations: [], entity: entity)]
    case .local(let slot): return variables[slot] ?? []
    case .relation(let base, let reference, let target):
      // What a value was made of need not be what it is: of numbers that chose a record nothing goes on.
      let ways = ways(of: base).filter { $0.entity == reference.entity }
        .map { Way(relations: $0.relations + [reference], entity: target) }
      met.formUnion(ways.map(\.relations))
      return Ways(ways)
    case .filter(let list, let slot, let condition):
      let ways = self.ways(of: list)
      variables[slot] = ways
      _ = self.ways(of: condition)
      return ways
    case .element(let list, let number):
      _ = ways(of: number)
      return ways(of: list)
    case .conditional(let condition, let then, let otherwise):
      _ = ways(of: condition)
      return union(of: [then, otherwise])
    case .choice(let choices, let otherwise):
      for choice in choices { _ = ways(of: choice.condition) }
      return union(of: choices.map(\.value) + [otherwise])
    case .projection(let list, let slot, let body, _):
      variables[slot] = ways(of: list)
      return ways(of: body)
    case .bound(let bindings, let body):
      for binding in bindings { variables[binding.slot] = ways(of: binding.value) }
      return ways(of: body)
    case .record(let entries):
      var all: Ways = []
      for entry in entries {
        let ways = self.ways(of: entry.value)
        variables[entry.slot] = ways
        all.formUnion(ways)
      }
      return all
    case .loop(let iterators, let body), .quantified(_, let iterators, let body):
      for iterator in iterators { variables[iterator.slot] = ways(of: iterator.domain) }
      return ways(of: body)
    default: return union(of: node.parts)
    }
  }

  private mutating func ways(of domain: Node.Iterator.Domain) -> Ways {
    switch domain {
    case .list(let node), .range(let node): ways(of: node)
    case .steps(let first, let last): union(of: [first, last])
    }
  }

  private mutating func union(of nodes: [Node]) -> Ways {
    var all: Ways = []
    for node in nodes { all.formUnion(ways(of: node)) }
    return all
  }
}
