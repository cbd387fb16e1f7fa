import Tables
import TestSupport
import Testing
import Values

@Suite struct ColumnBuilderTests {
  @Test func textAndWordsReadBack() {
    for kind in [ColumnBuilder.Kind.text, .words] {
      var builder = ColumnBuilder(kind: kind)
      builder.append(utf8: Array("已完成".utf8)[...])
      builder.appendMissing(.empty)
      builder.append(utf8: [])
      builder.append(utf8: Array("x已完成x".utf8)[1..<10])
      let column = builder.finished()
      #expect(column.count == 4)
      #expect(column.states == [.present, .empty, .present, .present])
      #expect([0, 2, 3].map { column.text(at: $0) } == ["已完成", "", "已完成"], "\(kind)")
      #expect(column.withUTF8(at: 3) { Array($0) } == Array("已完成".utf8))
    }
  }

  @Test func aWordIsKeptOnce() {
    var builder = ColumnBuilder(kind: .words)
    for word in ["b", "a", "b", "b", "a"] { builder.append(utf8: Array(word.utf8)[...]) }
    guard case .dictionary(let ids, let entries) = builder.finished().storage else {
      Issue.record("words are kept in a dictionary")
      return
    }
    #expect(ids == [0, 1, 0, 0, 1])
    #expect((0..<entries.count).map { entries.string(at: $0) } == ["b", "a"])
  }

  @Test func booleansAndDatesReadBack() {
    var booleans = ColumnBuilder(kind: .boolean)
    booleans.append(true)
    booleans.appendMissing(.unreadable)
    booleans.append(false)
    let column = booleans.finished()
    #expect(column.boolean(at: 0) && !column.boolean(at: 2))
    #expect(column.state(at: 1) == .unreadable)

    var dates = ColumnBuilder(kind: .date)
    let days = ["1969-12-31", "1970-01-01", "2025-09-30", "9999-12-31"]
    let added = (days.map { CivilDate($0)! } + [CivilDate(dayNumber: 1 << 31)]).map {
      dates.append($0)
    }
    #expect(added == [true, true, true, true, false])
    #expect(dates.count == 4, "a date too far away adds nothing")
    let read = dates.finished()
    #expect(read.states.isEmpty, "no states where every row has a value")
    #expect((0..<4).map { read.date(at: $0).description } == days)
  }

  @Test func dateTimesReadBackOnBothSidesOf1970() {
    let moments = [
      DateTime(localSeconds: 0, nanosecond: 0, offset: nil),
      DateTime(localSeconds: -1, nanosecond: 999_999_999, offset: nil),
      DateTime(localSeconds: -1, nanosecond: 0, offset: 28_800),
      DateTime(localSeconds: 1_759_190_400, nanosecond: 1, offset: 0),
    ]
    var builder = ColumnBuilder(kind: .dateTime)
    let tooLate = DateTime(localSeconds: 9_300_000_000, nanosecond: 0, offset: nil)
    let added = (moments + [tooLate]).map { builder.append($0) }
    #expect(added == [true, true, true, true, false])
    builder.appendMissing(.empty)
    let column = builder.finished()
    #expect(column.count == 5)
    for (row, moment) in moments.enumerated() {
      let read = column.dateTime(at: row)
      #expect(read.localSeconds == moment.localSeconds && read.nanosecond == moment.nanosecond)
      #expect(read.offset == moment.offset)
    }
  }

  @Test func offsetsAreKeptOnlyWhereThereIsOne() {
    var builder = ColumnBuilder(kind: .dateTime)
    _ = builder.append(DateTime(localSeconds: 5, nanosecond: 0, offset: nil))
    guard case .dateTimes(_, let none) = builder.finished().storage else { return }
    #expect(none.isEmpty)
    _ = builder.append(DateTime(localSeconds: 5, nanosecond: 0, offset: 0))
    guard case .dateTimes(_, let some) = builder.finished().storage else { return }
    #expect(some == [Column.noOffset, 0])
  }

  @Test func theScaleGrowsToTheMostDecimalPlaces() {
    let column = numbers(["1", nil, "2.5", "-0.125", "1E+2", "7.0"])
    guard case .small(let values, let scale) = column.storage else {
      Issue.record("small numbers are scaled integers of 32 bits")
      return
    }
    #expect(scale == 3)
    #expect(values == [1_000, 0, 2_500, -125, 100_000, 7_000])
    #expect(column.state(at: 1) == .empty)
    #expect(column.decimal(at: 3) == Decimal128("-0.125"))
  }

  static let widening: [(what: String, texts: [String])] = [
    ("a number of more than 18 digits", ["1", "12345678901234567890123456789012.34"]),
    ("more decimal places than earlier values can take", ["9223372036854775807", "0.1"]),
    ("the smallest integer and a half", ["-9223372036854775808", "0.5"]),
    ("a number that does not fit at the scale", ["0.000000000000000001", "10"]),
    ("more than 18 places at once", ["1", "0.0000000000000000001"]),
    ("exponents at the ends of the format", ["1", "9E+6111", "1E-6176"]),
  ]

