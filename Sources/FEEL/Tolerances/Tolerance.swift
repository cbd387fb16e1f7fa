package import Values

/// By how much what happened may differ from what was to be expected, for more and for less, and for classes
/// of goods.
package struct Tolerance: Sendable {
  package var name: String
  package var aliases: [String]
  /// What tells the classes apart, such as `product class`; nil when a call says no class.
  package var classifier: String?
  /// What holds for every class that has no limits of its own.
  package var limits: Limits
  package var classes: [Class]

  package init(
    name: String, aliases: [String] = [], classifier: String? = nil, limits: Limits,
    classes: [Class] = []
  ) {
    self.name = name
    self.aliases = aliases
    self.classifier = classifier
    self.limits = limits
    self.classes = classes
  }

  /// A class of goods with limits of its own.
  package struct Class: Sendable {
    package var name: String
    package var limits: Limits

    package init(name: String, limits: Limits) {
      self.name = name
      self.limits = limits
    }
  }

  package struct Limits: Sendable {
    /// How far above what was expected is still right.
    package var over: Limit
    /// How far below.
    package var under: Limit

    package init(over: Limit, under: Limit) {
      self.over = over
      self.under = under
    }
  }

  /// How far is still right on one side. The limit itself is.
  package enum Limit: Sendable {
    /// Nothing is too far.
    case any
    case absolute(Figure)
    /// Hundredths of what was expected.
    case percent(Figure)
    case combined(absolute: Figure, percent: Figure, Mode)
  }

  /// Which of two limits decides.
  package enum Mode: String, Sendable, CaseIterable {
    /// Within one of them is enough.
    case either
    /// It has to be within each.
    case both
  }

  package enum Figure: Sendable {
    case number(Decimal128)
    /// The value of a parameter, by its name.
    case parameter(String)
  }

  /// The parameters whose values its limits are.
  package var parameters: [String] {
    ([limits] + classes.map(\.limits)).flatMap { [$0.over, $0.under] }.flatMap(\.figures)
      .compactMap { if case .parameter(let name) = $0 { name } else { nil } }
  }

  package func isCalled(_ name: String) -> Bool { self.name == name || aliases.contains(name) }
}

extension Tolerance.Limit {
  fileprivate var figures: [Tolerance.Figure] {
    switch self {
    case .any: []
    case .absolute(let figure), .percent(let figure): [figure]
    case .combined(let absolute, let percent, _): [absolute, percent]
    }
  }
}
