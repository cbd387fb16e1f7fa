package import Values

/// What each of some findings has of its own, as UTF-8: the texts of all lie one behind the other, and a finding is a
/// row of places there. A million issues are laid out of these without a value that has to be counted.
///
/// The findings are of one rule, and alike in what their values are called and what their sentences are made of.
package struct FindingTexts: Sendable {
  package let names: DetailNames
  /// What the sentences are made of; nil where each is one text, which is then its only value.
  package let fillings: MessageFillings?
  /// Whether they have a reason, as what could not be decided has.
  package let hasReason: Bool
  package let count: Int
  /// How many places a finding has.
  private let stride: Int
  private var bytes = TextRoom(byteCount: 4096)
  private var places: [Place]
  private var lines: [Int]
  private var documents: [Int: OtherDocuments] = [:]
  /// Whether any of them has a cause or stands by leave.
  package private(set) var haveGrounds = false

  /// Where a text stands among the bytes.
  package struct Place: Sendable, BitwiseCopyable {
    package let start: Int
    /// Twice the count of bytes, and one more where no format has to look at them again; below 0 where there is no text.
    package let code: Int

    static let none = Place(start: 0, code: -1)
  }

  /// The documents that a finding names besides that which it is about; many name no other one.
  package struct OtherDocuments: Sendable {
    package var named: [Document]
    package var furtherCount: Int

    package init(named: [Document], furtherCount: Int) {
      self.named = named
      self.furtherCount = furtherCount
    }

    package static let none = OtherDocuments(named: [], furtherCount: 0)
  }

  /// Room for the texts of so many findings.
  init(names: DetailNames, fillings: MessageFillings?, hasReason: Bool, count: Int) {
    self.names = names
    self.fillings = fillings
    self.hasReason = hasReason
    self.count = count
    let values = fillings?.valueCount ?? 1
    stride =
      FindingText.fixedCount + names.paths.count + values * Language.allCases.count
    places = Array(repeating: .none, count: stride * count)
    lines = Array(repeating: 0, count: count)
  }
}

/// One of the texts that a finding has of its own.
package enum FindingText: Hashable, Sendable {
  case id, order, subjectKey, subjectFile, expected, actual, difference, amount
  case reason(Language)
  /// The value of that number among the evidence.
  case evidence(Int)
  /// A value of the sentence, as it stands in that language.
  case sentenceValue(Int, Language)

  /// How many there are of those that each finding has, whatever its rule.
  fileprivate static let fixedCount = 8 + Language.allCases.count
}

extension FindingTexts {
  /// At which place of each finding a text stands.
  package func slot(of text: FindingText) -> Int {
    switch text {
    case .id: 0
    case .order: 1
    case .subjectKey: 2
    case .subjectFile: 3
    case .expected: 4
    case .actual: 5
    case .difference: 6
    case .amount: 7
    case .reason(let language): 8 + language.number
    case .evidence(let number): FindingText.fixedCount + number
    case .sentenceValue(let number, let language):
      FindingText.fixedCount + names.paths.count + number * Language.allCases.count
        + language.number
    }
  }

  /// The texts as they lie in memory.
  package struct View {
    package let bytes: UnsafeBufferPointer<UInt8>
    package let places: UnsafeBufferPointer<Place>
    package let lines: UnsafeBufferPointer<Int>
    /// How many places a finding has.
    package let stride: Int
  }

  package func withView(_ body: (View) -> Void) {
    bytes.withBytes { bytes in
      places.withUnsafeBufferPointer { places in
        lines.withUnsafeBufferPointer { lines in
          body(View(bytes: bytes, places: places, lines: lines, stride: stride))
        }
      }
    }
  }

  /// What the sentence in that language, or in the next best, is made of.
  package func sentenceParts(in language: Language) -> [SentencePart] {
    fillings?.parts(in: language) ?? [.value(0)]
  }

  /// Whether any of them has a text at a place where there need not be one.
  package func have(_ text: FindingText) -> Bool {
    let slot = slot(of: text)
    return (0..<count).contains { places[$0 * stride + slot].code >= 0 }
  }

  /// Whether any of them names a document besides that which it is about.
  package var haveOtherDocuments: Bool { !documents.isEmpty }

  /// A text by itself.
  package func string(_ text: FindingText, of finding: Int) -> String? {
    let place = places[finding * stride + slot(of: text)]
    if place.code < 0 { return nil }
    var string = ""
    bytes.withBytes {
      string = String(decoding: $0[place.start..<place.start + place.code >> 1], as: UTF8.self)
    }
    return string
  }

  package func otherDocuments(of finding: Int) -> OtherDocuments {
    documents.isEmpty ? .none : documents[finding] ?? .none
  }
}

extension FindingTexts {
  /// Puts a text at a place of a finding.
  @inline(__always)
  mutating func put(_ text: UnsafeBufferPointer<UInt8>, at slot: Int, of finding: Int) {
    places[finding &* stride &+ slot] = Place(
      start: bytes.count, code: text.count &<< 1 | (text.arePlain ? 1 : 0))
    bytes.append(text)
  }

