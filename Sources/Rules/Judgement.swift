package import FEEL
import Values

/// What one rule says about all its subjects.
package struct Judgement: Sendable {
  package var rule: Int
  package var counts = JudgementCounts()
  /// The subjects that failed or could not be decided, in their order.
  package var verdicts: [SubjectVerdict] = []
  /// What the dataset lacks; when there is anything, the rule did not run.
  package var lacks: [Lack] = []
}

/// How many subjects came out which way. Counts of parts of a dataset add up to those of the whole.
package struct JudgementCounts: Sendable, Hashable {
  package var pass = 0
  package var fail = 0
  package var notApplicable = 0
  package var undetermined = 0

  package init(pass: Int = 0, fail: Int = 0, notApplicable: Int = 0, undetermined: Int = 0) {
    self.pass = pass
    self.fail = fail
    self.notApplicable = notApplicable
    self.undetermined = undetermined
  }

  package static func += (a: inout JudgementCounts, b: JudgementCounts) {
    a.pass += b.pass
    a.fail += b.fail
    a.notApplicable += b.notApplicable
    a.undetermined += b.undetermined
  }
}

/// A subject that a rule did not pass.
package struct SubjectVerdict: Sendable {
  package var subject: Subject
  /// Why it could not be decided, or nil when the check is false.
  package var reason: NullReason?

  package init(subject: Subject, reason: NullReason?) {
    self.subject = subject
    self.reason = reason
  }
}

/// What a rule was judged on.
package enum Subject: Sendable, Hashable {
  case row(Int)
  case group([Int])

  /// The row that stands for the subject: for a group its first.
  package var firstRow: Int {
    switch self {
    case .row(let row): row
    case .group(let rows): rows[0]
    }
  }

  /// All its rows.
  package var rows: [Int] {
    switch self {
    case .row(let row): [row]
    case .group(let rows): rows
    }
  }
}