  @Test(arguments: widening)
  func whatDoesNotFitIsKeptAsDecimals(what: String, texts: [String]) {
    let column = numbers(texts + [nil, "3"])
    guard case .decimals = column.storage else {
      Issue.record("\(what): not widened")
      return
    }
    for (row, text) in texts.enumerated() {
      #expect(column.decimal(at: row) == Decimal128(text)!, "\(what)")
    }
    #expect(column.state(at: texts.count) == .empty)
    #expect(column.decimal(at: texts.count + 1) == Decimal128(3))
  }

  @Test(arguments: [
    (["2147483647", "-2147483648"], true), (["2147483648"], false), (["-2147483649", "1"], false),
    (["21474836.48", "0"], false), (["-21474836.48", "21474836.47"], true),
  ])
  func whatFits32BitsIsKeptInThem(texts: [String], areSmall: Bool) {
    let column = numbers(texts)
    if case .small = column.storage { #expect(areSmall) } else { #expect(!areSmall) }
    #expect(texts.indices.map { column.decimal(at: $0) } == texts.map { Decimal128($0)! })
  }

  @Test func int64AtItsEndsStaysScaled() {
    let column = numbers(["9223372036854775807", "-9223372036854775808", "0.000"])
    guard case .scaled(_, let scale) = column.storage else {
      Issue.record("64 bits take them")
      return
    }
    #expect(scale == 0, "the places of a zero count for nothing")
    #expect(column.decimal(at: 1) == Decimal128("-9223372036854775808"))
  }

  @Test(arguments: UInt64(1)...20)
  func randomNumbersReadBack(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let most = [3, 9, 18, 34].randomElement(using: &random)!
    let values: [Decimal128?] = (0..<300).map { _ in
      guard Int.random(in: 0..<10, using: &random) > 0 else { return nil }
      let digits = (0..<Int.random(in: 1...most, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }
      let exponent = Int.random(in: -min(most, 8)...2, using: &random)
      return Decimal128(
        (Bool.random(using: &random) ? "-" : "") + digits.joined() + "E\(exponent)")!
    }
    var builder = ColumnBuilder(kind: .number)
    for value in values {
      if let value { builder.append(value) } else { builder.appendMissing(.unreadable) }
    }
    let column = builder.finished()
    for (row, value) in values.enumerated() {
      let read = column.state(at: row) == .present ? column.decimal(at: row) : nil
      if read != value {
        Issue.record("seed \(seed), row \(row): \(read as Any), not \(value as Any)")
      }
    }
  }

  @Test(arguments: UInt64(1)...40)
  func runsOfNumbersAreKeptAsSingleOnesAre(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let greatest = [100, 1 << 31, 1 << 40, Int64.max].randomElement(using: &random)!
    var (runs, singles) = (ColumnBuilder(kind: .number), ColumnBuilder(kind: .number))
    runs.reserve(rows: 1 << 21, textBytes: 0)
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let limit = Int.random(in: 0..<4, using: &random) == 0 ? greatest : 1_000
      let values = (0..<20).map { _ in Int64.random(in: -limit...limit, using: &random) }
      let most = UInt8.random(in: 0...4, using: &random)
      let places = values.map { _ in UInt8.random(in: 0...most, using: &random) }
      values.withUnsafeBufferPointer { values in
        places.withUnsafeBufferPointer { runs.append(scaled: values, places: $0, states: nil) }
      }
      for (value, places) in zip(values, places) {
        singles.append(Decimal128(scaled: value, scale: Int(places)))
      }
    }
    let (column, expected) = (runs.finished(), singles.finished())
    #expect(column.storage.name == expected.storage.name, "seed \(seed)")
    for row in 0..<expected.count where column.decimal(at: row) != expected.decimal(at: row) {
      Issue.record("seed \(seed), row \(row)")
    }
  }

  @Test func anEmptyColumnIsFine() {
    for kind in [ColumnBuilder.Kind.text, .words, .number, .boolean, .date, .dateTime] {
      #expect(ColumnBuilder(kind: kind).finished().count == 0)
    }
  }

  private func numbers(_ texts: [String?]) -> Column {
    var builder = ColumnBuilder(kind: .number)
    for text in texts {
      if let text { builder.append(Decimal128(text)!) } else { builder.appendMissing(.empty) }
    }
    return builder.finished()
  }
}

extension Column.Storage {
  /// In which kind of array the numbers are kept, and at which scale.
  fileprivate var name: String {
    switch self {
    case .small(_, let scale): "small \(scale)"
    case .scaled(_, let scale): "scaled \(scale)"
    case .decimals: "decimals"
    default: "others"
    }
  }
}
