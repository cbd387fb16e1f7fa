import Findings
package import Values

/// An issue as it stands after the latest run, and what people have done since.
package struct CurrentIssue: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    case open
    /// Open, and its day has passed.
    case overdue
    /// Somebody said that it is done; the next run will tell.
    case done
    case waived
    /// A run looked for it and it was gone.
    case verified
    /// Somebody closed it.
    case closed

    package var isOpen: Bool { self == .open || self == .overdue || self == .done }
  }

  package var issue: PastIssue
  package var state: State

  package init(issue: PastIssue, state: State) {
    self.issue = issue
    self.state = state
  }
}

extension IssueLedger {
  /// Every issue, those first that are due first, then by id.
  ///
  /// - Parameter isOpen: leaves those out that are gone, which most of a long history are.
  package func current(on day: CivilDate, isOpen: Bool = false) -> [CurrentIssue] {
    records(isOpen ? .notGone : .all).compactMap { current($0, on: day) }.sorted { a, b in
      (a.issue.due, a.issue.id) < (b.issue.due, b.issue.id)
    }
  }

  package func current(_ record: IssueRecord, on day: CivilDate) -> CurrentIssue? {
    guard let last = record.sightings.last?.period,
      let standing = record.standing(throughRunsOf: max(last, runs.keys.max() ?? last), on: day)
    else { return nil }
    let issue = PastIssue(record, standing)
    return CurrentIssue(issue: issue, state: issue.state(standing, on: day))
  }
}

extension PastIssue {
  fileprivate func state(_ standing: IssueStanding, on day: CivilDate) -> CurrentIssue.State {
    switch standing.ending {
    case .verified: return .verified
    case .closed: return .closed
    case nil: break
    }
    if isWaived(on: day) { return .waived }
    if standing.isSaidToBeDone { return .done }
    return due < day ? .overdue : .open
  }
}
