package import Values

/// Two results beside each other: month against month, or one rule set against another over the same exports.
package struct ResultsComparison: Sendable {
  package let first: InspectionResults
  package let second: InspectionResults
  package let kpis: [KPI]
  /// The rules of which something differs, in the order of the second results, then those that only the first have.
  package let rules: [Rule]
  /// The ids of issues in one alone and in both, in order.
  package let onlyFirst: [String]
  package let onlySecond: [String]
  package let inBoth: [String]
  /// Those of both whose outcome, severity or amount differs.
  package let changed: [String]
  package let exports: Inputs
  package let declarations: Inputs

  /// Whether both were made of the same files.
  package enum Inputs: Sendable, Hashable {
    case same
    /// The names of those that differ, or that one has alone.
    case different([String])
  }

  package struct KPI: Sendable {
    package var id: String
    package var title: LocalizedText
    package var first: InspectionResults.KPI?
    package var second: InspectionResults.KPI?

    /// The second value less the first, in percentage points.
    package var change: Decimal128? {
      guard let a = first?.value, let b = second?.value else { return nil }
      return b.subtracting(a)?.multiplied(by: Decimal128(100))
    }
  }

  package struct Rule: Sendable {
    package var id: String
    package var title: LocalizedText
    /// Nil when the results do not know the rule.
    package var first: InspectionResults.Rule?
    package var second: InspectionResults.Rule?
  }

  /// Whether the same was found.
  package var isSame: Bool { onlyFirst.isEmpty && onlySecond.isEmpty && changed.isEmpty }
}

extension ResultsComparison {
  package init(_ first: InspectionResults, _ second: InspectionResults) {
    self.first = first
    self.second = second
    kpis = pairs(first.kpis, second.kpis, id: \.id).map { id, a, b in
      KPI(id: id, title: (b ?? a)!.title, first: a, second: b)
    }
    rules = pairs(first.rules, second.rules, id: \.id).compactMap { id, a, b in
      let isSame =
        a?.failed == b?.failed && a?.undetermined == b?.undetermined && a?.hasRun == b?.hasRun
      return isSame ? nil : Rule(id: id, title: (b ?? a)!.title, first: a, second: b)
    }
    onlyFirst = first.findings.keys.filter { second.findings[$0] == nil }.sorted()
    onlySecond = second.findings.keys.filter { first.findings[$0] == nil }.sorted()
    inBoth = first.findings.keys.filter { second.findings[$0] != nil }.sorted()
    changed = inBoth.filter { !first.findings[$0]!.isSame(as: second.findings[$0]!) }
    exports = Inputs(first.exports, second.exports)
    declarations = Inputs(first.declarations, second.declarations)
  }
}

extension ResultsComparison.Inputs {
  fileprivate init(_ first: [String: String], _ second: [String: String]) {
    let names = Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }
    self = names.isEmpty ? .same : .different(names.sorted())
  }
}

/// What both lists have under the same id, in the order of the second, then what the first has alone.
private func pairs<Element>(
  _ first: [Element], _ second: [Element], id: (Element) -> String
) -> [(id: String, first: Element?, second: Element?)] {
  let known = Dictionary(first.map { (id($0), $0) }) { first, _ in first }
  let ids = Set(second.map(id))
  return second.map { (id($0), known[id($0)], $0) }
    + first.filter { !ids.contains(id($0)) }.map { (id($0), $0, nil) }
}
