package import Findings
package import Values

/// One line of the ledger: what a run found out about an issue, what a person did about it, or a run.
package enum LedgerEntry: Hashable, Sendable {
  case run(LedgerRun)
  case seen(Sighting)
  /// The issue's document was judged again in the period, and the rule no longer finds it.
  case gone(issueID: String, period: Period)
  /// A later run of the same period no longer says that the issue was seen in it.
  case retracted(issueID: String, period: Period)
  case acted(IssueAction)

  /// The issue that it is about; nil where it is about a run.
  var issueID: String? {
    switch self {
    case .run: nil
    case .seen(let sighting): sighting.issueID
    case .gone(let id, _), .retracted(let id, _): id
    case .acted(let action): action.issueID
    }
  }
}

/// That a run inspected a period.
package struct LedgerRun: Hashable, Sendable {
  package var period: Period
  /// The day that the run took for today.
  package var asOf: CivilDate
  package var issueCount: Int
  /// The SHA-256 of the ids of its issues in order.
  package var digest: String
  package var figures: RunFigures

  package init(
    period: Period, asOf: CivilDate, issueCount: Int, digest: String,
    figures: RunFigures = RunFigures()
  ) {
    self.period = period
    self.asOf = asOf
    self.issueCount = issueCount
    self.digest = digest
    self.figures = figures
  }
}

/// What later months compare themselves with.
package struct RunFigures: Hashable, Sendable {
  package var kpis: [KPIFigure] = []
  package var rules: [RuleFigure] = []

  package init() {}

  package init(_ verdict: Verdict) {
    kpis = verdict.kpis.filter { $0.notRun == nil }.map { kpi in
      KPIFigure(
        id: kpi.id, numerator: kpi.numerator, denominator: kpi.denominator,
        undetermined: kpi.undetermined)
    }
    rules = verdict.rules.filter { $0.notRun == nil }.map { rule in
      RuleFigure(
        id: rule.facts.id, fingerprint: rule.facts.fingerprint, failed: rule.counts.fail,
        undetermined: rule.counts.undetermined,
        subjects: rule.counts.subjects - rule.counts.notApplicable)
    }
  }
}

/// A KPI of a run.
package struct KPIFigure: Hashable, Sendable {
  package var id: String
  package var numerator: Int
  package var denominator: Int
  package var undetermined: Int

  package init(id: String, numerator: Int, denominator: Int, undetermined: Int) {
    self.id = id
    self.numerator = numerator
    self.denominator = denominator
    self.undetermined = undetermined
  }
}

/// A rule that ran.
package struct RuleFigure: Hashable, Sendable {
  package var id: String
  /// What it meant then.
  package var fingerprint: String
  package var failed: Int
  package var undetermined: Int
  /// How many subjects it applied to.
  package var subjects: Int

  package init(id: String, fingerprint: String, failed: Int, undetermined: Int, subjects: Int) {
    self.id = id
    self.fingerprint = fingerprint
    self.failed = failed
    self.undetermined = undetermined
    self.subjects = subjects
  }
}

/// That an issue was found in a period.
package struct Sighting: Hashable, Sendable {
  package var issueID: String
  package var period: Period
  package var status: Issue.Status
  /// The working day by which it was to be remedied.
  package var due: CivilDate
  /// The last day of the leave that the project declares for it; nil when it declares none. Leave given in the
  /// ledger is an entry of its own.
  package var waivedUntil: CivilDate?
  /// What it is about; nil when nothing has changed since it was seen last.
  let written: WrittenFacts?
  package var facts: IssueFacts? { written?.facts }

  package init(
    issueID: String, period: Period, status: Issue.Status, due: CivilDate,
    waivedUntil: CivilDate? = nil, facts: IssueFacts?
  ) {
    self.init(
      issueID: issueID, period: period, status: status, due: due, waivedUntil: waivedUntil,
      written: facts.map(WrittenFacts.init))
  }

  init(
    issueID: String, period: Period, status: Issue.Status, due: CivilDate, waivedUntil: CivilDate?,
    written: WrittenFacts?
  ) {
    self.issueID = issueID
    self.period = period
    self.status = status
    self.due = due
    self.waivedUntil = waivedUntil
    self.written = written
  }
}

/// What the ledger keeps of a finding: enough to call a person about it when its report is not at hand.
package struct IssueFacts: Hashable, Sendable {
  package var ruleID: String
  package var entity: String
  package var key: String
  /// The order it belongs to; nil when it belongs to none.
  package var caseKey: String?
  package var outcome: Finding.Outcome
  package var severity: Severity
  package var department: String
  package var amount: Decimal128?
  /// Whether another finding explained it when it was seen last.
  package var isConsequence: Bool
  /// What the rule looked at, up to ``documentLimit``: only when all of it is there again does its silence
  /// say that the issue is gone.
  package var documents: [DocumentName]

  package static let documentLimit = 20

  package init(
    ruleID: String, entity: String, key: String, caseKey: String?, outcome: Finding.Outcome,
    severity: Severity, department: String, amount: Decimal128?, isConsequence: Bool = false,
    documents: [DocumentName]
  ) {
    self.ruleID = ruleID
    self.entity = entity
    self.key = key
    self.caseKey = caseKey
    self.outcome = outcome
    self.severity = severity
    self.department = department
    self.amount = amount
    self.isConsequence = isConsequence
    self.documents = documents
  }

  /// - Parameter lane: a number that whoever asks at the same time does not have.
  package init(_ finding: Finding, rule: RuleFacts, lane: Int = 0) {
    self.init(
      ruleID: finding.ruleID, entity: finding.subject.entity, key: finding.subject.key,
      caseKey: finding.caseKey, outcome: finding.outcome, severity: rule.severity,
      department: rule.department, amount: finding.amount, isConsequence: finding.cause != nil,
      documents: finding.documents(lane: lane).prefix(IssueFacts.documentLimit).map(
        DocumentName.init))
  }
}

/// What a person did about an issue.
package struct IssueAction: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Somebody is to remedy it.
    case assigned(Assignment)
    /// What was found to be its cause, and what is done about it.
    case remedied(Remedy)
    case waived(Waiver)
    case waiverWithdrawn
    /// Somebody answers for its being settled, where no run can see it.
    case closed(reason: String)
  }

  package var issueID: String
  package var day: CivilDate
  /// Who did it.
  package var person: String
  package var kind: Kind

  package init(issueID: String, day: CivilDate, person: String, kind: Kind) {
    self.issueID = issueID
    self.day = day
    self.person = person
    self.kind = kind
  }
}

/// To whom an issue is given. What is nil stays as it was.
package struct Assignment: Hashable, Sendable {
  package var department: String?
  package var person: String?
  package var due: CivilDate?

  package init(department: String? = nil, person: String? = nil, due: CivilDate? = nil) {
    self.department = department
    self.person = person
    self.due = due
  }
}

/// What a department says of an issue. What is nil stays as it was.
package struct Remedy: Hashable, Sendable {
  /// The kinds of cause that the regulations tell apart.
  package enum CauseClass: String, Hashable, Sendable, CaseIterable {
    case human, process, system
  }

  package var causeClass: CauseClass?
  package var effect: String?
  package var measure: String?
  /// The day on which it was done: from then on the next run says whether it was.
  package var completedOn: CivilDate?

  package init(
    causeClass: CauseClass? = nil, effect: String? = nil, measure: String? = nil,
    completedOn: CivilDate? = nil
  ) {
    self.causeClass = causeClass
    self.effect = effect
    self.measure = measure
    self.completedOn = completedOn
  }
}