  @inline(__always)
  mutating func put(_ text: String, at slot: Int, of finding: Int) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      put($0, at: slot, of: finding)
    }
    if isDone == nil {
      var text = text
      text.withUTF8 { put($0, at: slot, of: finding) }
    }
  }

  @inline(__always)
  mutating func put(_ text: String?, at slot: Int, of finding: Int) {
    if let text { put(text, at: slot, of: finding) }
  }

  /// Puts the text of one place at others as well.
  @inline(__always)
  mutating func copy(_ slot: Int, to others: ClosedRange<Int>, of finding: Int) {
    let place = places[finding &* stride &+ slot]
    for other in others { places[finding &* stride &+ other] = place }
  }

  /// Puts what stands in a finding itself.
  mutating func put(_ facts: FindingFacts, of finding: Int) {
    facts.id.withUTF8 { put($0, at: slot(of: .id), of: finding) }
    put(facts.caseKey, at: slot(of: .order), of: finding)
    put(facts.subject.key, at: slot(of: .subjectKey), of: finding)
    put(facts.subject.file, at: slot(of: .subjectFile), of: finding)
    if let amount = facts.amount {
      amount.withDescription { put($0, at: slot(of: .amount), of: finding) }
    }
    lines[finding] = facts.subject.line
    if facts.grounds != nil { haveGrounds = true }
  }

  mutating func put(_ others: OtherDocuments, of finding: Int) {
    if !others.named.isEmpty || others.furtherCount != 0 { documents[finding] = others }
  }

  /// Puts all details of a finding, but that the subject is none of its other documents.
  fileprivate mutating func put(
    _ details: FindingDetails, besides subject: Document, of finding: Int
  ) {
    for (number, value) in details.values.enumerated() {
      put(value, at: slot(of: .evidence(number)), of: finding)
    }
    put(details.expected, at: slot(of: .expected), of: finding)
    put(details.actual, at: slot(of: .actual), of: finding)
    put(details.difference, at: slot(of: .difference), of: finding)
    for language in Language.allCases {
      put(details.reason?[language], at: slot(of: .reason(language)), of: finding)
      for number in 0..<(fillings?.valueCount ?? 1) {
        put(
          details.sentence.text(ofValue: number, in: language),
          at: slot(of: .sentenceValue(number, language)), of: finding)
      }
    }
    // A group may have a record that stands for it.
    let others = details.documents.filter { $0 != subject }
    put(OtherDocuments(named: others, furtherCount: details.furtherDocuments), of: finding)
  }
}

extension FindingTexts {
  /// The texts of findings of one rule that follow each other, those together that are alike.
  ///
  /// - Parameters:
  ///   - facts: theirs, not counted.
  ///   - lane: a number that whoever asks at the same time does not have; nothing depends on it.
  package static func all(of facts: [Unmanaged<FindingFacts>], lane: Int) -> [FindingTexts] {
    var all: [FindingTexts] = []
    var rest = facts[...]
    while let first = rest.first {
      let origin = first._withUnsafeGuaranteedRef { $0.origin }
      if case .composed(let composer, let rule, _) = origin,
        let texts = composer.texts(of: rest, rule: Int(rule), lane: lane)
      {
        all.append(texts)
      } else {
        all.append(FindingTexts(ofDetailsOf: rest, lane: lane))
      }
      rest = rest.dropFirst(all[all.count - 1].count)
    }
    return all
  }

  /// The texts of the first of some findings, and of those behind it whose details are alike.
  private init(ofDetailsOf facts: ArraySlice<Unmanaged<FindingFacts>>, lane: Int) {
    var held: [HeldDetails] = []
    for one in facts {
      let own = one._withUnsafeGuaranteedRef { $0.origin.held(lane: lane) }
      if let first = held.first, !own.details.isLaidOut(as: first.details) { break }
      held.append(own)
    }
    let first = held[0].details
    self.init(
      names: first.names, fillings: first.sentence.fillings, hasReason: first.reason != nil,
      count: held.count)
    for (number, (facts, held)) in zip(facts, held).enumerated() {
      facts._withUnsafeGuaranteedRef { facts in
        put(facts, of: number)
        put(held.details, besides: facts.subject, of: number)
      }
    }
  }
}

extension FindingDetails {
  /// Whether others are called the same, and are made of the same.
  fileprivate func isLaidOut(as other: FindingDetails) -> Bool {
    names === other.names && sentence.fillings === other.sentence.fillings
      && (reason == nil) == (other.reason == nil)
  }
}

extension Language {
  /// Its place among all.
  fileprivate var number: Int {
    switch self {
    case .zhHans: 0
    case .zhHant: 1
    case .en: 2
    }
  }
}

/// Bytes one behind the other, in memory that grows. Copies have one memory: none is added to once there is another.
private struct TextRoom: @unchecked Sendable {
  /// Frees the memory. Where it is stands in the room itself as well, since a class is asked anew each time.
  private final class Memory {
    let start: UnsafeMutableRawPointer

    init(byteCount: Int) { start = .allocate(byteCount: byteCount, alignment: 16) }

    deinit { start.deallocate() }
  }

  private var memory: Memory
  private var start: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(byteCount: Int) {
    memory = Memory(byteCount: byteCount)
    start = memory.start
    capacity = byteCount
  }

  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let first = text.baseAddress else { return }
    if text.count > capacity &- count { grow(for: text.count) }
    (start + count).copyText(from: first, byteCount: text.count)
    count &+= text.count
  }

  @inline(never)
  private mutating func grow(for byteCount: Int) {
    capacity = max(2 * capacity, count + byteCount)
    let larger = Memory(byteCount: capacity)
    larger.start.copyMemory(from: start, byteCount: count)
    (memory, start) = (larger, larger.start)
  }

  func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    withExtendedLifetime(memory) {
      body(UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count))
    }
  }
}
