package import Values

/// What was looked at for clusters of findings: one property of orders, such as who created them.
package struct PatternSearch: Hashable, Sendable {
  package var label: LocalizedText
  /// How many values the property has.
  package var valueCount: Int
  /// Orders with a value, and the failed findings in them.
  package var orders: Int
  package var findings: Int
  /// Values that stand out, those with the most findings first.
  package var patterns: [Pattern]
  /// Why it could not be looked at, or nil when it was.
  package var notRun: LocalizedText?

  package init(
    label: LocalizedText, valueCount: Int = 0, orders: Int = 0, findings: Int = 0,
    patterns: [Pattern] = [], notRun: LocalizedText? = nil
  ) {
    self.label = label
    self.valueCount = valueCount
    self.orders = orders
    self.findings = findings
    self.patterns = patterns
    self.notRun = notRun
  }

  /// Findings on a hundred of the orders with a value, to two places; nil when there is none.
  package var rate: Decimal128? { ratePerHundred(findings, orders) }

  /// Whether a value stands out: with this many findings at least, on this many orders at least, so that one
  /// order with much wrong is no pattern, and at least so many times as many to an order as on average.
  package static let leastFindings = 5
  package static let leastAffected = 3
  package static let leastTimes = 2

  /// Whether `pattern` has clearly more findings to an order than all orders together. Compared as whole
  /// numbers, without a division.
  func isExceeded(by pattern: Pattern) -> Bool {
    pattern.mayStandOut
      && Int128(pattern.findings) * Int128(orders)
        >= Int128(PatternSearch.leastTimes) * Int128(findings) * Int128(pattern.orders)
  }
}

/// A value whose orders have clearly more findings than others.
package struct Pattern: Hashable, Sendable {
  package var value: LocalizedText
  /// Orders that have the value, and those of them with a failed finding.
  package var orders: Int
  package var affected: Int
  /// The failed findings in them; what another finding explains is not counted.
  package var findings: Int
  /// The rule that failed most often among them, and how often; nil when none failed twice.
  package var commonestRule: String?
  package var commonestCount: Int

  package init(
    value: LocalizedText, orders: Int, affected: Int, findings: Int, commonestRule: String?,
    commonestCount: Int
  ) {
    self.value = value
    self.orders = orders
    self.affected = affected
    self.findings = findings
    self.commonestRule = commonestRule
    self.commonestCount = commonestCount
  }

  /// Whether it would stand out if there were few findings on others.
  var mayStandOut: Bool {
    findings >= PatternSearch.leastFindings && affected >= PatternSearch.leastAffected
  }

  /// Findings on a hundred of its orders, to two places.
  package var rate: Decimal128? { ratePerHundred(findings, orders) }
}

private func ratePerHundred(_ findings: Int, _ orders: Int) -> Decimal128? {
  guard orders > 0 else { return nil }
  return Decimal128(findings).multiplied(by: Decimal128(100))?
    .divided(by: Decimal128(orders))?.rounded(toScale: 2, .halfEven)
}
