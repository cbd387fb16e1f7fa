import Findings
package import Values

/// The issues of earlier runs: a fold over the ledger's entries, which may begin with a snapshot.
package struct IssueLedger: Sendable {
  /// What a snapshot holds; records that changed since are in `changed`.
  private(set) var snapshot: LedgerSnapshot?
  private var changed: [FindingID: IssueRecord] = [:]
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

  /// Adds many entries, whose records are looked for all at once.
  mutating func add(_ entries: [LedgerEntry]) {
    let sought = SoughtIssues(
      entries.compactMap { $0.issueID.map { FindingID($0) } }, in: snapshot)
    if changed.isEmpty { changed.reserveCapacity(sought.ids.count) }
    var number = 0
    for entry in entries {
      guard let id = entry.issueID.map({ FindingID($0) }) else {
        add(entry, known: nil)
        continue
      }
      add(entry, known: record(id, number, of: sought))
      number += 1
    }
  }

  package mutating func add(_ entry: LedgerEntry) {
    add(entry, known: entry.issueID.flatMap { record($0) })
  }

  /// - Parameter record: what is known of the issue that the entry is about.
  private mutating func add(_ entry: LedgerEntry, known record: IssueRecord?) {
    entryCount += 1
    var record = record
    switch entry {
    case .run(let run): runs[run.period] = run
    case .seen(let sighting):
      // What is not known yet says what it is about; a line without would have no chain before it.
      guard let facts = sighting.written ?? record?.written else { return }
      var own = record ?? IssueRecord(FindingID(sighting.issueID), facts)
      own.add(
        sighting, asOf: runs[sighting.period]?.asOf ?? sighting.period.last, entry: entryCount)
      record = own
    case .gone(_, let period): record?.addGone(period, entry: entryCount)
    case .retracted(_, let period): record?.remove(period)
    case .acted(let action): record?.add(action, entry: entryCount)
    }
    if let record { changed[record.key] = record }
  }

  /// What is known of an issue; nil when there is none of that id.
  package func record(_ id: String) -> IssueRecord? { record(FindingID(id)) }

  func record(_ id: FindingID) -> IssueRecord? {
    (changed.isEmpty ? nil : changed[id]) ?? snapshot?.record(id)
  }

  /// The same of one of some issues that were looked for together.
  ///
  /// - Parameters:
  ///   - number: that of the id among those.
  ///   - isWanted: whether what is known without reading the record is asked for.
  func record(
    _ id: FindingID, _ number: Int, of sought: SoughtIssues,
    where isWanted: (RecordHeading) -> Bool = { _ in true }
  ) -> IssueRecord? {
    if !changed.isEmpty, let record = changed[id] {
      return isWanted(RecordHeading(record)) ? record : nil
    }
    guard let snapshot, sought.rows[number] != SoughtIssues.none else { return nil }
    let row = Int(sought.rows[number])
    return isWanted(snapshot.heading(row)) ? snapshot.record(row) : nil
  }

  /// Whether it knows of no issue.
  var isEmpty: Bool { changed.isEmpty && snapshot.map { $0.recordCount == 0 } ?? true }

  /// Where a record is.
  enum Place {
    case kept(LedgerSnapshot, row: Int)
    case changed(IssueRecord)
  }

  /// Calls `body` with the place of each record, in the order of their ids.
  func forEachPlace(_ body: (Place) -> Void) {
    var row = 0
    for id in changed.keys.sorted() {
      if let snapshot {
        let (place, isThere) = snapshot.place(of: id, from: row)
        for row in row..<place { body(.kept(snapshot, row: row)) }
        row = isThere ? place + 1 : place
      }
      body(.changed(changed[id]!))
    }
    guard let snapshot else { return }
    for row in row..<snapshot.recordCount { body(.kept(snapshot, row: row)) }
  }

  /// Calls `body` with each record that is wanted, in the order of their ids.
  ///
  /// - Parameter besides: issues whose records are not wanted, whatever they say.
  func forEachRecord(
    _ selection: RecordSelection, besides: SoughtIssues? = nil, _ body: (IssueRecord) -> Void
  ) {
    let areWanted = snapshot?.rules.map { selection.wants(rule: $0) } ?? []
    precondition(
      besides.map { $0.areSought.count == snapshot?.recordCount ?? 0 } ?? true,
      "issues that are left out mark the rows of this snapshot")
    let areLeftOut = besides?.areSought ?? []
    forEachPlace { place in
      switch place {
      case .kept(let snapshot, let row):
        guard areLeftOut.isEmpty || !areLeftOut[row], selection.wants(snapshot.heading(row)),
          areWanted[snapshot.rule(row)]
        else { return }
        body(snapshot.record(row))
      case .changed(let record):
        guard selection.wants(RecordHeading(record)), selection.wants(rule: record.written.ruleID),
          besides?.contains(record.key) != true
        else { return }
        body(record)
      }
    }
  }

  func records(
    _ selection: RecordSelection, besides: SoughtIssues? = nil
  ) -> [IssueRecord] {
    var result: [IssueRecord] = []
    forEachRecord(selection, besides: besides) { result.append($0) }
    return result
  }

  /// Whether later periods were inspected already and this one too: what is found in it now is told, and
  /// not remembered, so that today's rules do not rewrite what was known then.
  package func isHistory(_ period: Period) -> Bool {
    runs[period] != nil && runs.keys.contains { $0 > period }
  }

  /// The issues that were open before a period, in the order of their ids.
  func open(
    before period: Period, on day: CivilDate, besides: SoughtIssues? = nil
  ) -> [PastIssue] {
    // What is gone by now may have been open before a period that is run again.
    records(.mayBeOpen(before: period), besides: besides).compactMap { record in
      guard let standing = record.standing(before: period, on: day), standing.isOpen else {
        return nil
      }
      return PastIssue(record, standing)
    }
  }

  /// The ids that begin with a text.
  package func ids(beginningWith prefix: String) -> [String] {
    if record(prefix) != nil { return [prefix] }
    var ids = Set(changed.keys.map(\.text).filter { $0.hasPrefix(prefix) })
    if let snapshot {
      var row = snapshot.firstRow(from: prefix)
      while row < snapshot.recordCount {
        let id = snapshot.id(row).text
        guard id.hasPrefix(prefix) else { break }
        ids.insert(id)
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
