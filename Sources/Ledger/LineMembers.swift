import Values

/// The members of a line, flat: texts and whole numbers under their names, as JSON.
struct LineMembers {
  /// The members written, without braces, as UTF-8.
  private(set) var bytes: [UInt8] = []
  /// The members read: names and values as they stand in the line.
  private var read: [Member] = []

  private struct Member {
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
    var isText: Bool
    var hasEscapes: Bool
  }

  init() {}

  /// The beginning of a line: a brace, and the members written.
  var text: String { "{" + String(decoding: bytes, as: UTF8.self) }

  /// Takes the members that are written for those of the line.
  mutating func write(_ write: (inout LineWriter) -> Void) {
    var writer = LineWriter()
    write(&writer)
    bytes = writer.withLine { Array($0.dropFirst()) }
  }

  func text(_ name: String) -> String? {
    guard let member = member(name), member.isText else { return nil }
    return member.hasEscapes
      ? String(unescaping: member.value) : String(decoding: member.value, as: UTF8.self)
  }

  func integer(_ name: String) -> Int? {
    guard let member = member(name), !member.isText else { return nil }
    return Int(String(decoding: member.value, as: UTF8.self))
  }

  func period(_ name: String) -> Period? { text(name).flatMap { Period($0) } }
  func day(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate($0) } }

  private func member(_ name: String) -> Member? {
    read.first { $0.name.elementsEqual(name.utf8) }
  }
}

extension LineMembers {
  /// Reads `{"name":"text","other":12`, the beginning of a line up to its seal. A sealed line was written by
  /// a ``LineWriter``, so that nothing else of JSON can stand in it.
  ///
  /// - Returns: nil when something else stands there.
  init?(reading line: ArraySlice<UInt8>) {
    guard line.first == UInt8(ascii: "{") else { return nil }
    read.reserveCapacity(16)
    var rest = line.dropFirst()
    while !rest.isEmpty {
      guard let name = LineMembers.takeText(&rest), rest.first == UInt8(ascii: ":") else {
        return nil
      }
      rest.removeFirst()
      if rest.first == UInt8(ascii: "\"") {
        guard let value = LineMembers.takeText(&rest) else { return nil }
        read.append(
          Member(
            name: name.text, value: value.text, isText: true, hasEscapes: value.hasEscapes))
      } else {
        let value = rest.prefix { $0 != UInt8(ascii: ",") }
        rest = rest.dropFirst(value.count)
        read.append(Member(name: name.text, value: value, isText: false, hasEscapes: false))
      }
      guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
      rest = rest.dropFirst()
    }
  }

  /// Takes a text in quotes from the front.
  private static func takeText(
    _ rest: inout ArraySlice<UInt8>
  ) -> (text: ArraySlice<UInt8>, hasEscapes: Bool)? {
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    let start = rest.startIndex + 1
    var index = start
    var hasEscapes = false
    while index < rest.endIndex {
      switch rest[index] {
      case UInt8(ascii: "\""):
        defer { rest = rest[(index + 1)...] }
        return (rest[start..<index], hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        index += 2
      default: index += 1
      }
    }
    return nil
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
