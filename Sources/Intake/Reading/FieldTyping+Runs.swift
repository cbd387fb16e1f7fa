import Entities
import Formats
import Tables
import Values

/// The values of a whole batch at once: one loop for each type of field, in which nearly every value is read where it
/// lies and every other goes the way of single values.
extension FieldTyping {
  /// A value that cannot be read, with its record's number in the batch.
  typealias Fault = (record: Int, cell: Cell, fault: ValueFault)

  /// Adds the values of all records of a batch.
  ///
  /// A value that cannot be read as the field's type leaves the row without one and stands among the faults.
  ///
  /// - Parameter hasZeroBytes: whether the text of the batch has any.
  mutating func append(
    _ values: CellValues, of batch: RecordBatch, hasZeroBytes: Bool
  ) -> [Fault] {
    guard batch.recordCount > 0 else { return [] }
    defer { if !isKept { forget() } }
    return batch.withCells { text, cells in
      guard let column = values.onlyColumn, hasPlainRuns else {
        return appendEach(values, of: batch, text, cells)
      }
      let run = CellRun(column, of: batch, cells, text)
      switch field.type {
      case .string where field.words == nil && !isKept: return checkTexts(run, hasZeroBytes)
      case .string where field.words == nil: return appendTexts(run, hasZeroBytes)
      case .string: return appendWords(run)
      case .boolean: return appendTruths(run)
      case .number: return appendNumbers(run)
      case .date: return appendDays(run)
      case .dateTime: return appendMoments(run)
      }
    }
  }

  /// Lets go of values that were read singly.
  private mutating func forget() {
    if builder.count == 0 { return }
    unkeptCount += builder.count
    builder = ColumnBuilder(kind: field.columnKind)
  }

  private mutating func appendEach(
    _ values: CellValues, of batch: RecordBatch, _ text: Bytes, _ cells: UnsafeBufferPointer<Cell>
  ) -> [Fault] {
    var faults: [Fault] = []
    for record in 0..<batch.recordCount {
      let row = cells.baseAddress! + record * batch.fieldCount
      values.withValue(in: row, text) { cell, value in
        guard let value else { return builder.appendMissing(.empty) }
        guard let fault = append(value) else { return }
        builder.appendMissing(.unreadable)
        faults.append((record, cell, fault))
      }
    }
    return faults
  }

