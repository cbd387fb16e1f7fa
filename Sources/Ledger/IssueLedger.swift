package import Values

/// The issues of earlier runs: a fold over the ledger's entries.
package struct IssueLedger: Sendable {
  package private(set) var records: [String: IssueRecord] = [:]
  /// The latest run of each period.
  package private(set) var runs: [Period: LedgerRun] = [:]
  /// How many entries were folded.
  package private(set) var entryCount = 0

  package init(_ entries: [LedgerEntry] = []) {
    for entry in entries { add(entry) }
  }

  package mutating func add(_ entry: LedgerEntry) {
    entryCount += 1
    switch entry {
    case .run(let run): runs[run.period] = run
    case .seen(let sighting):
      // What is not known yet says what it is about; a line without would have no chain before it.
      guard let facts = sighting.facts ?? records[sighting.issueID]?.facts else { return }
      records[sighting.issueID, default: IssueRecord(id: sighting.issueID, facts: facts)]
        .add(
          sighting, asOf: runs[sighting.period]?.asOf ?? sighting.period.last, entry: entryCount)
    case .gone(let id, let period): records[id]?.addGone(period, entry: entryCount)
    case .retracted(let id, let period): records[id]?.remove(period)
    case .acted(let action): records[action.issueID]?.add(action, entry: entryCount)
    }
  }

  /// Whether later periods were inspected already and this one too: what is found in it now is told, and
  /// not remembered, so that today's rules do not rewrite what was known then.
  package func isHistory(_ period: Period) -> Bool {
    runs[period] != nil && runs.keys.contains { $0 > period }
  }

  /// The issues that were open before a period, in the order of their ids.
  package func open(before period: Period, on day: CivilDate) -> [PastIssue] {
    records.values.compactMap { record in
      guard let standing = record.standing(before: period, on: day), standing.isOpen else {
        return nil
      }
      return PastIssue(record, standing)
    }.sorted { $0.id < $1.id }
  }
}

extension PastIssue {
  init(_ record: IssueRecord, _ standing: IssueStanding) {
    self.init(
      id: record.id, facts: record.facts, firstSeen: standing.firstSeen,
      lastSeen: standing.lastSeen, timesSeen: standing.timesSeen, due: standing.due,
      handling: standing.handling)
  }
}
