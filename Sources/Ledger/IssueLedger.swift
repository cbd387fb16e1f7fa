package import Values

/// The issues of earlier runs: a fold over the ledger's entries, which may begin with a snapshot.
package struct IssueLedger: Sendable {
  /// What a snapshot holds; records that changed since are in `changed`.
  private var snapshot: LedgerSnapshot?
  private var changed: [String: IssueRecord] = [:]
  /// The latest run of each period.
  package private(set) var runs: [Period: LedgerRun] = [:]
  /// How many entries were folded, those of the snapshot included.
  package private(set) var entryCount = 0

  package init(_ entries: [LedgerEntry] = []) {
    for entry in entries { add(entry) }
  }

  init(_ snapshot: LedgerSnapshot) {
    self.snapshot = snapshot
    entryCount = snapshot.lineCount
    for run in snapshot.runs { runs[run.period] = run }
  }

  package mutating func add(_ entry: LedgerEntry) {
    entryCount += 1
    switch entry {
    case .run(let run): runs[run.period] = run
    case .seen(let sighting):
      // What is not known yet says what it is about; a line without would have no chain before it.
      let known = record(sighting.issueID)
      guard let facts = sighting.facts ?? known?.facts else { return }
      let asOf = runs[sighting.period]?.asOf ?? sighting.period.last
      var record = known ?? IssueRecord(id: sighting.issueID, facts: facts)
      record.add(sighting, asOf: asOf, entry: entryCount)
      changed[record.id] = record
    case .gone(let id, let period): change(id) { $0.addGone(period, entry: $1) }
    case .retracted(let id, let period): change(id) { record, _ in record.remove(period) }
    case .acted(let action): change(action.issueID) { $0.add(action, entry: $1) }
    }
  }

  private mutating func change(_ id: String, _ body: (inout IssueRecord, Int) -> Void) {
    guard var record = record(id) else { return }
    body(&record, entryCount)
    changed[id] = record
  }

  /// What is known of an issue; nil when there is none of that id.
  package func record(_ id: String) -> IssueRecord? {
    (changed.isEmpty ? nil : changed[id]) ?? snapshot?.record(id)
  }

  /// Whether it knows of no issue.
  var isEmpty: Bool { changed.isEmpty && snapshot.map { $0.recordCount == 0 } ?? true }

  /// Which records are wanted.
  enum Selection {
    case all
    /// Those that are not gone, whatever people said.
    case notGone
    /// Those for which there was leave at some time.
    case withLeave
  }

  /// Calls `body` with each record, in the order of their ids.
  ///
  /// - Parameter besides: the ids of records that are not wanted, whatever they say.
  func forEachRecord(
    _ selection: Selection, besides: Set<String> = [], _ body: (IssueRecord) -> Void
  ) {
    func isWanted(_ flags: LedgerSnapshot.Flags) -> Bool {
      switch selection {
      case .all: true
      case .notGone: !flags.contains(.isGone)
      case .withLeave: flags.contains(.hasLeave)
      }
    }
    var rest = changed.keys.sorted()[...]
    func handOnChanged(before id: String?) {
      while let next = rest.first, id.map({ next < $0 }) ?? true {
        rest.removeFirst()
        if let record = changed[next], isWanted(record.flags), !besides.contains(next) {
          body(record)
        }
      }
    }
    if let snapshot {
      for row in 0..<snapshot.recordCount where isWanted(snapshot.flags(row)) || !rest.isEmpty {
        let id = snapshot.id(row)
        handOnChanged(before: id)
        guard changed.isEmpty || changed[id] == nil, isWanted(snapshot.flags(row)),
          besides.isEmpty || !besides.contains(id)
        else { continue }
        body(snapshot.record(row))
      }
    }
    handOnChanged(before: nil)
  }

  func records(_ selection: Selection, besides: Set<String> = []) -> [IssueRecord] {
    var result: [IssueRecord] = []
    forEachRecord(selection, besides: besides) { result.append($0) }
    return result
  }

  /// What is known of an issue for which there was leave at some time; nil for any other.
  func recordWithLeave(_ id: String) -> IssueRecord? {
    if !changed.isEmpty, let record = changed[id] {
      return record.flags.contains(.hasLeave) ? record : nil
    }
    return snapshot?.record(id, where: { $0.contains(.hasLeave) })
  }

  /// Whether later periods were inspected already and this one too: what is found in it now is told, and
  /// not remembered, so that today's rules do not rewrite what was known then.
  package func isHistory(_ period: Period) -> Bool {
    runs[period] != nil && runs.keys.contains { $0 > period }
  }

  /// The issues that were open before a period, in the order of their ids.
  ///
  /// - Parameter besides: the ids of those that are not wanted.
  package func open(
    before period: Period, on day: CivilDate, besides: Set<String> = []
  ) -> [PastIssue] {
    // What is gone by now may have been open before a period that is run again.
    let selection: Selection = runs.keys.allSatisfy { $0 < period } ? .notGone : .all
    return records(selection, besides: besides).compactMap { record in
      guard let standing = record.standing(before: period, on: day), standing.isOpen else {
        return nil
      }
      return PastIssue(record, standing)
    }
  }

  /// The ids that begin with a text.
  package func ids(beginningWith prefix: String) -> [String] {
    if record(prefix) != nil { return [prefix] }
    var ids = Set(changed.keys.filter { $0.hasPrefix(prefix) })
    if let snapshot {
      var row = snapshot.firstRow(from: prefix)
      while row < snapshot.recordCount, snapshot.id(row).hasPrefix(prefix) {
        ids.insert(snapshot.id(row))
        row += 1
      }
    }
    return ids.sorted()
  }
}

extension PastIssue {
  init(_ record: IssueRecord, _ standing: IssueStanding) {
    self.init(
      id: record.id, facts: record.facts, firstSeen: standing.firstSeen,
      lastSeen: standing.lastSeen, timesSeen: standing.timesSeen, due: standing.due,
      waivedUntil: standing.waivedUntil, handling: standing.handling)
  }
}
