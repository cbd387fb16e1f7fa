import Glibc
import Values

/// The members of a line as they are read, flat: texts and whole numbers under their names, as JSON. A ``LineWriter``
/// writes them.
struct LineMembers {
  private let bytes: [UInt8]
  private var members: [Member] = []

  /// Where in the bytes a name and its value stand.
  private struct Member {
    var name: Range<Int>
    var value: Range<Int>
    var isText: Bool
    var hasEscapes: Bool
  }

  /// Reads `"name":"text","other":12`. A sealed line was written by a ``LineWriter``, so that nothing else of JSON can
  /// stand in it.
  ///
  /// - Returns: nil when something else stands there.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    members.reserveCapacity(16)
    let isRead = bytes.withUnsafeBufferPointer { read($0) }
    if !isRead { return nil }
  }

  /// Reads the beginning of a line up to its seal: a brace, and members.
  init?(reading line: ArraySlice<UInt8>) {
    guard line.first == UInt8(ascii: "{") else { return nil }
    self.init(Array(line.dropFirst()))
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      guard let name = LineMembers.text(in: bytes, at: place),
        name.range.upperBound + 1 < bytes.count,
        bytes[name.range.upperBound + 1] == UInt8(ascii: ":")
      else { return false }
      place = name.range.upperBound + 2
      if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
        guard let value = LineMembers.text(in: bytes, at: place) else { return false }
        members.append(
          Member(
            name: name.range, value: value.range, isText: true, hasEscapes: value.hasEscapes))
        place = value.range.upperBound + 1
      } else {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count
        members.append(
          Member(name: name.range, value: place..<end, isText: false, hasEscapes: false))
        place = end
      }
      guard place == bytes.count || bytes[place] == UInt8(ascii: ",") else { return false }
      place += 1
    }
    return true
  }

  /// The text in quotes that begins at a place.
  private static func text(
    in bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (range: Range<Int>, hasEscapes: Bool)? {
    guard bytes[place] == UInt8(ascii: "\"") else { return nil }
    let start = place + 1
    var end = start
    var hasEscapes = false
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""): return (start..<end, hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        end += 2
      default: end += 1
      }
    }
    return nil
  }

  func text(_ name: StaticString) -> String? {
    guard let member = member(name), member.isText else { return nil }
    return member.hasEscapes
      ? String(unescaping: bytes[member.value]) : text(at: member.value)
  }

  func integer(_ name: StaticString) -> Int? {
    guard let member = member(name), !member.isText else { return nil }
    return Int(text(at: member.value))
  }

  func period(_ name: StaticString) -> Period? { text(name).flatMap { Period($0) } }
  func day(_ name: StaticString) -> CivilDate? { text(name).flatMap { CivilDate($0) } }

  private func text(at range: Range<Int>) -> String {
    bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
  }

  private func member(_ name: StaticString) -> Member? {
    bytes.withUnsafeBytes { bytes in
      members.first {
        $0.name.count == name.utf8CodeUnitCount
          && memcmp(bytes.baseAddress! + $0.name.lowerBound, name.utf8Start, $0.name.count) == 0
      }
    }
  }
}

extension String {
  /// The text that ``LineCursor/put(escaped:)-(UnsafeBufferPointer<UInt8>)`` put; nil when none was.
  fileprivate init?(unescaping bytes: ArraySlice<UInt8>) {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      guard index + 1 < bytes.endIndex else { return nil }
      switch bytes[index + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        result.append(bytes[index + 1])
        index += 2
      case UInt8(ascii: "u"):
        guard index + 6 <= bytes.endIndex,
          let code = UInt8(
            String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
        else { return nil }
        result.append(code)
        index += 6
      default: return nil
      }
    }
    self.init(decoding: result, as: UTF8.self)
  }
}
