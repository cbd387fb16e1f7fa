/// Writes numbers and texts one behind the other, little end first.
public struct PackedWriter {
  @usableFromInline
  var written: [UInt8] = []
  public var bytes: [UInt8] { written }

  public init() {}

  @inlinable
  public mutating func add<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { written.append(contentsOf: $0) }
  }

  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(UInt32(utf8.count))
      written.append(contentsOf: utf8)
    }
  }

  /// What was packed already.
  public mutating func add(packed more: UnsafeRawBufferPointer) {
    written.append(contentsOf: more)
  }

  public mutating func add(packed more: [UInt8]) { written += more }

  /// Begins anew, in the same memory.
  public mutating func removeAll() { written.removeAll(keepingCapacity: true) }

  public mutating func add(_ more: [UInt8]) {
    add(UInt32(more.count))
    written += more
  }

  /// A text, or that there is none.
  public mutating func add(_ text: String?) {
    add(UInt8(text == nil ? 0 : 1))
    if let text { add(text) }
  }

  /// A text in the languages in which there is one.
  public mutating func add(_ text: LocalizedText) {
    let texts = text.texts
    for language in Language.allCases { add(texts[language]) }
  }

  public mutating func add(_ day: CivilDate) { add(Int32(day.dayNumber)) }
  public mutating func add(_ period: Period) { add(Int32(period.monthNumber)) }
}

/// Reads what a ``PackedWriter`` wrote. The bytes are to be checked as a whole before, so that nothing can be missing.
public struct PackedReader {
  @usableFromInline
  var rest: UnsafeRawBufferPointer

  public init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  @inlinable
  public mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    let size = MemoryLayout<Number>.size
    precondition(rest.count >= size, "what was packed is unpacked as it was")
    let value = rest.loadUnaligned(as: Number.self)
    rest = UnsafeRawBufferPointer(rebasing: rest[size...])
    return Number(littleEndian: value)
  }

  /// - Returns: nil when fewer bytes are left.
  public mutating func numberIfWhole<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
    rest.count < MemoryLayout<Number>.size ? nil : number(type)
  }

  /// - Returns: nil when fewer bytes are left than it says of itself.
  public mutating func textIfWhole() -> String? {
    var ahead = self
    guard let count = ahead.numberIfWhole(UInt32.self), ahead.rest.count >= count else {
      return nil
    }
    return text()
  }

  /// - Returns: nil when fewer bytes are left than it says of itself.
  public mutating func bytesIfWhole() -> [UInt8]? {
    var ahead = self
    guard let count = ahead.numberIfWhole(UInt32.self), ahead.rest.count >= count else {
      return nil
    }
    return bytes()
  }

  public mutating func text() -> String {
    let count = Int(number(UInt32.self))
    precondition(rest.count >= count, "what was packed is unpacked as it was")
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return String(decoding: rest[..<count], as: UTF8.self)
  }

  public mutating func bytes() -> [UInt8] {
    let count = Int(number(UInt32.self))
    precondition(rest.count >= count, "what was packed is unpacked as it was")
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return [UInt8](rest[..<count])
  }

  public mutating func optionalText() -> String? {
    number(UInt8.self) == 0 ? nil : text()
  }

  public mutating func localizedText() -> LocalizedText {
    let texts = Language.allCases.map { _ in optionalText() }
    return LocalizedText(zhHans: texts[0], zhHant: texts[1], en: texts[2])
  }

  public mutating func day() -> CivilDate { CivilDate(dayNumber: Int64(number(Int32.self))) }

  public mutating func period() -> Period {
    let index = Int(number(Int32.self))
    let year = index >= 0 ? index / 12 : (index - 11) / 12
    guard let period = Period(year: year, month: index - year * 12 + 1) else {
      preconditionFailure("only periods that can be named are packed")
    }
    return period
  }
}
