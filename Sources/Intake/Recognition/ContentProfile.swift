import Entities
import Values

/// What the values of a column look like: the second witness beside its name.
struct ContentProfile: Sendable {
  /// The values that are not empty, as far as they were sampled.
  private(set) var count = 0
  private var numbers = 0
  private var amounts = 0
  /// Numbers only if a comma stands before their decimals: `1.234,50`.
  private var commaNumbers = 0
  /// Numbers whose point stands before their decimals, or whose comma stands between thousands.
  private(set) var pointNumbers = 0
  private var dates = 0
  private var times = 0
  private var yearLastDates = YearLastDates()
  private var spreadsheetDates = 0
  private var truths = 0
  private var codes = 0
  /// Some distinct values, in the order met.
  private(set) var samples: [String] = []
  private var distinct: Set<String> = []

  private static let sampleCount = 3
  private static let distinctLimit = 200

  init(_ values: some Sequence<String>) {
    for value in values { add(value) }
  }

  private mutating func add(_ cell: String) {
    cell.withBytes { add(CellText.value($0)) }
  }

  private mutating func add(_ value: Bytes) {
    if CellText.saysNothing(value) { return }
    count += 1
    if distinct.count < Self.distinctLimit { addText(value.text) }
    addType(value)
  }

  private mutating func addText(_ text: String) {
    if distinct.insert(text).inserted, samples.count < Self.sampleCount { samples.append(text) }
  }

  private mutating func addType(_ value: Bytes) {
    let isDigits = value.allSatisfy(isDigit)
    // Leading zeros, and more digits than amounts have, are those of a name made of digits.
    let isCode = isDigits && (value.count >= 11 || value.count > 1 && value.first == 0x30)
    if isCode { codes += 1 }
    let isNumber = NumberText.read(value) != nil
    if !isCode, isNumber {
      numbers += 1
      if !isDigits { amounts += 1 }
    }
    if !isDigits { addMarks(value, isNumber: isNumber) }
    if SpreadsheetDate.read(value) != nil {
      spreadsheetDates += 1
    } else if let date = DateText.read(value), (1990...2099).contains(date.value.date.parts.year) {
      dates += 1
      if date.hasTime { times += 1 }
    } else {
      yearLastDates.add(value)
    }
    if value.count > 1 || !isDigits, TruthText.read(value) != nil { truths += 1 }
  }

  /// - Parameter isNumber: whether it is one if a point stands before the decimals.
  private mutating func addMarks(_ value: Bytes, isNumber: Bool) {
    let isCommaNumber = NumberText.read(value, hasDecimalComma: true) != nil
    if !isNumber {
      if isCommaNumber { commaNumbers += 1 }
    } else if !isCommaNumber || value.contains(UInt8(ascii: ",")) {
      pointNumbers += 1
    }
  }

  /// What the values are, as a word of the model's types; text when nothing tells.
  var type: Field.FieldType {
    guard count > 0 else { return .string }
    if isMost(truths) { return .boolean }
    if isMost(dates) { return times > 0 ? .dateTime : .date }
    if let datePattern { return datePattern.hasTime ? .dateTime : .date }
    return isMost(numbers + commaNumbers) ? .number : .string
  }

  /// How its dates are written, if their year stands last; nil too where that leaves open which day they
  /// are.
  var datePattern: DatePattern? { yearLastDates.pattern(isMost) }

  /// Whether most of its numbers have a comma before their decimals.
  var hasDecimalComma: Bool { commaNumbers * 2 > count && isMost(numbers + commaNumbers) }

  /// Whether some of its numbers have, and none has a point or a comma that means another thing.
  var mayHaveDecimalComma: Bool {
    commaNumbers > 0 && pointNumbers == 0 && isMost(numbers + commaNumbers)
  }

  enum Testimony {
    case agrees, saysNothing, contradicts
  }

  /// What the values say of a column being a field.
  ///
  /// - Parameter aliases: what exports write for the words of the field.
  func testimony(for field: Field, _ aliases: [String: String]) -> Testimony {
    guard count > 0 else { return .saysNothing }
    switch field.type {
    case .number: return verdict(numbers + codes + commaNumbers)
    case .date, .dateTime: return verdict(datePattern == nil ? dates + spreadsheetDates : count)
    case .boolean: return verdict(numbersAndTruths)
    case .string:
      if let words = field.words { return knows(words, aliases) ? .agrees : .saysNothing }
      // A text may well be made of digits, and hardly of amounts or dates.
      return isMost(amounts) || isMost(dates) && times > 0 ? .contradicts : .saysNothing
    }
  }

  private var numbersAndTruths: Int {
    max(truths, isMost(numbers) && distinct.count <= 2 ? count : 0)
  }

  private func verdict(_ matching: Int) -> Testimony {
    isMost(matching) ? .agrees : matching * 2 < count ? .contradicts : .saysNothing
  }

  private func knows(_ words: [Word], _ aliases: [String: String]) -> Bool {
    let known = Set(words.flatMap { [$0.name] + $0.label.all }).union(aliases.keys)
    return distinct.count { known.contains($0) } * 2 >= distinct.count
  }

  /// The distinct values, of which a field of fixed words has few.
  var distinctValues: [String] { distinct.sorted() }

  /// Nine in ten: the tenth may be dirt.
  private func isMost(_ number: Int) -> Bool { number > 0 && number * 10 >= count * 9 }
}
