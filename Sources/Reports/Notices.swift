import Findings
import Ledger
package import Values

/// What is sent out beside the report: one notice of everything major, and one for each department.
package struct Notices: Sendable {
  /// Nil when nothing is major.
  package let major: MajorNotice?
  /// One for each department that has something to act on, the most open issues first, then by id.
  package let rectifications: [RectificationNotice]

  /// How many issues a notice lists at most.
  package static let listedLimit = 500

  package var isEmpty: Bool { major == nil && rectifications.isEmpty }
}

/// 重大问题报告: what the superior and the heads of the departments have to know at once.
///
/// An open failed issue is major when it is critical or its amount reaches the limit. One that another issue
/// explains is not repeated: the other one stands for it, even if it is not major by itself.
package struct MajorNotice: Sendable {
  package struct Entry: Sendable, Hashable {
    /// The index in ``MonthlyReport/issues``.
    package var issue: Int
    /// Major issues that it explains, which are not listed.
    package var consequenceCount: Int
  }

  /// From what amount on an issue is major; nil when only its severity counts.
  package let limit: Decimal128?
  /// The worst first; at most ``Notices/listedLimit``.
  package let entries: [Entry]
  /// How many there are, those listed and the others.
  package let count: Int
  /// Those of them that no earlier run found.
  package let newCount: Int
  /// Major issues that stand under another one.
  package let consequenceCount: Int
  /// Major issues that there is leave to let stand.
  package let waivedCount: Int
  package let orders: Int
  /// Of each subject document the largest amount once; nil when the sum is beyond what a decimal can hold.
  package let amountAtRisk: Decimal128?
  /// Ids of the departments that are above those involved.
  package let superiors: [String]
  /// Ids of the other departments that have to act, or whose rules are broken.
  package let departments: [String]
}

/// 整改通知书: what a department has to remedy, and the slip on which it answers.
package struct RectificationNotice: Sendable {
  /// A department that is told besides, and of how many of the issues.
  package struct Told: Sendable, Hashable {
    package var department: String
    package var count: Int
  }

  /// The id of the department that has to act: the one assigned, else the rule's.
  package let department: String
  /// Period and department: `2025-09-sales`.
  package let number: String
  /// Indices in ``MonthlyReport/issues`` of the failed ones listed, the worst first.
  package let failed: [Int]
  /// Likewise of those that could not be decided.
  package let undetermined: [Int]
  /// Indices in ``FollowUp/unexamined`` of earlier issues that nobody looked at.
  package let unexamined: [Int]
  package let counts: Remediation.Counts
  /// All failed issues by severity, the worst first.
  package let failedBySeverity: [Int]
  package let undeterminedCount: Int
  /// Distinct orders with a failed issue.
  package let orders: Int
  /// As in ``MajorNotice/amountAtRisk``.
  package let amountAtRisk: Decimal128?
  /// The first day by which one of them is due.
  package let firstDue: CivilDate?
  /// In the order of the issues.
  package let told: [Told]

  package var failedCount: Int { failedBySeverity.reduce(0, +) }
  package var listedCount: Int { failed.count + undetermined.count + unexamined.count }
}

extension Issue {
  /// The department that has to act: the one assigned, else the rule's.
  var actingDepartment: String { handling.assignment.department ?? rule.department }
}

extension PastIssue {
  /// The department that has to act: the one assigned, else the rule's.
  var actingDepartment: String { handling.assignment.department ?? facts.department }
}