  private mutating func appendTexts(_ run: CellRun, _ hasZeroBytes: Bool) -> [Fault] {
    var notes = RunNotes(count: run.count)
    let text = run.text.baseAddress!
    var lost = lostDigits
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * run.count) { places in
      let starts = UnsafeMutableBufferPointer(rebasing: places[..<run.count])
      let lengths = UnsafeMutableBufferPointer(rebasing: places[run.count...])
      for record in 0..<run.count {
        let cell = run[record]
        var (start, count) = run.value(of: cell)
        if CellRun.isAbsent(cell) || count == 0 {
          notes.miss(record)
          count = 0
        } else if let fault = fault(in: text + start, count, &lost, hasZeroBytes: hasZeroBytes) {
          notes.refuse(record, cell, fault)
          count = 0
        }
        starts[record] = UInt32(truncatingIfNeeded: start)
        lengths[record] = UInt32(truncatingIfNeeded: count)
      }
      let texts = TextRun(
        in: run.text, starts: UnsafeBufferPointer(starts), lengths: UnsafeBufferPointer(lengths))
      notes.withStates { builder.append(texts: texts, states: $0) }
    }
    lostDigits = lost
    return notes.faults
  }

  /// Looks at texts that nobody looks at again.
  private mutating func checkTexts(_ run: CellRun, _ hasZeroBytes: Bool) -> [Fault] {
    var faults: [Fault] = []
    let text = run.text.baseAddress!
    var lost = lostDigits
    for record in 0..<run.count {
      let cell = run[record]
      // Nearly every text begins with something that nothing is taken off before, and says by it that it is no number.
      if !hasZeroBytes, cell.length == 0 || run.beginsAsText(cell) { continue }
      let (start, count) = run.value(of: cell)
      guard count > 0 else { continue }
      if let fault = fault(in: text + start, count, &lost, hasZeroBytes: hasZeroBytes) {
        faults.append((record, cell, fault))
      }
    }
    lostDigits = lost
    unkeptCount += run.count
    return faults
  }

  /// What keeps a text from being one.
  @inline(__always)
  private func fault(
    in start: UnsafePointer<UInt8>, _ count: Int, _ lost: inout LostDigits, hasZeroBytes: Bool
  ) -> ValueFault? {
    // Only texts that begin with a digit can be numbers that a spreadsheet has cut.
    guard hasZeroBytes || isDigit(start[0]) else { return nil }
    let value = Bytes(start: start, count: count)
    if hasZeroBytes, value.contains(0) { return .zeroByte }
    guard isDigit(start[0]) else { return nil }
    if count > 1, start[1] &- 0x30 > 9, LostDigits.isScientific(value) {
      return .scientificNotation
    }
    lost.add(value)
    return nil
  }

  private mutating func appendWords(_ run: CellRun) -> [Fault] {
    var notes = RunNotes(count: run.count)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: run.count) { ids in
      for record in 0..<run.count {
        let cell = run[record]
        let (start, count) = run.value(of: cell)
        if CellRun.isAbsent(cell) || count == 0 {
          ids[record] = builder.id(ofWord: [])
          notes.miss(record)
        } else if let word = word(run.text, start, count) {
          ids[record] = word
        } else {
          ids[record] = builder.id(ofWord: [])
          notes.refuse(record, cell, .unknownWord)
        }
      }
      notes.withStates { builder.append(words: UnsafeBufferPointer(ids), states: $0) }
    }
    return notes.faults
  }

  @inline(__always)
  private mutating func word(_ text: Bytes, _ start: Int, _ count: Int) -> UInt32? {
    let key = ShortTexts.Key(text, start, count)
    if let key, let known = shortTexts[key] { return known }
    let word = meaning(of: text.part(start..<start + count), Self.readWord)
    if let key, let word { shortTexts[key] = word }
    return word
  }

  private mutating func appendTruths(_ run: CellRun) -> [Fault] {
    var notes = RunNotes(count: run.count)
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: run.count) { truths in
      for record in 0..<run.count {
        let cell = run[record]
        let (start, count) = run.value(of: cell)
        truths[record] = false
        if CellRun.isAbsent(cell) || count == 0 {
          notes.miss(record)
        } else if let truth = meaning(of: run.text.part(start..<start + count), Self.readTruth) {
          truths[record] = truth == 1
        } else {
          notes.refuse(record, cell, .notABoolean)
        }
      }
      notes.withStates { builder.append(booleans: UnsafeBufferPointer(truths), states: $0) }
    }
    return notes.faults
  }

  private mutating func appendNumbers(_ run: CellRun) -> [Fault] {
    var notes = RunNotes(count: run.count)
    let text = run.text.baseAddress!
    let isRead = withUnsafeTemporaryAllocation(of: Int64.self, capacity: run.count) { values in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: run.count) { places in
        for record in 0..<run.count {
          let cell = run[record]
          let (start, count) = run.value(of: cell)
          if count > 0, !CellRun.isAbsent(cell),
            let plain = PlainNumber.read(text, from: start, count: count)
          {
            values[record] = plain.value
            places[record] = plain.places
            continue
          }
          values[record] = 0
          places[record] = 0
          if CellRun.isAbsent(cell) {
            notes.miss(record)
            continue
          }
          switch number(in: run.text.part(start..<start + count)) {
          case .value(let number):
            guard let small = number.small else { return false }
            values[record] = small.value
            places[record] = small.places
          case .missing: notes.miss(record)
          case .fault(let fault): notes.refuse(record, cell, fault)
          }
        }
        guard isKept else {
          unkeptCount += run.count
          return true
        }
        notes.withStates {
          builder.append(
            scaled: UnsafeBufferPointer(values), places: UnsafeBufferPointer(places), states: $0)
        }
        return true
      }
    }
    return isRead ? notes.faults : appendSingly(run)
  }

  /// A run in which some value is not to be kept as the others are: numbers beyond 64 bits, moments with an offset.
  private mutating func appendSingly(_ run: CellRun) -> [Fault] {
    var faults: [Fault] = []
    for record in 0..<run.count {
      let cell = run[record]
      let (start, count) = run.value(of: cell)
      if CellRun.isAbsent(cell) {
        builder.appendMissing(.empty)
      } else if let fault = append(run.text.part(start..<start + count)) {
        builder.appendMissing(.unreadable)
        faults.append((record, cell, fault))
      }
    }
    return faults
  }

  private mutating func appendDays(_ run: CellRun) -> [Fault] {
    var notes = RunNotes(count: run.count)
    let text = run.text.baseAddress!
    let dates = PlainDate()
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: run.count) { days in
      for record in 0..<run.count {
        let cell = run[record]
        let (start, count) = run.value(of: cell)
        if let plain = dates.read(text, from: start, count: count) {
          days[record] = plain.day
          continue
        }
        days[record] = 0
        switch Self.moment(of: cell, run.text.part(start..<start + count)) {
        case .value(let moment):
          if let day = Int32(exactly: moment.date.dayNumber) {
            days[record] = day
          } else {
            notes.refuse(record, cell, .dateOutOfRange)
          }
        case .missing: notes.miss(record)
        case .fault(let fault): notes.refuse(record, cell, fault)
        }
      }
      guard isKept else { return unkeptCount += run.count }
      notes.withStates { builder.append(days: UnsafeBufferPointer(days), states: $0) }
    }
    return notes.faults
  }

  private mutating func appendMoments(_ run: CellRun) -> [Fault] {
    var notes = RunNotes(count: run.count)
    let text = run.text.baseAddress!
    let dates = PlainDate()
    let arePlain = withUnsafeTemporaryAllocation(of: Int64.self, capacity: run.count) { moments in
      for record in 0..<run.count {
        let cell = run[record]
        let (start, count) = run.value(of: cell)
        if let plain = dates.read(text, from: start, count: count) {
          let seconds = Int64(plain.day) &* 86_400 &+ Int64(plain.second)
          moments[record] = seconds &* 1_000_000_000
          continue
        }
        moments[record] = 0
        switch Self.moment(of: cell, run.text.part(start..<start + count)) {
        // One that says its offset, or is written otherwise: no run of plain ones.
        case .value: return false
        case .missing: notes.miss(record)
        case .fault(let fault): notes.refuse(record, cell, fault)
        }
      }
      guard isKept else {
        unkeptCount += run.count
        return true
      }
      notes.withStates { builder.append(nanoseconds: UnsafeBufferPointer(moments), states: $0) }
      return true
    }
    return arePlain ? notes.faults : appendSingly(run)
  }

  /// The moment that a cell names where the export declares no pattern. It asks nothing of the typing, all of which
  /// would be copied for each.
  private static func moment(of cell: Cell, _ value: Bytes) -> Reading<DateTime> {
    CellRun.isAbsent(cell) ? .missing : moment(in: value, by: nil)
  }
}

/// What is known of the rows of a run that have no value.
private struct RunNotes {
  private var states: [CellState] = []
  private(set) var faults: [FieldTyping.Fault] = []
  private let count: Int

  init(count: Int) { self.count = count }

  @inline(never)
  mutating func miss(_ record: Int) { note(record, .empty) }

  @inline(never)
  mutating func refuse(_ record: Int, _ cell: Cell, _ fault: ValueFault) {
    note(record, .unreadable)
    faults.append((record, cell, fault))
  }

  private mutating func note(_ record: Int, _ state: CellState) {
    if states.isEmpty { states = [CellState](repeating: .present, count: count) }
    states[record] = state
  }

  /// Calls `body` with the states of the rows, nil when all have a value.
  func withStates(_ body: (UnsafeBufferPointer<CellState>?) -> Void) {
    if states.isEmpty { return body(nil) }
    states.withUnsafeBufferPointer { body($0) }
  }
}

extension Decimal128 {
  /// The number in 64 bits with at most eighteen decimal places, where it fits.
  fileprivate var small: (value: Int64, places: UInt8)? {
    let places = isZero ? 0 : max(0, -exponent)
    guard places <= 18, let value = scaled(to: places) else { return nil }
    return (value, UInt8(places))
  }
}
