package import Values

/// What all rules together say about a dataset.
package struct Verdict: Sendable {
  /// One for each rule of the rule set, in the order of the packs.
  package var rules: [RuleVerdict]
  /// Every failed or undetermined outcome, by rule order, then by the position of the subject.
  package var findings: [Finding]
  package var kpis: [KPIResult]
  /// One for each waiver, as declared.
  package var waivers: [WaiverVerdict]
  /// By what departments are scored; nil when they are not.
  package var scoring: Scoring?
  /// One for each property of orders by which findings may cluster, as declared.
  package var patterns: [PatternSearch]
  /// One for each property of orders by which findings are counted, as declared.
  package var findingValues: [FindingValues]

  package init(
    rules: [RuleVerdict], findings: [Finding], kpis: [KPIResult], waivers: [WaiverVerdict] = [],
    scoring: Scoring? = nil, patterns: [PatternSearch] = [],
    findingValues: [FindingValues] = []
  ) {
    self.rules = rules
    self.findings = findings
    self.kpis = kpis
    self.waivers = waivers
    self.scoring = scoring
    self.patterns = patterns
    self.findingValues = findingValues
  }
}

/// How many points a finding takes off its department's score.
package struct Scoring: Hashable, Sendable {
  package var points: [Severity: Decimal128]
  /// By how much a finding weighs more when it is overdue, or has come back.
  package var overdueFactor: Decimal128
  package var reopenedFactor: Decimal128

  package init(
    points: [Severity: Decimal128], overdueFactor: Decimal128, reopenedFactor: Decimal128
  ) {
    self.points = points
    self.overdueFactor = overdueFactor
    self.reopenedFactor = reopenedFactor
  }
}

/// What one rule says about a dataset.
package struct RuleVerdict: Sendable {
  package var facts: RuleFacts
  package var counts: OutcomeCounts
  /// Why the rule did not run, or nil when it did: the exports or fields it lacks, in one sentence.
  package var notRun: LocalizedText?
  /// Whether the project does without it, which is why it did not run.
  package var isSwitchedOff: Bool
  /// The sum of its findings' amounts, those waived left out.
  package var amount: Decimal128

  package init(
    facts: RuleFacts, counts: OutcomeCounts, notRun: LocalizedText?, isSwitchedOff: Bool = false,
    amount: Decimal128
  ) {
    self.facts = facts
    self.counts = counts
    self.notRun = notRun
    self.isSwitchedOff = isSwitchedOff
    self.amount = amount
  }
}

/// How many subjects came out which way.
package struct OutcomeCounts: Hashable, Sendable {
  package var pass = 0
  package var fail = 0
  package var notApplicable = 0
  package var undetermined = 0

  package init() {}

  package var subjects: Int { pass + fail + notApplicable + undetermined }
}

/// A change that keeps what rules find from coming back.
package struct PreventionFacts: Hashable, Sendable {
  package var id: String
  package var title: LocalizedText
  package var measure: LocalizedText
  package var kind: PreventionKind
  /// Who carries it out.
  package var department: DepartmentFacts

  package init(
    id: String, title: LocalizedText, measure: LocalizedText, kind: PreventionKind,
    department: DepartmentFacts
  ) {
    self.id = id
    self.title = title
    self.measure = measure
    self.kind = kind
    self.department = department
  }
}

/// A department by its id and its name.
package struct DepartmentFacts: Hashable, Sendable {
  package var id: String
  package var label: LocalizedText

  package init(id: String, label: LocalizedText) {
    self.id = id
    self.label = label
  }
}

/// A declared ratio and its value over a dataset.
package struct KPIResult: Hashable, Sendable {
  package enum Direction: String, Hashable, Sendable {
    case atLeast = "at least"
    case atMost = "at most"
  }

  package var id: String
  package var title: LocalizedText
  package var clause: String
  package var numerator: Int
  package var denominator: Int
  /// Subjects of which it could not be said whether they count; they are in neither number.
  package var undetermined: Int
  package var target: Decimal128?
  package var direction: Direction
  /// How much it counts beside the others; nil when it does not enter their common score.
  package var weight: Decimal128?
  /// Why it could not be computed, or nil when it was.
  package var notRun: LocalizedText?

  /// numerator ÷ denominator to six places, or nil when the denominator is 0.
  package var value: Decimal128? {
    guard notRun == nil, denominator > 0 else { return nil }
    return Decimal128(numerator).divided(by: Decimal128(denominator))?
      .rounded(toScale: 6, .halfEven)
  }

  /// Whether the target is met, or nil when there is no target or no value.
  ///
  /// The exact ratio is compared, not the rounded ``value``: 9,499,996 of 10,000,000 miss 95 %.
  package var isMet: Bool? {
    guard value != nil, let target, let wanted = target.multiplied(by: Decimal128(denominator))
    else { return nil }
    let reached = Decimal128(numerator)
    return direction == .atLeast ? reached >= wanted : reached <= wanted
  }

  package init(
    id: String, title: LocalizedText, clause: String, numerator: Int, denominator: Int,
    undetermined: Int, target: Decimal128?, direction: Direction, weight: Decimal128? = nil,
    notRun: LocalizedText?
  ) {
    self.id = id
    self.title = title
    self.clause = clause
    self.numerator = numerator
    self.denominator = denominator
    self.undetermined = undetermined
    self.target = target
    self.direction = direction
    self.weight = weight
    self.notRun = notRun
  }
}
