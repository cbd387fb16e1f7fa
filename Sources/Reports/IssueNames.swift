package import Findings
package import Ledger
package import Values

/// What rules and departments are called, for issues of which the ledger keeps their ids.
package struct IssueNames: Sendable {
  private var rules: [String: LocalizedText] = [:]
  private var departments: [String: LocalizedText] = [:]

  package init(_ rules: [RuleFacts]) {
    for rule in rules {
      self.rules[rule.id] = rule.title
      departments[rule.department] = rule.departmentLabel
      for level in rule.escalation { departments[level.id] = level.label }
    }
  }

  /// The title of a rule; its id when there is no such rule any more.
  package func rule(_ id: String, in language: Language) -> String {
    rules[id].map { $0[language] } ?? id
  }

  package func department(_ id: String, in language: Language) -> String {
    departments[id].map { $0[language] } ?? id
  }

  /// The department that has to act: the one assigned, else the rule's.
  package func department(of issue: PastIssue, in language: Language) -> String {
    department(issue.handling.assignment.department ?? issue.facts.department, in: language)
  }
}
