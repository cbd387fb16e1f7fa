/// The texts of a column while it is read. How they are kept follows from how they begin:
///
/// - Numbers of documents are kept as the numbers that they are behind a head that all have.
/// - Lines name their order again and again: a text that is the same as the one before is not kept again.
/// - Products, persons and places are few: each is kept once.
/// - Everything else is kept as it comes.
struct TextGathering: Sendable {
  private var way = Way.undecided
  /// All texts, where they are kept as they come; else those that are different.
  private var texts = TextColumn()
  /// For each row the number of its text, where they are not kept as they come.
  private var ids: [UInt32] = []
  private var dictionary = ByteDictionary()
  /// Present where they are kept as numbers.
  private var numbered: NumberedTexts?
  private var expectedCount = 0
  /// Whether there is a use for texts that are kept as numbers.
  private let mayBeNumbered: Bool

  private enum Way {
    case undecided, asTheyCome, inRuns, byDictionary, asNumbers
  }

  init(mayBeNumbered: Bool = true) {
    self.mayBeNumbered = mayBeNumbered
  }

  /// The rows after which it is decided how to go on.
  static let sampleCount = 4096
  /// The texts of a dictionary that is still quick to look things up in.
  static let dictionaryLimit = 1 << 16

  private var isWhole: Bool { way == .undecided || way == .asTheyCome }

  var count: Int { isWhole ? texts.count : numbered?.count ?? ids.count }

  /// The bytes of all texts so far; 0 where they are not kept as they come.
  var byteCount: Int { isWhole ? texts.byteCount : 0 }

  mutating func reserve(count: Int, byteCount: Int) {
    expectedCount = count
    texts.reserve(count: count, byteCount: byteCount)
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    switch way {
    case .undecided:
      texts.append(utf8: text)
      if texts.count >= Self.sampleCount { decide() }
    case .asTheyCome: texts.append(utf8: text)
    case .inRuns: appendInRun(text)
    case .byDictionary: appendByDictionary(text)
    case .asNumbers:
      if !numbered!.append(text) {
        spellOutNumbers()
        texts.append(utf8: text)
      }
    }
  }

  /// Adds texts from where they lie.
  mutating func append(_ run: TextRun) {
    if isWhole {
      run.withTexts { texts.append(texts: $0, ends: $1) }
      if way == .undecided, texts.count >= Self.sampleCount { decide() }
      return
    }
    if way == .byDictionary { return appendByDictionary(run) }
    let first = way == .asNumbers ? numbered!.append(run) : 0
    for row in first..<run.count { append(run[row]) }
  }

  @inline(__always)
  private mutating func appendInRun(_ text: UnsafeBufferPointer<UInt8>) {
    let last = texts.count - 1
    let isSame =
      last >= 0
      && texts.withUTF8(at: last) {
        UnsafeRawBufferPointer($0).isSame(UnsafeRawBufferPointer(text))
      }
    if !isSame { texts.append(utf8: text) }
    ids.append(UInt32(texts.count - 1))
  }

  @inline(__always)
  private mutating func appendByDictionary(_ text: UnsafeBufferPointer<UInt8>) {
    ids.append(UInt32(dictionary.number(of: text)))
    if dictionary.count > Self.dictionaryLimit { keepAsTheyCome() }
  }

  private mutating func appendByDictionary(_ run: TextRun) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: run.count) { numbers in
      dictionary.findNumbers(of: run, numbers)
      ids.append(contentsOf: numbers)
    }
    if dictionary.count > Self.dictionaryLimit { keepAsTheyCome() }
  }

  private mutating func decide() {
    let sample = TextSample(texts)
    if sample.isOfWords { return begin(.byDictionary, again: texts) }
    if mayBeNumbered, let pattern = NumberedTexts.pattern(of: texts) {
      numbered = NumberedTexts(pattern)
      return begin(.asNumbers, again: texts)
    }
    if sample.isInRuns { return begin(.inRuns, again: texts) }
    if sample.textCount <= Self.dictionaryLimit / 2 { return begin(.byDictionary, again: texts) }
    way = .asTheyCome
  }

  private mutating func begin(_ chosen: Way, again sample: TextColumn) {
    way = chosen
    texts = TextColumn()
    if way == .asNumbers {
      numbered!.reserve(expectedCount)
    } else {
      ids.reserveCapacity(expectedCount)
    }
    for row in 0..<sample.count { sample.withUTF8(at: row) { append($0) } }
  }

  /// Too many texts are made otherwise than it seemed.
  private mutating func spellOutNumbers() {
    way = .asTheyCome
    texts = numbered!.spelledOut
    numbered = nil
  }

  /// There are more texts than it seemed.
  private mutating func keepAsTheyCome() {
    way = .asTheyCome
    texts = TextColumn()
    for id in ids { dictionary.texts.withUTF8(at: Int(id)) { texts.append(utf8: $0) } }
    ids = []
    dictionary = ByteDictionary()
  }

  func withText<R>(at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    switch way {
    case .undecided, .asTheyCome: texts.withUTF8(at: row, body)
    case .inRuns: texts.withUTF8(at: Int(ids[row]), body)
    case .byDictionary: dictionary.texts.withUTF8(at: Int(ids[row]), body)
    case .asNumbers: numbered!.withUTF8(at: row, body)
    }
  }

  var storage: Column.Storage {
    switch way {
    case .undecided, .asTheyCome: .text(texts)
    case .inRuns: .dictionary(ids: ids, entries: texts)
    case .byDictionary: .dictionary(ids: ids, entries: dictionary.texts)
    case .asNumbers: .numbered(numbered!)
    }
  }
}

/// What the beginning of a column says of all its texts. That many rows have none says nothing of the others.
private struct TextSample {
  /// Whether most rows have the text of the row before.
  let isInRuns: Bool
  /// Whether the same few texts come again and again.
  let isOfWords: Bool
  /// How many different texts there may be: of *d* that are equally frequent, *n* rows have *n*²/2*d* pairs that are
  /// the same. Neighbours that are the same are taken for one.
  let textCount: Int

  init(_ sample: TextColumn) {
    var met = ByteDictionary()
    var (last, repeatCount, textCount) = (-1, 0, 0)
    for row in 0..<sample.count {
      if sample.range(at: row).isEmpty {
        if row > 0, sample.range(at: row - 1).isEmpty { repeatCount += 1 }
        last = -1
        continue
      }
      let number = sample.withUTF8(at: row) { met.number(of: $0) }
      if number == last {
        repeatCount += 1
      } else {
        textCount += 1
      }
      last = number
    }
    let pairs = textCount - met.count
    isInRuns = repeatCount * 2 >= sample.count
    isOfWords = met.count * 8 <= textCount
    self.textCount = pairs > 0 ? textCount * textCount / (2 * pairs) : textCount == 0 ? 0 : .max
  }
}
