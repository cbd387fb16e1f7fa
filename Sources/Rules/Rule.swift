package import Diagnostics
package import FEEL
package import Values

/// One declared statement about a subject, compiled and ready to be judged.
package struct Rule: Sendable {
  /// Named for the bad state: `order-total-differs-from-contract`. Never reused.
  package var id: String
  package var title: LocalizedText
  /// One sentence: what it finds.
  package var finds: LocalizedText
  /// The pack it stands in, by number.
  package var pack: Int
  package var stage: Stage
  /// The clause of the regulation it comes from.
  package var clause: String
  /// The requirements that it answers, by their ids.
  package var answers: [String]
  package var severity: Severity
  /// The department that owns its findings, by number.
  package var department: Int
  package var remedy: LocalizedText
  /// What keeps it from coming back, by number; nil when the rule suggests nothing.
  package var prevention: Int?
  package var subject: SubjectKind
  /// When the rule speaks of a subject at all; nil for always.
  package var when: Expression?
  /// What must hold.
  package var check: Expression
  /// The field in question and its two values, for the issue list.
  package var field: Int?
  package var expected: Expression?
  package var actual: Expression?
  /// The money a finding puts in doubt.
  package var amount: Expression?
  package var message: [Language: MessageTemplate]
  /// The first and last day of the documents it is for.
  package var effectiveFrom: CivilDate?
  package var effectiveTo: CivilDate?
  package var unknown: UnknownPolicy
  /// The rules whose failure on the same documents explains a finding of this one, the likeliest first.
  package var explainedBy: [String]
  /// Why the project does without the rule; nil when it does not.
  package var offReason: LocalizedText?
  package var place: Place
  /// A digest of what it means, figures it names included: another one says that it may judge otherwise.
  package var fingerprint = ""

  /// The stage of an order's life that a rule belongs to.
  package enum Stage: String, Sendable, CaseIterable {
    case generation, contract, execution, delivery, settlement
    case afterSales = "after-sales"
  }

  /// What becomes of an outcome that cannot be decided.
  package enum UnknownPolicy: String, Sendable, CaseIterable {
    /// It is a finding of its own kind.
    case report
    /// It counts as failed.
    case fail
    /// It counts as undetermined and makes no finding.
    case pass
  }
}

/// An expression of a rule: its text and what it was compiled to.
package struct Expression: Sendable {
  package var text: String
  package var program: Program
  package var place: Place
}

/// What a rule is judged on.
package enum SubjectKind: Sendable, Hashable {
  /// Each record of an entity.
  case each(entity: Int)
  /// Each group of records of an entity with the same values in some fields.
  case group(entity: Int, by: [Int])

  package var entity: Int {
    switch self {
    case .each(let entity), .group(let entity, _): entity
    }
  }

  package var isGroup: Bool { if case .group = self { true } else { false } }
}

/// A set of rules that belong together: a class of the regulation.
package struct Pack: Sendable, Hashable {
  package var id: String
  package var title: LocalizedText
}

/// Who owns findings, and how long they have.
package struct Department: Sendable, Hashable {
  package var id: String
  package var label: LocalizedText
  /// Working days to remedy a finding, by its severity.
  package var dueDays: [Severity: Int]
  /// The ids of the departments that are told when a finding is overdue or comes back, one level after the
  /// other.
  package var escalation: [String] = []
}

/// A change that keeps what rules find from coming back.
package struct Prevention: Sendable, Hashable {
  package var id: String
  package var title: LocalizedText
  /// What to do, where, and how to see that it works.
  package var measure: LocalizedText
  package var kind: PreventionKind
  /// The department that carries it out, by number.
  package var department: Int
}

/// A declared ratio over the subjects of an entity.
package struct KPI: Sendable {
  package enum Direction: String, Sendable, CaseIterable {
    case atLeast = "at least"
    case atMost = "at most"
  }

  /// Which subjects of the denominator are in the numerator.
  package enum Counted: Sendable {
    case condition(Expression)
    /// Those whose case has no failed rule of that pack.
    case withoutFindings(ofPack: String)
  }

  package var id: String
  package var title: LocalizedText
  package var clause: String
  /// The requirements that it answers, by their ids.
  package var answers: [String]
  package var entity: Int
  /// Which subjects are in the denominator; nil for all.
  package var of: Expression?
  package var counted: Counted
  package var target: Decimal128?
  package var direction: Direction
  /// How much it counts beside the others; nil when it does not enter their common score.
  package var weight: Decimal128?
}

/// What findings take off a department's score, in points, as the project weighs them.
package struct DepartmentScoring: Sendable, Hashable {
  package var points: [Severity: Decimal128]
  /// By how much a finding weighs more when it is overdue, or has come back.
  package var overdueFactor: Decimal128
  package var reopenedFactor: Decimal128
}

/// A property of orders by which findings are told apart: who, what, where or when.
package struct CaseProperty: Sendable {
  package enum Grouping: String, Sendable, CaseIterable {
    /// Monday to Sunday, of a field that has a day.
    case weekday
    /// The first seven days of the month, the next seven, and so on.
    case weekOfMonth = "week of month"
  }

  package var label: LocalizedText
  /// The entity whose records belong to orders, and its field.
  package var entity: Int
  package var field: Int
  /// Nil for the values as they are.
  package var grouping: Grouping?
}

/// Something that has to be inspected, whatever rules do it.
package struct Requirement: Sendable {
  package var id: String
  package var title: LocalizedText
}

/// Everything the rules of a project say.
package struct RuleSet: Sendable {
  package var packs: [Pack]
  /// In the order of the packs, then as they stand there.
  package var rules: [Rule]
  package var departments: [Department]
  /// From what amount on a finding is told at once, whatever its severity; nil when none is declared.
  package var majorAmount: Decimal128?
  /// In the order of `preventions.json`.
  package var preventions: [Prevention] = []
  package var kpis: [KPI]
  /// Nil when departments get no score.
  package var departmentScoring: DepartmentScoring?
  /// By what findings are looked through for clusters.
  package var patterns: [CaseProperty] = []
  /// By what findings are counted, besides what their rules say of them.
  package var breakdowns: [CaseProperty] = []
  /// What the rules together are to answer.
  package var requirements: [Requirement] = []
  /// What is let stand for a time.
  package var waivers: [DeclaredWaiver] = []
  package var calendar: WorkingCalendar
  /// The parameters, decision tables and tolerances, for an expression without a subject.
  package var scope: FEELScope
}

extension RuleSet {
  /// The requirements that no rule and no KPI answers.
  package var uncoveredRequirements: [Requirement] {
    let answered = Set(rules.flatMap(\.answers) + kpis.flatMap(\.answers))
    return requirements.filter { !answered.contains($0.id) }
  }
}
